import type { EntriesSchema } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { entriesKey, entriesOf } from "../documents/index.js";
import type { ChangeScan, EntriesKey, Entry, Version } from "../storage/storage.js";
import { mapAhead } from "../transaction/index.js";
import { DocumentValue } from "../values/index.js";

/** More creations, changes and deletions than this, and entries are built in the background. spec/06b §6 */
const MAX_CHANGES = 128;

/** True where entries over the collection's documents can be built within the transaction. */
export function isSmall(run: Run, collection: number): boolean {
  return changesBehind(run, collection, BEGINNING, MAX_CHANGES + 1).length <= MAX_CHANGES;
}

const BEGINNING: ChangeScan["after"] = { time: 0, id: undefined };

function changesBehind(run: Run, collection: number, after: ChangeScan["after"], limit: number) {
  return run.transaction.changes({ collection, after, limit });
}

/** How far a build has come: first through the live documents by id, then through the changes, which ended versions. */
export type BuildPosition =
  | { readonly part: "live"; readonly after: string | undefined }
  | { readonly part: "past"; readonly after: ChangeScan["after"] };

/** Where a build begins. */
export const BUILD_START: BuildPosition = { part: "live", after: undefined };

/** Stores the entries of all versions of a collection: the live ones and, for reads of the past, those that ended. */
export function buildEntries(run: Run, collection: Collection, schema: EntriesSchema): void {
  let position: BuildPosition | undefined = BUILD_START;
  while (position !== undefined) {
    position = buildSlice(run, collection, schema, position, Number.MAX_SAFE_INTEGER);
  }
}

/**
 * Stores the entries of the next `size` documents or changes, and answers where to go on; undefined at the end. A write
 * to one of them that this transaction did not see conflicts with it; writes since the definition made their entries
 * themselves.
 */
export function buildSlice(
  run: Run,
  collection: Collection,
  schema: EntriesSchema,
  position: BuildPosition,
  size: number,
): BuildPosition | undefined {
  run.countUnits(schema.terms.length + schema.values.length);
  return position.part === "live"
    ? buildLive(run, collection, schema, position.after, size)
    : buildPast(run, collection, schema, position.after, size);
}

function buildLive(
  run: Run,
  collection: Collection,
  schema: EntriesSchema,
  after: string | undefined,
  size: number,
): BuildPosition {
  const from = after === undefined ? undefined : String(BigInt(after) + 1n);
  const scan = { collection: collection.id, from, to: undefined, reverse: false, limit: size };
  const versions = run.transaction.versions(scan, undefined);
  const key = entriesKey(schema);
  mapAhead(run, versions, (version) => {
    for (const entry of missingEntries(run, collection, schema, version))
      run.transaction.addEntry(key, entry);
  });
  const last = versions.length < size ? undefined : versions[versions.length - 1];
  return last === undefined ? { part: "past", after: BEGINNING } : { part: "live", after: last.$id };
}

/** Each change ended the version before it, if there was one. */
function buildPast(
  run: Run,
  collection: Collection,
  schema: EntriesSchema,
  after: ChangeScan["after"],
  size: number,
): BuildPosition | undefined {
  const changes = changesBehind(run, collection.id, after, size);
  const key = entriesKey(schema);
  mapAhead(run, changes, ({ id, time }) => {
    const ended = run.transaction.version(new DocumentValue(collection.id, id), time - 1);
    if (ended === undefined) return;
    for (const entry of missingEntries(run, collection, schema, ended)) {
      run.transaction.addPastEntry(key, entry, time);
    }
  });
  const last = changes.length < size ? undefined : changes[changes.length - 1];
  return last && { part: "past", after: last };
}

/** The entries of a stored version, without those that its write, or a build that was interrupted, has made. */
function missingEntries(
  run: Run,
  collection: Collection,
  schema: EntriesSchema,
  version: Version,
): readonly Entry[] {
  const migrated = collection.migrate === undefined ? version : collection.migrate(version);
  const entries = entriesOf({ run, collection, version: migrated }, schema);
  return entries.filter((entry) => !isStored(run, entriesKey(schema), entry));
}

function isStored(run: Run, key: EntriesKey, entry: Entry): boolean {
  const bound = { values: entry.values, id: entry.id, inclusive: true };
  const scan = { ...key, terms: entry.terms, from: bound, to: bound, reverse: false, limit: 1 };
  return run.transaction.entries(scan, entry.from).length > 0;
}
