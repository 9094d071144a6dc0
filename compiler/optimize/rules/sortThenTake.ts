import { rule } from "../rule.js";

/**
 * A sort of which only the first rows are wanted keeps no more than those. Of documents of one collection it reads its
 * keys in their stored versions, and makes document values of those that remain.
 *
 *     Take 10                       TopN 10 by .total desc
 *     └ Sort .total desc       ⇒    └ Documents Order
 *       └ Documents Order
 *
 * Legal: Sort is stable and Take reads its first n rows, so ties fall alike; keys are evaluated for every row in both, so
 * they fail alike; the limit on how many rows `order` accepts is charged in both.
 */
export const sortThenTake = rule("sort-then-take", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "take") return undefined;
  const [input] = plan.inputs;
  if (input?.kind === "indexedSort") {
    return { kind: "topN", sort: input.sort, input: input.input, indexed: input };
  }
  if (input?.kind !== "operator" || input.operator.kind !== "sort") return undefined;
  return { kind: "topN", sort: input.operator, input: input.inputs[0]!, indexed: undefined };
});
