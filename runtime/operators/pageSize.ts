import type { SetValue } from "../values/index.js";
import type { PhysicalOperator } from "./operator.js";

/** `pageSize`: changes how sets are shown, not what is in them. spec/05 §9.1 */
export function pageSizeOperator(input: PhysicalOperator): PhysicalOperator {
  return {
    page: (run, set, backward, from, wanted) =>
      input.page(run, set.slots[0] as SetValue, backward, from, wanted),
  };
}
