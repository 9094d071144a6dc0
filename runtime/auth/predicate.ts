import { QueryFailure } from "../../compiler/index.js";
import { attempt, callFunction, type Run } from "../call/index.js";
import type { DocumentValue, FunctionValue, Value } from "../values/index.js";
import { PREDICATE_ACCESS } from "./builtInAccess.js";

/**
 * True where a predicate is exactly `true` for these arguments; whatever else it comes to, errors too, refuses. It runs
 * with rights of its own, in the present, and cannot write. spec/07b §5
 */
export function predicateAccepts(
  run: Run,
  predicate: FunctionValue,
  args: readonly Value[],
  identity: DocumentValue | undefined,
): boolean {
  const outer = { at: run.at, identity: run.identity };
  run.at = undefined;
  run.identity = identity;
  const outcome = attempt(run, () =>
    run.accessing(PREDICATE_ACCESS, () =>
      run.limited("read", "role predicates", () => callFunction(run, predicate, args)),
    ),
  );
  run.at = outer.at;
  run.identity = outer.identity;
  return !(outcome instanceof QueryFailure) && outcome === true;
}
