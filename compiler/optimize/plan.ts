import type { Documents, SetOperator, Sort } from "../plan/operator.js";

/**
 * How a set is read: the operators of its shape, some of them joined to one that does their work with less. Each node
 * stands where the uppermost of the operators that it replaces stood, and is handed that operator's set. engine §3
 */
export type Plan = Operator | IndexedFilter | TopN;

/** An operator as the spec says it. */
export interface Operator {
  readonly kind: "operator";
  readonly operator: SetOperator;
  readonly inputs: readonly Plan[];
}

/** What may stand between a filter and the documents that it filters. */
export type FilterStep = "filter" | "pageSize" | "reverse";

/** `C.where(.a == 1).where(…)`: the documents that an index lists, instead of all of them. Steps from top to bottom. */
export interface IndexedFilter {
  readonly kind: "indexedFilter";
  readonly steps: readonly FilterStep[];
  readonly documents: Documents;
}

/** `s.order(…).take(n)`: the first n, without sorting the rest. */
export interface TopN {
  readonly kind: "topN";
  readonly sort: Sort;
  readonly input: Plan;
}
