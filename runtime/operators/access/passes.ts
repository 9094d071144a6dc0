import { callFunction1, type Run } from "../../call/index.js";
import type { DocumentValue, FunctionValue, SetValue } from "../../values/index.js";
import { inSetLambda, verdict } from "../setLambda.js";

/** Whether the predicate of a filter holds for a document. */
export function passes(run: Run, filter: SetValue, document: DocumentValue): boolean {
  const predicate = filter.slots[1] as FunctionValue;
  return inSetLambda(run, filter, () => verdict(callFunction1(run, predicate, document), filter));
}
