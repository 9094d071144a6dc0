import type { Documents, IndexScan, SetOperator, SetOperatorKind, Sort } from "../plan/operator.js";

/**
 * How a set is read: the operators of its shape, some of them joined to one that does their work with less. Each node
 * stands where the uppermost of the operators that it replaces stood, and is handed that operator's set. engine §3
 */
export type Plan =
  | Operator
  | IndexedFilter
  | IndexFilter
  | CoveredProject
  | IndexedSort
  | PushedFilter
  | ComposedProject
  | TopN
  | Rewritten
  | CountPlan;

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

/** `C.byA(1).where(.b > 2)`: of the entries those that may pass, and no documents where the entries hold enough. */
export interface IndexFilter {
  readonly kind: "indexFilter";
  readonly steps: readonly FilterStep[];
  readonly scan: IndexScan;
}

/** `C.byA(1) { b }`, also of filters over it: of fields that the index holds. */
export interface CoveredProject {
  readonly kind: "coveredProject";
  readonly scan: IndexScan;
}

/** `C.where(…).order(.a)`: in the order in which an index lists them. */
export interface IndexedSort {
  readonly kind: "indexedSort";
  readonly sort: Sort;
  readonly input: Plan;
  readonly steps: readonly FilterStep[];
  readonly documents: Documents;
}

/** `s.order(…).where(…)`, `s.map(…).where(…)`: filtered first, where that gives the same. */
export interface PushedFilter {
  readonly kind: "pushedFilter";
  /** What the filter, and perhaps others right below it, stood on. */
  readonly below: SetOperatorKind;
}

/** `s { a, b }.map(.a)`: what the upper one makes of the element itself. */
export interface ComposedProject {
  readonly kind: "composedProject";
}

/** `s.order(…).take(n)`: the first n, without sorting the rest. */
export interface TopN {
  readonly kind: "topN";
  readonly sort: Sort;
  readonly input: Plan;
  /** Of a set of documents of one collection. */
  readonly indexed: IndexedSort | undefined;
}

/** A set that is read as another one, which has the same elements at the same positions. */
export interface Rewritten {
  readonly kind: "rewritten";
  readonly how: Rewriting;
  /** The uppermost, as it is written. */
  readonly operator: SetOperator;
}

export type Rewriting = "turnedSort" | "belowProjection" | "stepOverRewritten";

/** True where reading the first elements means sorting all of them. */
export function isSorted(plan: Plan): boolean {
  switch (plan.kind) {
    case "indexedSort":
    case "rewritten":
      return true;
    case "pushedFilter":
      return plan.below === "sort";
    case "operator":
      return plan.operator.kind === "sort" || (plan.operator.kind === "project" && isSorted(plan.inputs[0]!));
    default:
      return false;
  }
}

/** Of a consumer that only asks how many elements there are. */
export type CountPlan = Count | RowCount | MatchCount | EntryCount | PushedCount | CountOfInputs;

/** `s.count()`: pages are read, and their elements counted. */
export interface Count {
  readonly kind: "count";
  readonly input: Plan;
}

/** The rows of a source, which the store counts. */
export interface RowCount {
  readonly kind: "rowCount";
  readonly source: Documents | IndexScan;
}

/** The matches of filters, of which no documents are made. */
export interface MatchCount {
  readonly kind: "matchCount";
  readonly steps: readonly FilterStep[];
  readonly documents: Documents;
}

/** The matches of filters over an index. */
export interface EntryCount {
  readonly kind: "entryCount";
  readonly steps: readonly FilterStep[];
  readonly scan: IndexScan;
}

/** The elements of a set that is filtered first. */
export interface PushedCount {
  readonly kind: "pushedCount";
  readonly below: SetOperatorKind;
}

/** What follows from how many elements the operator's inputs have. */
export interface CountOfInputs {
  readonly kind: "countOfInputs";
  readonly operator: SetOperator;
}
