import { pushedBelow } from "../pushedBelow.js";
import { rule } from "../rule.js";

/**
 * A filter of two sets, one after the other, filters each: by an index of its own, if there is one.
 *
 *     Filter .status == s               Concat
 *     └ Concat                    ⇒     └ IndexedFilter .status == s
 *       └ Documents Order               └ IndexedFilter .status == s
 *       └ Documents Return
 *
 * Legal: elements and positions are the same. Each set is read in batches of its own, which shows at most in whether an
 * `after` leads to an empty page, with more than 16 elements (spec/05 §9.2). Where a page ends before the sets do,
 * nothing that the naive plan would have run beyond it may be able to fail; otherwise both plans run everything, unless
 * something shows in what order.
 */
export const filterBelowConcat = rule("filter-below-concat", (plan) => pushedBelow(plan, "concat"));
