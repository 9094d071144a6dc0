import { type DatabaseSettings, sameSettings } from "../auth/index.js";
import { BoundedCache } from "../cache/index.js";
import type { Schema } from "../call/index.js";
import { createLinker } from "../evaluate/index.js";
import { readSchema } from "../schema/index.js";
import type { Transaction } from "../transaction/index.js";

/** The linked schema of a transaction's snapshot. One object stands for one schema version of one database of one store. */
export interface SchemaCache {
  schemaOf(transaction: Transaction, settings: DatabaseSettings): Schema;
  /** For a fork: knows what this one knows, and from then on goes its own way. */
  fork(): SchemaCache;
}

/** Of small schemas some hundred are kept, of large ones the last few versions: so many items in all. */
const ITEMS_KEPT = 1000;

function itemsOf({ catalog }: Schema): number {
  const { collections, functions, roles } = catalog;
  return Math.min(10 + collections.length + functions.length + roles.length, ITEMS_KEPT);
}

/** A store and its forks each have a cache of their own: they may give one version number to different schemas. engine §7 */
export function createSchemaCache(known: Iterable<readonly [string, Schema]> = []): SchemaCache {
  const schemas = new BoundedCache<Schema>(ITEMS_KEPT, (_key, schema) => itemsOf(schema));
  for (const [key, schema] of known) schemas.set(key, schema);
  // Nearly every query asks for the schema that the one before it had.
  let last:
    | { readonly database: number; readonly settings: DatabaseSettings; readonly schema: Schema }
    | undefined;
  return {
    schemaOf(transaction, settings) {
      const { database, schemaVersion } = transaction;
      if (
        last?.database === database &&
        last.schema.catalog.version === schemaVersion &&
        sameSettings(last.settings, settings)
      ) {
        return last.schema;
      }
      const { typechecked, protected: isProtected, isInAccount, globalId } = settings;
      const key = [database, schemaVersion, typechecked, isProtected, isInAccount, globalId].join(":");
      const cached = schemas.get(key);
      if (cached !== undefined) {
        last = { database, settings, schema: cached };
        return cached;
      }
      const schema = readSchema(transaction, settings, createLinker);
      // Definitions that are not here yet make this schema a stand-in for a run that will be repeated.
      if (transaction.missing === 0) schemas.set(key, schema);
      return schema;
    },
    fork: () => createSchemaCache(schemas.entries()),
  };
}
