import type { Ir } from "../ir/ir.js";

/** What a part of a predicate asks of a document, as far as an index might answer it. engine §2 */
export type Condition = Comparison | Membership | Junction | Negation;

export type ComparisonOperator = "==" | "<" | "<=" | ">" | ">=";

/** `.price >= least`: a field against something that is the same for all documents. */
export interface Comparison {
  readonly kind: "comparison";
  readonly path: readonly string[];
  readonly operator: ComparisonOperator;
  /** Does not look at the document: evaluated once, when the plan runs. */
  readonly operand: Ir;
}

/** `["a", "b"].includes(.status)` */
export interface Membership {
  readonly kind: "membership";
  readonly path: readonly string[];
  readonly list: Ir;
}

/** `!a`, `.price != 3` */
export interface Negation {
  readonly kind: "not";
  readonly part: Condition;
}

/** `a && b`, `a || b` */
export interface Junction {
  readonly kind: "and" | "or";
  readonly parts: readonly Condition[];
}
