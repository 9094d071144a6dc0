import {
  isStruct,
  structEntries,
  structOf,
  type Time,
  type Timestamp,
  TransactionTime,
  timeFromMicros,
  type Value,
} from "../values/index.js";
import { IndexEntry } from "./indexEntry.js";
import { type Entry, PENDING } from "./storage.js";

/** The stored form of an entry: its pending `from`, and TransactionTime at any depth, become the commit time. */
export function stampEntry(entry: Entry, time: Timestamp): Entry {
  const terms = stampAll(entry.terms, time);
  const values = stampAll(entry.values, time);
  const from = entry.from === PENDING ? time : entry.from;
  return new IndexEntry(terms, values, entry.id, entry.ttl, from, entry.slot);
}

/**
 * Like `stampEntry`, but where nothing else waits for the time in the entry itself: for commits that cannot fail any
 * more.
 */
export function stampOwnEntry(entry: Entry, time: Timestamp): Entry {
  if (isStamped(entry)) return stampEntry(entry, time);
  if (entry.from === PENDING) (entry as { from: Timestamp }).from = time;
  return entry;
}

/** True where the terms or values of an entry wait for the commit time. */
export function isStamped(entry: Entry): boolean {
  return holdAny(entry.terms) || holdAny(entry.values);
}

function stampAll(values: readonly Value[], time: Timestamp): readonly Value[] {
  if (!holdAny(values)) return values;
  const commitTime = timeFromMicros(time);
  return values.map((value) => stamp(value, commitTime));
}

function holdAny(values: readonly Value[]): boolean {
  for (const value of values) if (holdsTransactionTime(value)) return true;
  return false;
}

function holdsTransactionTime(value: Value): boolean {
  if (typeof value !== "object") return false;
  if (value instanceof TransactionTime) return true;
  if (Array.isArray(value)) return holdAny(value as readonly Value[]);
  return isStruct(value) && structEntries(value).some(([, field]) => holdsTransactionTime(field));
}

function stamp(value: Value, time: Time): Value {
  if (value instanceof TransactionTime) return time;
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => stamp(item, time));
  if (isStruct(value)) return structOf(structEntries(value).map(([key, field]) => [key, stamp(field, time)]));
  return value;
}
