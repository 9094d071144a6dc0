import { DATABASE_NUMBER, isStaged, Part, STORED_ENTRIES } from "../schema/index.js";
import type { PruneRange, Version } from "../storage/storage.js";
import type { Transaction } from "../transaction/index.js";
import { NATIVE, type Timestamp } from "../values/index.js";

/** What a database still stores of collections, indexes and child databases that are gone since `by`. */
export function droppedRanges(transaction: Transaction, by: Timestamp): readonly PruneRange[] {
  const { database } = transaction;
  // What a staged schema drops is in force until that one is.
  if (isStaged(transaction)) return [];
  const collections = histories(transaction, NATIVE.Collection, by);
  const kept = new Set(
    collections.flatMap(({ present }) => (present === undefined ? [] : entriesIn(present))),
  );
  const ranges: PruneRange[] = [];
  for (const { id, present, past } of collections) {
    if (present === undefined && now(transaction, NATIVE.Collection, id) === undefined) {
      ranges.push({ kind: "collection", database, collection: Number(id) });
    }
    for (const entries of new Set(past.flatMap(entriesIn))) {
      if (!kept.has(entries)) ranges.push({ kind: "entries", database, entries });
    }
  }
  for (const { present, past } of histories(transaction, NATIVE.Database, by)) {
    if (present !== undefined) continue;
    const number = past.length === 0 ? undefined : Part.of(past[0]!).number(DATABASE_NUMBER);
    if (number !== undefined) ranges.push({ kind: "database", database: number });
  }
  return ranges;
}

/** Dropping a schema that was staged brings back what it had dropped. */
function now(transaction: Transaction, collection: number, id: string): Version | undefined {
  return transaction.version({ collection, id, slot: -1 }, undefined);
}

interface History {
  readonly id: string;
  /** As of the time asked for. */
  readonly present: Version | undefined;
  readonly past: readonly Version[];
}

/** Definitions keep all their history. */
function histories(transaction: Transaction, collection: number, by: Timestamp): readonly History[] {
  const changes = transaction.changes({
    collection,
    after: { time: 0, id: undefined },
    limit: Number.MAX_SAFE_INTEGER,
  });
  const times = new Map<string, Timestamp[]>();
  for (const { id, time } of changes) {
    if (time > by) continue;
    const known = times.get(id);
    if (known === undefined) times.set(id, [time]);
    else known.push(time);
  }
  return [...times].map(([id, changedAt]) => {
    const versionAt = (time: Timestamp) => transaction.version({ collection, id, slot: -1 }, time);
    const past = changedAt.map(versionAt).filter((version) => version !== undefined);
    return { id, present: versionAt(by), past };
  });
}

function entriesIn(version: Version): readonly number[] {
  return Part.of(version)
    .list(STORED_ENTRIES)
    .map((entries) => entries.number("id")!);
}
