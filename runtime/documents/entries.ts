import type { EntriesSchema, IndexField, UniqueSchema } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { componentTooLarge, entriesTooLarge, keyTooLarge, withoutFrames } from "../problems/writes.js";
import { IndexEntry } from "../storage/indexEntry.js";
import type { EntriesKey, Entry, Version } from "../storage/storage.js";
import { termsKey } from "../storage/termsKey.js";
import { compareTimes, Null, type Value } from "../values/index.js";
import { byteSize } from "./byteSize.js";
import { type Indexed, indexedValue, indexedValues } from "./indexedValues.js";
import { isExpired } from "./lookUp.js";
import { storedField } from "./version.js";

/** The entries that a version has in an index. spec/06b §2 */
export function entriesOf(indexed: Indexed, schema: EntriesSchema): readonly Entry[] {
  if (!isMultiple(schema)) return singleEntry(indexed, schema);
  const terms = schema.terms.map((field) => indexedValues(indexed, field));
  const values = schema.values.map((field) => indexedValues(indexed, field));
  demandSize(indexed, schema, [...terms, ...values]);
  const termTuples = combinations(terms).filter(
    (tuple) => tuple.length === 0 || tuple.some((term) => !(term instanceof Null)),
  );
  const valueTuples = combinations(values);
  return termTuples.flatMap((termTuple) =>
    valueTuples.map((valueTuple) => entryOf(indexed, termTuple, valueTuple)),
  );
}

const NO_ENTRIES: readonly Entry[] = [];

/** Without multi-valued fields there is one entry, or none. */
function singleEntry(indexed: Indexed, schema: EntriesSchema): readonly Entry[] {
  const terms = tupleOf(indexed, schema.terms);
  if (terms.length > 0 && terms.every(isNull)) return NO_ENTRIES;
  return [entryOf(indexed, terms, tupleOf(indexed, schema.values))];
}

const EMPTY_TUPLE: readonly Value[] = [];

function tupleOf(indexed: Indexed, fields: readonly IndexField[]): readonly Value[] {
  if (fields.length === 0) return EMPTY_TUPLE;
  if (fields.length === 1) return [indexedValue(indexed, fields[0]!)];
  return fields.map((field) => indexedValue(indexed, field));
}

function isNull(value: Value): boolean {
  return value instanceof Null;
}

function isMultiple({ terms, values }: EntriesSchema): boolean {
  return terms.some((field) => field.mva) || values.some((field) => field.mva);
}

function entryOf({ version }: Indexed, terms: readonly Value[], values: readonly Value[]): Entry {
  demandKeySize(terms, values);
  return new IndexEntry(terms, values, version.$id, version.$ttl, version.$from, -1);
}

const MAX_KEY_BYTES = 64_000;
const MAX_COMPONENT_BYTES = 32_767;

/** spec/06 §14, spec/08 §4 */
function demandKeySize(terms: readonly Value[], values: readonly Value[]): void {
  let size = 0;
  for (const term of terms) size += componentSize(term);
  for (const value of values) size += componentSize(value);
  if (size > MAX_KEY_BYTES) throw withoutFrames(keyTooLarge(size, MAX_KEY_BYTES));
}

function componentSize(value: Value): number {
  const size = byteSize(value);
  if (size > MAX_COMPONENT_BYTES) throw withoutFrames(componentTooLarge(size, MAX_COMPONENT_BYTES));
  return size;
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

const entriesKeys = new WeakMap<EntriesSchema, EntriesKey>();

/** What a store needs to know of the entries of an index: one object for each schema. */
export function entriesKey(schema: EntriesSchema): EntriesKey {
  let key = entriesKeys.get(schema);
  if (key === undefined) {
    key = { entries: schema.id, orders: schema.values.map((value) => value.order) };
    entriesKeys.set(schema, key);
  }
  return key;
}

/** What a write changes in the entries of one shape. */
export interface EntryChanges {
  readonly removed: readonly Entry[];
  readonly added: readonly Entry[];
}

/** True where two versions have the very same values in the fields that an index holds: then nothing needs to be made. */
function isUntouched(
  { computedFields }: Collection,
  { terms, values }: EntriesSchema,
  before: Version,
  after: Version,
): boolean {
  if (before.$ttl !== after.$ttl) return false;
  const isSame = (field: IndexField) => {
    const [first] = field.path.elements;
    if (first?.kind !== "field" || computedFields.has(first.name)) return false;
    if (first.name === "ts" || first.name === "data") return false;
    return storedField(before, first.name) === storedField(after, first.name);
  };
  return terms.every(isSame) && values.every(isSame);
}

/** The entries to remove, and to add or to put in the place of others, where `after` takes the place of `before`. */
export function entryChanges(before: readonly Entry[], after: readonly Entry[]): EntryChanges {
  if (before.length === 0 || after.length === 0) return { removed: before, added: after };
  const old = new Map(before.map((entry) => [placeText(entry), entry]));
  const added = after.filter((entry) => !isSame(old.get(placeText(entry)), entry));
  for (const entry of after) old.delete(placeText(entry));
  return { removed: [...old.values()], added };
}

function placeText({ terms, values }: Entry): string {
  return `${terms.length}|${termsKey([...terms, ...values])}`;
}

/** Of entries in one place. */
function isSame(old: Entry | undefined, entry: Entry): boolean {
  if (old?.ttl === undefined || entry.ttl === undefined) return old !== undefined && old.ttl === entry.ttl;
  return compareTimes(old.ttl, entry.ttl) === 0;
}

const NONE: readonly never[] = [];

/** Brings all entries of a document up to date. Answers those of the constraints given that another document has. */
export function updateEntries(
  run: Run,
  collection: Collection,
  before: Version | undefined,
  after: Version | undefined,
  uniques: readonly UniqueSchema[] = NONE,
): readonly EntriesSchema[] {
  const old = before && { run, collection, version: before };
  const next = after && { run, collection, version: after };
  let taken: readonly EntriesSchema[] = NONE;
  for (const schema of collection.entries) {
    if (before !== undefined && after !== undefined && isUntouched(collection, schema, before, after))
      continue;
    const { removed, added } = entryChanges(
      old === undefined ? NO_ENTRIES : entriesOf(old, schema),
      next === undefined ? NO_ENTRIES : entriesOf(next, schema),
    );
    const key = entriesKey(schema);
    if (isUnique(schema, uniques) && added.some((entry) => isTaken(run, key, entry)))
      taken = [...taken, schema];
    for (const entry of removed) run.transaction.removeEntry(key, entry);
    for (const entry of added) run.transaction.addEntry(key, entry);
  }
  const { staged } = collection;
  if (staged !== undefined) updateEntries(run, staged, inShapeOf(staged, before), inShapeOf(staged, after));
  return taken;
}

function isUnique({ id }: EntriesSchema, uniques: readonly UniqueSchema[]): boolean {
  for (const { entries } of uniques) if (entries.id === id) return true;
  return false;
}

/** Only keys that a write adds are checked: existing duplicates are legal. spec/06 §8.2 */
function isTaken(run: Run, { entries, orders }: EntriesKey, { terms, id }: Entry): boolean {
  const found = run.transaction.expectNoEntries({
    entries,
    orders,
    terms,
    from: undefined,
    to: undefined,
    reverse: false,
    limit: Number.MAX_SAFE_INTEGER,
  });
  for (const other of found) if (other.id !== id && !isExpired(run, other.ttl)) return true;
  return false;
}

/** A version as it will be once a staged schema is in force. */
function inShapeOf({ migrate }: Collection, version: Version | undefined): Version | undefined {
  return version === undefined || migrate === undefined ? version : migrate(version);
}
