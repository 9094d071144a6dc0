import { isSorted } from "../plan.js";
import { rule } from "../rule.js";

/**
 * Of a projection over a sort, `take` and `reverse` go below it, where they meet the sort.
 *
 *     Take 10                       Project .name
 *     └ Project .name         ⇒     └ Take 10
 *       └ Sort .total                 └ Sort .total
 *
 * Legal: a projection makes one element of each, at its position, and is run only for the elements of a page
 * (spec/05 §8.2). Backwards `take` reads everything that it takes, and projects it: then it is read as it is written.
 */
export const takeBelowProjection = rule("take-below-projection", (plan) => {
  if (plan.kind !== "operator") return undefined;
  const { kind } = plan.operator;
  const [input] = plan.inputs;
  if ((kind !== "take" && kind !== "reverse") || input?.kind !== "operator") return undefined;
  return input.operator.kind === "project" && isSorted(input)
    ? { kind: "rewritten", how: "belowProjection", operator: plan.operator }
    : undefined;
});
