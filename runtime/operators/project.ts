import { applier1 } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import type { FunctionValue, SetValue } from "../values/index.js";
import type { PhysicalOperator } from "./operator.js";
import { inSetLambda } from "./setLambda.js";

/** `map` and projection: runs its lambda for the elements of the page, no more. spec/05 §8.2 */
export function projectOperator(input: PhysicalOperator): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const [source, mapper] = set.slots as readonly [SetValue, FunctionValue];
      const page = input.page(run, source, backward, from, wanted);
      const elements = inSetLambda(run, set, () => mapAhead(run, page.elements, applier1(run, mapper)));
      return { elements, next: page.next, positionOf: (index) => page.positionOf(index) };
    },
  };
}
