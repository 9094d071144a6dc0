import type { EntriesDefinition } from "../../compiler/index.js";
import type { Collection, Run, Schema } from "../call/index.js";
import { storedFields } from "../documents/index.js";
import { DocumentValue, NATIVE } from "../values/index.js";
import { type BuildPosition, buildSlice } from "./buildEntries.js";
import { writeStates } from "./entryStates.js";
import { Part } from "./part.js";
import { collectionDefinition, readDefinitions } from "./readDefinitions.js";
import { rewriteDefinition } from "./writeDefinition.js";

/** Entries that are to be built in the background: their collections were too large for the query that added them. */
export interface PendingBuild {
  /** The internal id of the collection. */
  readonly collection: number;
  /** The internal id of the entries. */
  readonly entries: number;
}

/** What is left to build, also after a restart, and for a schema that is staged. spec/06b §6 */
export function pendingBuilds(run: Run): readonly PendingBuild[] {
  const { collections } = readDefinitions(run.transaction, run.schema.catalog, undefined);
  return collections.flatMap(({ id, entries }) =>
    entries
      .filter(({ status }) => status === "building")
      .map((building) => ({ collection: id, entries: building.id })),
  );
}

/** True where a schema may have something left to build. */
export function mayBuild({ catalog, isPinned }: Schema): boolean {
  return (
    isPinned ||
    catalog.collections.some(
      ({ indexes, uniques }) =>
        indexes.some(({ status }) => status === "building") ||
        uniques.some(({ status }) => status === "pending"),
    )
  );
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
  const collection = builtFor(run.schema.collection(build.collection), build);
  const schema = collection?.entries.find((each) => each.id === build.entries);
  if (collection === undefined || schema === undefined) return undefined;
  const next = buildSlice(run, collection, schema, position, SLICE);
  if (next === undefined) endBuild(run, build, "complete");
  return next;
}

/** The collection as the schema has it that wants the entries: the one in force, or the one that is staged. */
function builtFor(collection: Collection | undefined, { entries }: PendingBuild): Collection | undefined {
  return collection?.entries.some(({ id }) => id === entries) ? collection : collection?.staged;
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
    stored.map((each) => (each.id === entries ? { ...each, status } : each)),
  );
  rewriteDefinition(run, NATIVE.Collection, document.id, fields);
  run.transaction.changeSchema(run.transaction.database);
}
