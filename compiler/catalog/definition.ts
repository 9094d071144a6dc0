/**
 * Definition documents as plain data: what `catalogOf` parses. The runtime reads them from the store, `schema push`
 * makes them of FSL. They were validated when written, so all texts parse. spec/06 §10, spec/06b §7
 */
export interface Definitions {
  /** Of the schema; 0 if none. */
  readonly version: number;
  readonly typechecked: boolean;
  readonly protected: boolean;
  readonly collections: readonly CollectionDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly roles: readonly RoleDefinition[];
  readonly accessProviders: readonly AccessProviderDefinition[];
}

export interface CollectionDefinition {
  readonly id: number;
  readonly name: string;
  readonly alias: string | undefined;
  readonly fields: readonly FieldDefinition[];
  readonly computedFields: readonly ComputedFieldDefinition[];
  /** The type text of the declared wildcard. */
  readonly wildcard: string | undefined;
  readonly indexes: readonly IndexDefinition[];
  readonly uniques: readonly UniqueDefinition[];
  readonly checks: readonly CheckDefinition[];
  readonly historyDays: number | undefined;
  readonly historyFloor: number;
  readonly ttlDays: number | undefined;
  readonly documentTtls: boolean | undefined;
  /** As written; what they did to documents is kept apart. */
  readonly migrations: readonly MigrationDefinition[];
  /** The stored entries, by shape (`shapeOf`). */
  readonly entries: readonly EntriesDefinition[];
}

export interface FieldDefinition {
  readonly name: string;
  readonly signature: string;
  readonly default: string | undefined;
}

export interface ComputedFieldDefinition {
  readonly name: string;
  readonly body: string;
  readonly signature: string | undefined;
}

export interface IndexDefinition {
  readonly name: string;
  readonly terms: readonly IndexFieldDefinition[];
  readonly values: readonly IndexFieldDefinition[];
  readonly queryable: boolean;
}

export interface UniqueDefinition {
  readonly fields: readonly IndexFieldDefinition[];
}

/** The path as written, with or without its leading dot. */
export interface IndexFieldDefinition {
  readonly field: string;
  readonly mva: boolean;
  readonly order: "asc" | "desc";
}

export interface CheckDefinition {
  readonly name: string;
  readonly body: string;
}

/** A statement of a migration; paths as written. spec/02 §4.1 */
export type MigrationDefinition =
  | { readonly kind: "backfill"; readonly field: string; readonly value: string }
  | { readonly kind: "add" | "drop"; readonly field: string }
  | { readonly kind: "split"; readonly field: string; readonly to: readonly string[] }
  | { readonly kind: "move"; readonly field: string; readonly to: string }
  | { readonly kind: "move_conflicts" | "move_wildcard"; readonly into: string }
  | { readonly kind: "add_wildcard" };

export interface EntriesDefinition {
  readonly id: number;
  readonly shape: string;
  readonly status: "building" | "complete" | "failed";
}

export interface FunctionDefinition {
  readonly id: number;
  readonly name: string;
  readonly alias: string | undefined;
  readonly body: string;
  readonly signature: string | undefined;
  readonly role: string | undefined;
}

/** A predicate is lambda text; an action granted without one has `true`. */
export interface RoleDefinition {
  readonly id: number;
  readonly name: string;
  readonly privileges: readonly {
    readonly resource: string;
    readonly actions: readonly { readonly action: string; readonly predicate: string | true }[];
  }[];
  readonly membership: readonly { readonly resource: string; readonly predicate: string | undefined }[];
}

export interface AccessProviderDefinition {
  readonly id: number;
  readonly name: string;
  readonly issuer: string;
  readonly jwksUri: string;
  readonly roles: readonly { readonly role: string; readonly predicate: string | undefined }[];
}
