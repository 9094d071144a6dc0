import type { Expression, FieldPath, TypeExpression } from "../../grammar/index.js";

/** What a migration does to a document, one step after the other. spec/02 §7.2, §7.5 */
export type MigrationStep =
  /** Sets a field that is not there, or whose value does not fit. */
  | {
      readonly kind: "add";
      readonly path: FieldPath;
      readonly type: TypeExpression;
      readonly value: InitialValue;
    }
  | { readonly kind: "drop"; readonly path: FieldPath }
  | { readonly kind: "move"; readonly from: FieldPath; readonly to: FieldPath }
  /** Each value goes to the first target whose type it fits. */
  | { readonly kind: "split"; readonly from: FieldPath; readonly targets: readonly SplitTarget[] }
  /** Puts what did not fit into an object field. */
  | { readonly kind: "move_conflicts"; readonly into: FieldPath }
  /** Puts all fields but the kept ones into an object field. */
  | { readonly kind: "move_wildcard"; readonly into: FieldPath; readonly kept: readonly string[] }
  | { readonly kind: "add_wildcard" };

export interface SplitTarget {
  readonly path: FieldPath;
  readonly type: TypeExpression;
  readonly value: InitialValue;
}

/** What a field gets where it has no value of its own: a backfill, else the default, else nothing. */
export type InitialValue =
  | { readonly kind: "backfill" | "default"; readonly expression: Expression }
  | { readonly kind: "none" };

export const NO_VALUE: InitialValue = { kind: "none" };
