import type { Expression, FieldPath, LambdaSource, TypeExpression } from "../../grammar/index.js";
import type { RoleDefinition } from "./definition.js";

/**
 * The schema of one database as queries see it: what the definition documents say, parsed. Built by
 * `catalogOf` from definitions; immutable; one per schema version.
 */
export interface Catalog {
  /** Time of the last change to any definition, in microseconds; 0 if none. spec/02 */
  readonly version: number;
  readonly typechecked: boolean;
  readonly protected: boolean;
  /** In order of creation. */
  readonly collections: readonly CollectionSchema[];
  readonly functions: readonly FunctionSchema[];
  readonly roles: readonly RoleSchema[];
  readonly accessProviders: readonly AccessProviderSchema[];
}

export interface CollectionSchema {
  /** Internal; never reused; the order of creation. */
  readonly id: number;
  readonly name: string;
  readonly alias: string | undefined;
  /** Declared fields in the order of definition. */
  readonly fields: readonly FieldSchema[];
  readonly computedFields: readonly ComputedFieldSchema[];
  /** True where undeclared top-level fields are accepted (declared or implicit wildcard). spec/06 §6.1 */
  readonly wildcard: boolean;
  readonly indexes: readonly IndexSchema[];
  readonly uniques: readonly UniqueSchema[];
  readonly checks: readonly CheckSchema[];
  /** Undefined keeps history for ever. */
  readonly historyDays: number | undefined;
  /** No version that ended before this time is kept for readers, in microseconds. spec/06 §9.3 */
  readonly historyFloor: number;
  readonly ttlDays: number | undefined;
  /** As declared; undefined where it depends on the fields. spec/06 §9.1 */
  readonly documentTtls: boolean | undefined;
}

export interface FieldSchema {
  readonly name: string;
  readonly type: TypeExpression;
  readonly default: Expression | undefined;
}

export interface ComputedFieldSchema {
  readonly name: string;
  readonly body: LambdaSource;
  /** The body as stored: indexes over computed fields compare by it (spec/06b §6). */
  readonly bodyText: string;
  readonly type: TypeExpression | undefined;
}

export interface IndexSchema {
  readonly name: string;
  readonly terms: readonly IndexField[];
  readonly values: readonly IndexField[];
  readonly queryable: boolean;
  readonly status: "building" | "complete" | "failed";
  /** The stored entries that serve it; indexes and constraints of one shape share them. spec/06b §6 */
  readonly entries: EntriesSchema;
}

export interface UniqueSchema {
  readonly fields: readonly IndexField[];
  readonly status: "pending" | "active" | "failed";
  readonly entries: EntriesSchema;
}

export interface IndexField {
  readonly path: FieldPath;
  readonly mva: boolean;
  /** Of terms always "asc". */
  readonly order: "asc" | "desc";
}

/** Entries as they are stored once per shape. */
export interface EntriesSchema {
  /** Internal; never reused in a database. */
  readonly id: number;
  readonly terms: readonly IndexField[];
  readonly values: readonly IndexField[];
}

export interface CheckSchema {
  readonly name: string;
  readonly body: LambdaSource;
}

export interface FunctionSchema {
  readonly id: number;
  readonly name: string;
  readonly alias: string | undefined;
  readonly body: LambdaSource;
  /** The stored text, which error excerpts show. */
  readonly bodyText: string;
  readonly signature: TypeExpression | undefined;
  readonly role: string | undefined;
}

export interface RoleSchema {
  readonly id: number;
  readonly name: string;
  readonly privileges: readonly {
    readonly resource: string;
    readonly actions: readonly { readonly action: string; readonly predicate: LambdaSource | undefined }[];
  }[];
  readonly membership: readonly { readonly resource: string; readonly predicate: LambdaSource | undefined }[];
  /** As it is stored: tells whether a role has changed. */
  readonly definition: RoleDefinition;
}

export interface AccessProviderSchema {
  readonly id: number;
  readonly name: string;
  readonly issuer: string;
  readonly jwksUri: string;
  readonly roles: readonly { readonly role: string; readonly predicate: LambdaSource | undefined }[];
}
