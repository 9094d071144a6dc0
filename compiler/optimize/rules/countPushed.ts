import { rule } from "../rule.js";

/**
 * The matches of a filter that is pushed below something are counted there.
 *
 *     Count                                PushedCount
 *     └ PushedFilter .sum > 100            └ CountProject { sum: .total }
 *       └ Project { sum: .total }    ⇒       └ MatchCount .total > 100
 *         └ IndexedFilter .total > 100          └ IndexScan Order.byTotal(100 …)
 *
 * Legal: there are as many; what is left out to count them is up to the rules that count the set filtered first.
 */
export const countPushed = rule("count-pushed", (plan) =>
  plan.kind === "count" && plan.input.kind === "pushedFilter"
    ? { kind: "pushedCount", below: plan.input.below }
    : undefined,
);
