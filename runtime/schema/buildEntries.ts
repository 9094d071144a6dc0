import type { EntriesSchema } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { entriesKey, entriesOf } from "../documents/index.js";
import type { Version } from "../storage/storage.js";
import { DocumentValue, type Timestamp } from "../values/index.js";
import { allVersions } from "./readDefinitions.js";

/** More creations, changes and deletions than this, and entries are built in the background. spec/06b §6 */
const MAX_CHANGES = 128;

/** True where entries over the collection's documents can be built within the transaction. */
export function isSmall(run: Run, collection: number): boolean {
  return changesOf(run, collection, MAX_CHANGES + 1).length <= MAX_CHANGES;
}

function changesOf(run: Run, collection: number, limit: number) {
  return run.transaction.changes({ collection, after: { time: 0, id: undefined }, limit });
}

/**
 * Stores the entries of all versions of a collection: the live ones, and those that ended, for reads in the past. All
 * live documents are read as one range, so that a write which this transaction did not see conflicts with it.
 */
export function buildEntries(run: Run, collection: Collection, schema: EntriesSchema): void {
  const key = entriesKey(schema);
  const fields = schema.terms.length + schema.values.length;
  const entries = (version: Version) =>
    entriesOf({ run, collection, version: migrated(collection, version) }, schema);
  for (const version of allVersions(run.transaction, collection.id, undefined)) {
    run.countUnits(fields);
    for (const entry of entries(version)) run.transaction.addEntry(key, entry);
  }
  for (const [id, times] of timesOfChanges(run, collection.id)) {
    times.slice(0, -1).forEach((from, i) => {
      const version = run.transaction.version(new DocumentValue(collection.id, id), from);
      if (version === undefined) return;
      const until = times[i + 1]!;
      for (const entry of entries(version)) run.transaction.addPastEntry(key, { ...entry, from, until });
    });
  }
}

/** When each document was created, changed or deleted. */
function timesOfChanges(run: Run, collection: number): ReadonlyMap<string, readonly Timestamp[]> {
  const times = new Map<string, Timestamp[]>();
  for (const { id, time } of changesOf(run, collection, Number.MAX_SAFE_INTEGER)) {
    const known = times.get(id);
    if (known === undefined) times.set(id, [time]);
    else known.push(time);
  }
  return times;
}

function migrated(collection: Collection, version: Version): Version {
  return collection.migrate === undefined ? version : collection.migrate(version);
}
