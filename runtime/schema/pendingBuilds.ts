import type { Catalog, EntriesSchema } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { storedFields } from "../documents/index.js";
import { DocumentValue, NATIVE } from "../values/index.js";
import { buildEntries } from "./buildEntries.js";
import { writeStates } from "./entryStates.js";
import { Part } from "./part.js";
import { collectionDefinition } from "./readDefinitions.js";
import { rewriteDefinition } from "./writeDefinition.js";

/** Entries that are to be built in the background: their collections were too large for the query that added them. */
export interface PendingBuild {
  /** The internal id of the collection. */
  readonly collection: number;
  readonly entries: EntriesSchema;
}

/** What is left to build in a schema, also after a restart. spec/06b §6 */
export function pendingBuilds({ collections }: Catalog): readonly PendingBuild[] {
  return collections.flatMap(({ id, indexes, uniques }) => {
    const building = new Set<EntriesSchema>();
    for (const index of indexes) if (index.status === "building") building.add(index.entries);
    for (const unique of uniques) if (unique.status === "pending") building.add(unique.entries);
    return [...building].map((entries) => ({ collection: id, entries }));
  });
}

/**
 * Builds the entries and says so in the definition: the body of a transaction of its own. Writes that happen meanwhile
 * make their entries themselves, and the definition's conflict with other schema changes starts it anew.
 */
export function runPendingBuild(run: Run, { collection, entries }: PendingBuild): void {
  const linked = run.schema.collection(collection);
  const document = new DocumentValue(NATIVE.Collection, String(collection));
  const version = run.transaction.version(document, undefined);
  const schema = linked?.entries.find((each) => each.id === entries.id);
  if (linked === undefined || version === undefined || schema === undefined) return;
  buildEntries(run, linked, schema);
  const fields = new Map(storedFields(version));
  const stored = collectionDefinition(Part.ofFields(fields), collection).entries;
  writeStates(
    fields,
    stored.map((each) => (each.id === entries.id ? { ...each, status: "complete" } : each)),
  );
  rewriteDefinition(run, NATIVE.Collection, document.id, fields);
  run.transaction.changeSchema(run.transaction.database);
}
