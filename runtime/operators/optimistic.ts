import { QueryFailure } from "../../compiler/index.js";
import { attempt, type Run } from "../call/index.js";
import type { SetValue } from "../values/index.js";
import type { Page, PhysicalOperator, Position } from "./operator.js";

/** An operator that does the work of others with less, where it can: undefined where they must do it themselves. */
export interface OptimisticOperator {
  page(
    run: Run,
    set: SetValue,
    backward: boolean,
    from: Position | undefined,
    wanted: number,
  ): Page | undefined;
}

/**
 * Tries an optimized plan. Where it has no answer, the set is read as it is written, and only what its lambdas consume
 * may be optimized. If either ends in an error, nothing of it is left, and the naive plan runs, which gives the exact
 * error, or succeeds; everything in it is naive. Lambdas of sets cannot write, so running them twice shows nowhere.
 * engine §4
 */
export function optimistic(fast: OptimisticOperator, naive: PhysicalOperator): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      if (run.naive) return naive.page(run, set, backward, from, wanted);
      const found = tried(run, () => fast.page(run, set, backward, from, wanted));
      if (found !== undefined && !(found instanceof QueryFailure)) return found;
      const plain =
        found === undefined ? tried(run, () => naive.page(run, set, backward, from, wanted)) : found;
      if (plain !== undefined && !(plain instanceof QueryFailure)) return plain;
      run.naive = true;
      const page = naive.page(run, set, backward, from, wanted);
      run.naive = false;
      return page;
    },
  };
}

/** What `body` gives; undefined, and nothing of it is left, if it ends in an error or has no answer. */
export function tentative<T>(run: Run, body: () => T | undefined): T | undefined {
  const result = tried(run, body);
  return result instanceof QueryFailure ? undefined : result;
}

/** Nothing is left of what ends in an error, or has no answer. */
function tried<T>(run: Run, body: () => T | undefined): T | undefined | QueryFailure {
  const { units, meter } = run;
  const reads = meter?.mark();
  const emitted = run.emissions.length;
  const result = attempt(run, body);
  if (result !== undefined && !(result instanceof QueryFailure)) return result;
  run.units = units;
  if (reads !== undefined) meter!.reset(reads);
  run.emissions.length = emitted;
  return result;
}
