import type { LambdaSource, TypeExpression } from "../../../grammar/index.js";
import type { FieldSchema, IndexSchema } from "../../catalog/catalog.js";

/** What the checker needs to know of a collection: of a stored one, or one that is about to be. */
export interface DeclaredCollection {
  readonly name: string;
  readonly alias: string | undefined;
  readonly fields: readonly FieldSchema[];
  readonly computedFields: readonly DeclaredComputedField[];
  /** Declared or implicit. */
  readonly wildcard: boolean;
  readonly indexes: readonly Pick<IndexSchema, "name" | "terms">[];
  readonly documentTtls: boolean | undefined;
}

export interface DeclaredComputedField {
  readonly name: string;
  readonly body: LambdaSource;
  readonly type: TypeExpression | undefined;
}

/** What the checker needs to know of a function. */
export interface DeclaredFunction {
  readonly name: string;
  readonly alias: string | undefined;
  readonly body: LambdaSource;
  readonly signature: TypeExpression | undefined;
}

/** The part of a schema that queries can mention. */
export interface Declarations {
  readonly collections: readonly DeclaredCollection[];
  readonly functions: readonly DeclaredFunction[];
}
