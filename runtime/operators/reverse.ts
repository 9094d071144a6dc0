import type { SetValue } from "../values/index.js";
import type { PhysicalOperator } from "./operator.js";

/** `reverse`: its input, read the other way. What that means is each operator's own affair. spec/05 §8.2 */
export function reverseOperator(input: PhysicalOperator): PhysicalOperator {
  return {
    page: (run, set, backward, from, wanted) =>
      input.page(run, set.slots[0] as SetValue, !backward, from, wanted),
  };
}
