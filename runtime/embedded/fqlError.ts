import type { ConstraintFailure } from "../../compiler/index.js";

/** What a failed query throws. `message` is the rendered error; `code` and the rest are for programs. spec/08 §8 */
export class FqlError extends Error {
  override readonly name = "FqlError";
  /** `invalid_query`, `constraint_failure`, … */
  readonly code: string;
  /** One line, without source text. */
  readonly reason: string;
  /** The rendered error with its places, and logs and hints. */
  readonly summary: string;
  readonly constraintFailures: readonly ConstraintFailure[];
  /** The value given to `abort()`, as answers are. */
  readonly abort: unknown;

  constructor(details: {
    readonly code: string;
    readonly reason: string;
    readonly summary?: string;
    readonly constraintFailures?: readonly ConstraintFailure[];
    readonly abort?: unknown;
  }) {
    super(details.summary || details.reason);
    this.code = details.code;
    this.reason = details.reason;
    this.summary = details.summary ?? "";
    this.constraintFailures = details.constraintFailures ?? [];
    this.abort = details.abort;
  }
}
