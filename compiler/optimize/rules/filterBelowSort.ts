import { pushedBelow } from "../pushedBelow.js";
import { rule } from "../rule.js";

/**
 * A filter of a sorted set filters before it sorts: fewer rows are sorted, and an index may find them.
 *
 *     Filter .status == s              Sort .total
 *     └ Sort .total               ⇒    └ IndexedFilter .status == s
 *       └ Documents Order                └ IndexScan Order.byStatus(s)
 *
 * Legal: Sort is stable and a filter keeps the order, so the rows come alike; predicate and keys cannot fail, so none
 * that is left out could have; where the set has more rows than `order` takes, it is read as it is written, and
 * refused. A position is the sorted rest in both; the filter finds nothing in it that it would drop.
 */
export const filterBelowSort = rule("filter-below-sort", (plan) => pushedBelow(plan, "sort"));
