import type { Catalog, CollectionSchema, EntriesSchema, ShapeTable } from "../../compiler/index.js";
import type { Layout } from "../documents/version.js";
import type { Version } from "../storage/storage.js";
import type { FunctionValue, Value } from "../values/index.js";
import type { Field } from "./fieldType.js";
import type { Linker } from "./linker.js";

/**
 * The schema of a database, linked: what the catalog says, with the code of its lambdas. One for each schema version
 * and store branch; immutable. Built by `schema/linkSchema.ts`.
 */
export interface Schema extends DatabasePlace {
  readonly catalog: Catalog;
  /** Links code that stands outside of the query: bodies, defaults, cursors. Its globals are this schema's. */
  readonly linker: Linker;
  /** Of a user collection or a built-in one; undefined where it was dropped. */
  collection(id: number): Collection | undefined;
  /** A user collection or user function by name, else by alias. spec/05 §1.1 */
  global(name: string): Value | undefined;
  /** The shapes of its sets, and how they are read. engine §3 */
  readonly shapes: ShapeTable<unknown>;
  /** True where a staged schema waits: definition documents show that one. spec/02 §11 */
  readonly isPinned: boolean;
}

/** Where in the tree of databases the one is whose schema it is. */
export interface DatabasePlace {
  /** True where the database or one above it has an account: those below get none of their own. spec/06b §9 */
  readonly isInAccount: boolean;
  /** What JWTs call it. spec/07 §7 */
  readonly globalId: string;
}

/** A collection as documents, sets and constraints need it. */
export interface Collection {
  readonly id: number;
  readonly name: string;
  /** Built-in collections (`Function`, `Key`, …) have `definition: undefined`. */
  readonly definition: CollectionSchema | undefined;
  /** True where documents go by name instead of id. */
  readonly named: boolean;
  /** Declared fields in the order of definition. */
  readonly fields: readonly Field[];
  /** True where undeclared top-level fields are accepted. spec/06 §6.1 */
  readonly wildcard: boolean;
  readonly layout: Layout;
  /** Brings versions written before a migration into the present shape; undefined where there was none. spec/06 §13 */
  readonly migrate: ((version: Version) => Version) | undefined;
  /** In the order in which they are written out. */
  readonly computedFields: ReadonlyMap<string, ComputedField>;
  readonly checks: readonly Check[];
  /** What its indexes and unique constraints store, each shape once. spec/06b §6 */
  readonly entries: readonly EntriesSchema[];
  /** As it is staged, where writes must keep entries current for it. spec/02 §11 */
  readonly staged: Collection | undefined;
}

export interface ComputedField {
  readonly name: string;
  /** Linked on first use. */
  readonly body: FunctionValue;
}

export interface Check {
  readonly name: string;
  readonly body: FunctionValue;
}
