import { rule } from "../rule.js";

/**
 * A sort that is read backwards is one by the opposite directions: its first rows are found as those of any sort.
 *
 *     Reverse
 *     └ Sort .total           ⇒    Sort desc(.total)
 *       └ Documents Order            └ Documents Order
 *
 * Legal: `reverse` of a sort turns each direction, and rows with equal keys stay in the order of the input
 * (spec/05 §8.2); positions are the sorted rest in both. A sort without keys has no directions to turn, and is read as
 * it is written.
 */
export const reverseIntoSort = rule("reverse-into-sort", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "reverse") return undefined;
  const [input] = plan.inputs;
  const isSort =
    input?.kind === "indexedSort" || (input?.kind === "operator" && input.operator.kind === "sort");
  return isSort ? { kind: "rewritten", how: "turnedSort", operator: plan.operator } : undefined;
});
