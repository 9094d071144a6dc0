import { rule } from "../rule.js";

/**
 * `take` and `reverse` of a set that is read as another are those of that other one.
 *
 *     Take 3                             TopN 3 by .total
 *     └ Filter .status == s        ⇒     └ IndexedFilter .status == s
 *       └ Sort .total                      └ Documents Order
 *
 * Legal: the two have the same elements at the same positions, under the conditions of the rule that rewrote the set.
 */
export const stepOverRewritten = rule("step-over-rewritten", (plan) => {
  if (plan.kind !== "operator") return undefined;
  const { kind } = plan.operator;
  if (kind !== "take" && kind !== "reverse") return undefined;
  const [input] = plan.inputs;
  const isRewritten =
    input?.kind === "rewritten" || (input?.kind === "pushedFilter" && input.below === "sort");
  return isRewritten ? { kind: "rewritten", how: "stepOverRewritten", operator: plan.operator } : undefined;
});
