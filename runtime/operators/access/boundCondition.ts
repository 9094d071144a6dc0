import type { ComparisonOperator } from "../../../compiler/index.js";
import type { DocumentValue, Value } from "../../values/index.js";

/** A condition with the values that it compares with. */
export type Bound =
  | {
      readonly kind: "comparison";
      readonly path: readonly string[];
      readonly operator: ComparisonOperator;
      readonly value: Value;
      /** False where documents of a past time are read, of which declared types say nothing. */
      readonly isPresent: boolean;
    }
  | { readonly kind: "membership"; readonly path: readonly string[]; readonly values: readonly Value[] }
  | { readonly kind: "and" | "or"; readonly parts: readonly Bound[] }
  | Determined;

/**
 * Parts of a predicate that look at the document through one field: what they say of one document they say of all that
 * have the same value there.
 */
export interface Determined {
  readonly kind: "determined";
  readonly field: string;
  readonly holds: (document: DocumentValue) => boolean;
  /** The condition that says the same. */
  readonly says: Bound | undefined;
}
