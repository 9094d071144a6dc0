import type { SetValue } from "../values/index.js";

/** Watches how sets are read, for `explain`. A run without one pays next to nothing for it. */
export interface PlanObserver {
  /** A page of a set is about to be read by an operator; until its `end`, what begins is part of it. */
  begin(operator: string, set: SetValue): void;
  /** @param rows undefined where it left the work to another */
  end(rows: number | undefined): void;
  /** How the innermost operator that has begun finds its documents. */
  chose(choice: AccessChoice): void;
}

/** What an operator that may use an index decided. */
export interface AccessChoice {
  /** `Order.byStatus("cart")`, one for each look-up; none where all documents are read. */
  readonly accesses: readonly string[];
  /** Rows expected; undefined where nobody counted. */
  readonly estimate: number | undefined;
  /** Parts of the predicates that the index does not settle are asked of each document. */
  readonly isExact: boolean;
  /** The FSL line of an index that would serve the predicate, where none does. */
  readonly advice: string | undefined;
}
