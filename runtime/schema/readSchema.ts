import { type CollectionDefinition, catalogOf, type Definitions } from "../../compiler/index.js";
import type { DatabasePlace, Linker, Schema } from "../call/index.js";
import type { Transaction } from "../transaction/transaction.js";
import { linkSchema } from "./linkSchema.js";
import { readDefinitions, readMigrations, type SchemaSettings } from "./readDefinitions.js";
import { pinOf } from "./staged/pin.js";

/**
 * The schema that is in force when a transaction begins, linked: what its own definition writes say comes later. Where
 * another schema is staged, it is that of the time before. spec/02 §11, spec/06b §13
 */
export function readSchema(
  transaction: Transaction,
  settings: SchemaSettings & DatabasePlace,
  createLinker: (schema: () => Schema) => Linker,
): Schema {
  const { snapshot } = transaction;
  const place: DatabasePlace = { isInAccount: settings.isInAccount, globalId: settings.globalId };
  const latest = readDefinitions(transaction, settings, snapshot);
  const pin = pinOf(transaction, snapshot);
  if (pin === undefined) {
    const migrations = readMigrations(transaction, snapshot);
    return linkSchema(catalogOf(latest), createLinker, { migrations, place });
  }
  const active = withPresentStates(readDefinitions(transaction, settings, pin), latest);
  const staged = { catalog: catalogOf(latest), migrations: readMigrations(transaction, snapshot) };
  const migrations = readMigrations(transaction, pin);
  return linkSchema(catalogOf(active), createLinker, { migrations, staged, place });
}

/** Entries go on being built; how far they are stands in the present definitions. */
function withPresentStates(active: Definitions, latest: Definitions): Definitions {
  const collections = active.collections.map((each): CollectionDefinition => {
    const present = latest.collections.find(({ id }) => id === each.id);
    return present === undefined ? each : withStatesOf(each, present);
  });
  return { ...active, collections };
}

function withStatesOf(active: CollectionDefinition, present: CollectionDefinition): CollectionDefinition {
  const entries = active.entries.map((each) => {
    const now = present.entries.find(({ id }) => id === each.id);
    return now === undefined ? each : { ...each, status: now.status };
  });
  const isNewlyBuilt = entries.some(({ status }, i) => status !== active.entries[i]!.status);
  const indexes = active.indexes.map((index) => {
    const now = present.indexes.find(({ name }) => name === index.name);
    return isNewlyBuilt && now !== undefined ? { ...index, queryable: now.queryable } : index;
  });
  return { ...active, entries, indexes };
}
