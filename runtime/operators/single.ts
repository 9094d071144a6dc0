import { type PhysicalOperator, pageOf } from "./operator.js";

/** `Set.single(x)` */
export function singleOperator(): PhysicalOperator {
  return { page: (_run, set, _backward, from, wanted) => pageOf([set.slots[0]!], from, wanted) };
}
