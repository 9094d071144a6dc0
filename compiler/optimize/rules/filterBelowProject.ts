import { pushedBelow } from "../pushedBelow.js";
import { rule } from "../rule.js";

/**
 * A filter of what `map` or a projection makes of documents asks the documents themselves: an index may find them, and
 * nothing is made of those that do not pass.
 *
 *     Filter .sum > 100                            Project { sum: .total, … }
 *     └ Project { sum: .total, … }          ⇒      └ IndexedFilter .total > 100
 *       └ Documents Order                            └ IndexScan Order.byTotal(100 …)
 *
 * Legal: the mapper cannot fail and shows nothing, and what the predicate reads of its result it reads of the document
 * that it would have come from; so it says the same, or fails alike. It is asked of the same batches; positions are
 * those of the documents in both.
 */
export const filterBelowProject = rule("filter-below-project", (plan) => pushedBelow(plan, "project"));
