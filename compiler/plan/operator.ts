import type { EntriesSchema } from "../catalog/catalog.js";

/**
 * The operators of which sets are made, as far as they are fixed: what varies from set to set (input sets, lambdas,
 * terms, counts) lies in the slots of the set value. Slots are listed with each. spec/05 §8, engine §3
 */
export type SetOperator =
  | Documents
  | IndexScan
  | Values
  | Sequence
  | Single
  | Filter
  | Project
  | FlatMap
  | Concat
  | Take
  | Drop
  | Sort
  | Distinct
  | Reverse
  | PageSize;

export type SetOperatorKind = SetOperator["kind"];

/** `C.all()`, `C.all(range)`: documents by id. Slots: first id, last id; "" for none. */
export interface Documents {
  readonly kind: "documents";
  readonly collection: number;
}

/** `C.byX(1)`. Slots: array of terms, lower bound, upper bound; bounds as `operators/bound.ts` packs them. */
export interface IndexScan {
  readonly kind: "indexScan";
  readonly collection: number;
  readonly index: string;
  readonly entries: EntriesSchema;
}

/** `[1, 2].toSet()`. Slots: the array. */
export interface Values {
  readonly kind: "values";
}

/** `Set.sequence(0, 9)`. Slots: from, until. */
export interface Sequence {
  readonly kind: "sequence";
}

/** `Set.single(x)`. Slots: the element. */
export interface Single {
  readonly kind: "single";
}

/** `s.where(p)`. Slots: input, predicate. */
export interface Filter {
  readonly kind: "filter";
}

/** `s.map(f)`, `s { a, b }`. Slots: input, mapper. */
export interface Project {
  readonly kind: "project";
}

/** `s.flatMap(f)`. Slots: input, mapper. */
export interface FlatMap {
  readonly kind: "flatMap";
}

/** `a.concat(b)`. Slots: both inputs. */
export interface Concat {
  readonly kind: "concat";
}

/** `s.take(3)`. Slots: input, limit. */
export interface Take {
  readonly kind: "take";
}

/** `s.drop(3)`. Slots: input, amount. */
export interface Drop {
  readonly kind: "drop";
}

export type SortDirection = "asc" | "desc";

/** `s.order(.a, desc(.b))`; no directions: natural order. Slots: input, one accessor for each direction. */
export interface Sort {
  readonly kind: "sort";
  readonly directions: readonly SortDirection[];
}

/** `s.distinct()`. Slots: input. */
export interface Distinct {
  readonly kind: "distinct";
}

/** `s.reverse()`. Slots: input. */
export interface Reverse {
  readonly kind: "reverse";
}

/** `s.pageSize(5)`. Slots: input, size, the place of the call as text (it counts in equality: spec/05 §6). */
export interface PageSize {
  readonly kind: "pageSize";
}

/** Tells operators apart: equal where everything fixed is. */
export function operatorKey(operator: SetOperator): string {
  switch (operator.kind) {
    case "documents":
      return `documents ${operator.collection}`;
    case "indexScan":
      return `indexScan ${operator.collection} ${operator.index}`;
    case "sort":
      return `sort ${operator.directions.join(" ")}`;
    default:
      return operator.kind;
  }
}
