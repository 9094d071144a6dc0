import type { Catalog, EntriesDefinition, EntriesSchema } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { storedFields } from "../documents/index.js";
import { DocumentValue, NATIVE } from "../values/index.js";
import { type BuildPosition, buildSlice } from "./buildEntries.js";
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

/** So many documents a transaction: other queries come in between. */
const SLICE = 500;

/**
 * Builds the next slice of entries: the body of a transaction of its own, whose last one says in the definition that
 * they are complete. Answers where to go on; undefined at the end, or where nobody wants them any more.
 */
export function continueBuild(
  run: Run,
  build: PendingBuild,
  position: BuildPosition,
): BuildPosition | undefined {
  const collection = run.schema.collection(build.collection);
  const schema = collection?.entries.find((each) => each.id === build.entries.id);
  if (collection === undefined || schema === undefined) return undefined;
  const next = buildSlice(run, collection, schema, position, SLICE);
  if (next === undefined) endBuild(run, build, "complete");
  return next;
}

/** Notes in the definition how a build ended; one that failed is not tried again. */
export function endBuild(
  run: Run,
  { collection, entries }: PendingBuild,
  status: Exclude<EntriesDefinition["status"], "building">,
): void {
  const document = new DocumentValue(NATIVE.Collection, String(collection));
  const version = run.transaction.version(document, undefined);
  if (version === undefined) return;
  const fields = new Map(storedFields(version));
  const stored = collectionDefinition(Part.ofFields(fields), collection).entries;
  writeStates(
    fields,
    stored.map((each) => (each.id === entries.id ? { ...each, status } : each)),
  );
  rewriteDefinition(run, NATIVE.Collection, document.id, fields);
  run.transaction.changeSchema(run.transaction.database);
}
