import { rule } from "../rule.js";

/**
 * Documents of one collection come in the order of an index that has the keys as its first values, behind terms and
 * values that the filters give; forwards or backwards.
 *
 *     Sort .createdAt                              IndexedSort .createdAt
 *     └ IndexedFilter .status == s            ⇒    └ IndexScan Order.byStatusAndTime(s)
 *       └ Documents Order
 *
 * Whether there is such an index is settled when the plan runs: only then the values compared with are known.
 *
 * Legal: only for keys of kinds that indexes and `order` sort alike (engine §2), whose index lists every document once.
 * Ties lie by ascending id in both; where the index is read backwards, or has further values, they are put so. Keys are
 * stored fields, which cannot fail; filters that the index does not settle are asked of each document, and only such
 * that cannot fail.
 */
export const orderFromIndex = rule("order-from-index", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "sort") return undefined;
  const { operator: sort, inputs } = plan;
  const input = inputs[0]!;
  if (input.kind === "indexedFilter") {
    return { kind: "indexedSort", sort, input, steps: input.steps, documents: input.documents };
  }
  if (input.kind !== "operator" || input.operator.kind !== "documents") return undefined;
  return { kind: "indexedSort", sort, input, steps: [], documents: input.operator };
});
