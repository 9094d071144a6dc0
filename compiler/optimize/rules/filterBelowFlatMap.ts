import { pushedBelow } from "../pushedBelow.js";
import { rule } from "../rule.js";

/**
 * A filter of the sets that `flatMap` strings together filters each of them: with what chose its elements, it may lead
 * to a better index.
 *
 *     Filter .status == s                          FlatMap c => Filter (IndexScan Order.byCustomer(c)) .status == s
 *     └ FlatMap c => Order.byCustomer(c)     ⇒     └ Documents Customer
 *       └ Documents Customer
 *
 * Legal: elements and positions are the same. All mappers run in both, since only a page with which the set ends is read
 * so; where something shows in what order they ran, or fails, the set is read as it is written.
 */
export const filterBelowFlatMap = rule("filter-below-flat-map", (plan) => pushedBelow(plan, "flatMap"));
