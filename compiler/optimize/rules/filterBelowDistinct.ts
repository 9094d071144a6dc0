import { pushedBelow } from "../pushedBelow.js";
import { rule } from "../rule.js";

/**
 * A filter of a set without repeats filters before they are looked for.
 *
 *     Filter .status == s            Distinct
 *     └ Distinct              ⇒      └ IndexedFilter .status == s
 *       └ Documents Order              └ IndexScan Order.byStatus(s)
 *
 * Legal: a predicate that looks at stored fields says the same of equal elements, so the first of them stay the first;
 * it cannot fail, so it may be asked of repeats too. Where the set has more rows than `distinct` takes, it is read as it
 * is written, and refused. A position is the sorted rest in both.
 */
export const filterBelowDistinct = rule("filter-below-distinct", (plan) => pushedBelow(plan, "distinct"));
