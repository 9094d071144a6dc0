import { pushedBelow } from "../pushedBelow.js";
import { rule } from "../rule.js";

/**
 * A filter of a set that is turned, or that has a page size, filters below that: where the set is a collection, by an
 * index.
 *
 *     Filter .status == s            Reverse
 *     └ Reverse               ⇒      └ IndexedFilter .status == s
 *       └ Documents Order              └ IndexScan Order.byStatus(s)
 *
 * Legal: both keep positions, and a filter is turned by turning its input (spec/05 §8.2): the predicate is asked of the
 * same elements in the same batches.
 */
export const filterBelowReverse = rule(
  "filter-below-reverse",
  (plan) => pushedBelow(plan, "reverse") ?? pushedBelow(plan, "pageSize"),
);
