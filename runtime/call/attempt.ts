import { QueryFailure } from "../../compiler/index.js";
import type { Run } from "./run.js";

/**
 * Runs `body` and turns an FQL error into a value. The only catch inside a run: everything else — the wait signal, an
 * exhausted machine stack, faults of ours — goes on up. engine §8
 */
export function attempt<T>(run: Run, body: () => T): T | QueryFailure {
  const mark = run.mark();
  try {
    return body();
  } catch (error) {
    if (!(error instanceof QueryFailure)) throw error;
    run.located(error);
    run.reset(mark);
    return error;
  }
}
