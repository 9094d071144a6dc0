/** How one operator of a plan worked, over all pages that were read of it. */
export interface ExplainedOperator {
  /** `Filter`, `IndexedFilter`, `Documents`. */
  readonly operator: string;
  /** The code or argument that it was given: `.status == "cart"`. */
  readonly detail: string;
  /** Look-ups of indexes, where it made any: `Order.byStatus("cart")`. */
  readonly accesses: readonly string[];
  /** Rows expected of those. */
  readonly estimatedRows: number | undefined;
  readonly rows: number;
  /** How often it was asked for a page. */
  readonly pages: number;
  /** Read of the store by this operator and its lambdas, its inputs apart. */
  readonly documentsRead: number;
  readonly entriesRead: number;
  /** The same, inputs included. */
  readonly milliseconds: number;
  /** The FSL line that would spare it reading all documents. */
  readonly advice: string | undefined;
  readonly inputs: readonly ExplainedOperator[];
}

/** What `explain` tells of a query that was run, and whose writes were taken back. */
export interface Explanation {
  /** Sets in the order in which they were first read. */
  readonly plans: readonly ExplainedOperator[];
  readonly rules: readonly string[];
  readonly documentsRead: number;
  readonly entriesRead: number;
}
