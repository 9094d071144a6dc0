import type { EntriesSchema } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { entriesTooLarge, keyTooLarge, withoutFrames } from "../problems/writes.js";
import { type EntriesKey, type Entry, LIVE, type Version } from "../storage/storage.js";
import { termsKey } from "../storage/termsKey.js";
import { Null, type Value } from "../values/index.js";
import { byteSize } from "./byteSize.js";
import { type Indexed, indexedValues } from "./indexedValues.js";

/** The entries that a version has in an index. spec/06b §2 */
export function entriesOf(indexed: Indexed, schema: EntriesSchema): readonly Entry[] {
  const terms = schema.terms.map((field) => indexedValues(indexed, field));
  const values = schema.values.map((field) => indexedValues(indexed, field));
  demandSize(indexed, schema, [...terms, ...values]);
  const termTuples = combinations(terms).filter(
    (tuple) => tuple.length === 0 || tuple.some((term) => !(term instanceof Null)),
  );
  const valueTuples = combinations(values);
  const { $id, $ttl, $from } = indexed.version;
  return termTuples.flatMap((termTuple) =>
    valueTuples.map((valueTuple) => {
      demandKeySize([...termTuple, ...valueTuple]);
      return { terms: termTuple, values: valueTuple, id: $id, ttl: $ttl, from: $from, until: LIVE };
    }),
  );
}

const MAX_KEY_BYTES = 64_000;

/** spec/06 §14 */
function demandKeySize(key: readonly Value[]): void {
  const size = key.reduce<number>((sum, value) => sum + byteSize(value), 0);
  if (size > MAX_KEY_BYTES) throw withoutFrames(keyTooLarge(size, MAX_KEY_BYTES));
}

/** Every choice of one value from each list. */
function combinations(lists: readonly (readonly Value[])[]): readonly (readonly Value[])[] {
  return lists.reduce<readonly (readonly Value[])[]>(
    (tuples, list) => tuples.flatMap((tuple) => list.map((value) => [...tuple, value])),
    [[]],
  );
}

/** Estimated before any entry is formed. spec/06b §2.3 */
function demandSize(indexed: Indexed, schema: EntriesSchema, lists: readonly (readonly Value[])[]): void {
  const combined = lists.reduce((count, list) => count * list.length, 1);
  if (combined === 1) return;
  const sizeOfOne = lists.reduce((sum, list) => {
    const total = list.reduce<number>((bytes, value) => bytes + byteSize(value), 0);
    return sum + total / list.length;
  }, 0);
  const { run, version } = indexed;
  const estimated = Math.ceil(combined * sizeOfOne);
  const limit = run.limits.transactionBytes;
  if (estimated <= limit) return;
  throw withoutFrames(entriesTooLarge(version.$id, run.transaction.database, schema.id, estimated, limit));
}

export function entriesKey(schema: EntriesSchema): EntriesKey {
  return { entries: schema.id, orders: schema.values.map((value) => value.order) };
}

/** What a write changes in the entries of one shape. */
export interface EntryChanges {
  readonly removed: readonly Entry[];
  readonly added: readonly Entry[];
}

/** The entries to remove and to add where `after` takes the place of `before`; equal ones stay as they are. */
export function entryChanges(before: readonly Entry[], after: readonly Entry[]): EntryChanges {
  if (before.length === 0 || after.length === 0) return { removed: before, added: after };
  const old = new Map(before.map((entry) => [entryText(entry), entry]));
  const added = after.filter((entry) => !old.delete(entryText(entry)));
  return { removed: [...old.values()], added };
}

function entryText(entry: Entry): string {
  const ttl = entry.ttl === undefined ? "" : `${entry.ttl.epochDay}:${entry.ttl.nanoOfDay}`;
  return `${ttl}|${entry.terms.length}|${termsKey([...entry.terms, ...entry.values])}`;
}

/** Brings all entries of a document up to date. Returns what changed, by entries id, for the unique constraints. */
export function updateEntries(
  run: Run,
  collection: Collection,
  before: Version | undefined,
  after: Version | undefined,
): ReadonlyMap<number, EntryChanges> {
  const all = new Map<number, EntryChanges>();
  for (const schema of collection.entries) {
    const entries = (version: Version | undefined) =>
      version === undefined ? [] : entriesOf({ run, collection, version }, schema);
    const changes = entryChanges(entries(before), entries(after));
    const key = entriesKey(schema);
    for (const entry of changes.removed) run.transaction.removeEntry(key, entry);
    for (const entry of changes.added) run.transaction.addEntry(key, entry);
    all.set(schema.id, changes);
  }
  return all;
}
