import type { Hint, Span } from "../../grammar/index.js";

/** A failure at a field of a document: paths are names and indexes; none for failures tied to no field. spec/08 §3.2 */
export interface ConstraintFailure {
  readonly paths: readonly (readonly (string | number)[])[];
  readonly message: string;
}

/**
 * A run-time error of a query, as data: thrown by the evaluator and the library, caught where a run is entered and in
 * `attempt()`, which add the frames that were open. Not a JS `Error`: a query's failure is no fault of the program,
 * and capturing a JS stack costs more than most queries.
 */
export class QueryFailure {
  /** The innermost place, where it is narrower than the innermost open frame. */
  span: Span | undefined = undefined;
  /** All frames, innermost first; set when caught, or by whoever knows better (set lambdas: spec/05 §1.2). */
  frames: readonly Span[] | undefined = undefined;
  hints: readonly Hint[] = [];
  failures: readonly ConstraintFailure[] = [];
  /** For `abort`: the value given. */
  abort: unknown = undefined;

  constructor(
    readonly code: string,
    readonly message: string,
  ) {}

  at(span: Span | undefined): this {
    this.span = span;
    return this;
  }

  withHint(hint: Hint): this {
    this.hints = [...this.hints, hint];
    return this;
  }
}

/**
 * Declares an error once: its code and its text. The result makes the failure to throw:
 * `throw divideByZero().at(span)`.
 */
export function problem<Args extends readonly unknown[]>(
  code: string,
  text: (...args: Args) => string,
): (...args: Args) => QueryFailure {
  return (...args) => new QueryFailure(code, text(...args));
}
