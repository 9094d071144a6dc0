import type { Diagnostic, Span } from "../../grammar/index.js";
import { NO_SPAN } from "../../grammar/index.js";

/** What a check may cost. spec/03 §8.2 */
export interface Limits {
  /** The current time in milliseconds; undefined where time does not count. */
  readonly now: (() => number) | undefined;
  readonly deadline: number;
  /** Comparisons so far: the clock is not read at each. */
  steps: number;
}

export function limitsUntil(now: (() => number) | undefined, deadline = Number.POSITIVE_INFINITY): Limits {
  return { now, deadline, steps: 0 };
}

/** Checks of a schema are bounded by their text. */
export const NO_LIMITS: Limits = limitsUntil(undefined);

/** How deep expressions and types may nest. */
const MAX_DEPTH = 1000;
const STEPS_BETWEEN_LOOKS = 1024;

/** Ends a check as a whole: the only error that is reported then, or the last one. */
export class CheckStopped {
  constructor(
    readonly diagnostic: Diagnostic,
    /** False where errors found before are reported as well. */
    readonly isSole: boolean,
  ) {}
}

export function checkComplexity(limits: Limits, depth: number, place: Span | undefined): void {
  if (depth > MAX_DEPTH) throw tooComplex(place);
  if (limits.now === undefined || ++limits.steps % STEPS_BETWEEN_LOOKS !== 0) return;
  if (limits.now() <= limits.deadline) return;
  throw new CheckStopped(
    {
      severity: "error",
      message: "Exceeded static typing time limit",
      span: place ?? NO_SPAN,
      hints: [],
    },
    false,
  );
}

/** The expression as a whole is too deep. */
export function tooComplex(place: Span | undefined): CheckStopped {
  return new CheckStopped(
    {
      severity: "error",
      message: "Typechecking failed due to query complexity",
      span: place ?? NO_SPAN,
      hints: [],
    },
    true,
  );
}
