import type { EntriesSchema } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { entriesKey, entriesOf } from "../documents/index.js";
import { LIVE, type Version } from "../storage/storage.js";
import { DocumentValue, type Timestamp } from "../values/index.js";

/** More creations, changes and deletions than this, and entries are built in the background. spec/06b §6 */
const MAX_CHANGES = 128;

/** True where entries over the collection's documents can be built within the transaction. */
export function isSmall(run: Run, collection: number): boolean {
  return changesOf(run, collection, MAX_CHANGES + 1).length <= MAX_CHANGES;
}

function changesOf(run: Run, collection: number, limit: number) {
  return run.transaction.changes({ collection, after: { time: 0, id: undefined }, limit });
}

/** Stores the entries of all versions of a collection: the live ones, and those that ended, for reads in the past. */
export function buildEntries(run: Run, collection: Collection, schema: EntriesSchema): void {
  const times = new Map<string, Timestamp[]>();
  for (const { id, time } of changesOf(run, collection.id, Number.MAX_SAFE_INTEGER)) {
    const known = times.get(id);
    if (known === undefined) times.set(id, [time]);
    else known.push(time);
  }
  const key = entriesKey(schema);
  for (const [id, changes] of times) {
    changes.forEach((from, i) => {
      const version = versionAt(run, collection, id, from);
      if (version === undefined) return;
      const until = changes[i + 1] ?? LIVE;
      for (const entry of entriesOf({ run, collection, version }, schema)) {
        if (until === LIVE) run.transaction.addEntry(key, { ...entry, from });
        else run.transaction.addPastEntry(key, { ...entry, from, until });
      }
    });
  }
}

function versionAt(run: Run, collection: Collection, id: string, time: Timestamp): Version | undefined {
  const version = run.transaction.version(new DocumentValue(collection.id, id), time);
  return version === undefined || collection.migrate === undefined ? version : collection.migrate(version);
}
