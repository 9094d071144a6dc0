import { rule } from "../rule.js";

/**
 * A filter of the documents that an index lists reads only those entries that its conditions on the index's values
 * leave, and where the index holds all fields that it looks at, no documents.
 *
 *     Filter .createdAt >= t                  IndexFilter .createdAt >= t
 *     └ IndexScan Order.byCustomer(c)    ⇒    └ IndexScan Order.byCustomer(c, { from: t })
 *
 * Legal: entries that are left out would have failed a condition before which nothing can fail; order and positions are
 * the index's, as before. Values that an entry holds are those of its document. Where more matches follow and the
 * predicate could fail, the filter runs as it is written.
 */
export const filterOverIndex = rule("filter-over-index", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
  const [input] = plan.inputs;
  if (input?.kind !== "operator" || input.operator.kind !== "indexScan") return undefined;
  return { kind: "indexFilter", steps: ["filter"], scan: input.operator };
});
