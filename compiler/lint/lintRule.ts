import type { Diagnostic } from "../../grammar/index.js";
import type { CollectionSchema } from "../catalog/catalog.js";
import type { Ir } from "../ir/ir.js";
import type { ElementFields } from "../optimize/elementFields.js";

/** What is legal and of the right type, and yet not what its author would want. One rule a file, in `rules/`. */
export interface LintRule {
  /** What is to be said of a node; the nodes that it has spoken for are not looked at again. */
  find(node: Ir, schema: LintSchema): LintFinding | undefined;
}

export interface LintFinding {
  readonly diagnostics: readonly Diagnostic[];
  /** Nodes below that are done with. */
  readonly done: readonly Ir[];
}

/** What rules must know of the schema that a query is written for. */
export interface LintSchema {
  /** A user collection by name or alias. */
  collection(name: string): CollectionSchema | undefined;
  fieldsOf(collection: CollectionSchema): ElementFields;
}
