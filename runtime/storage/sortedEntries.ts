import type { ComparePositions, Position, ProbeRange } from "./entryOrder.js";
import { SortedList } from "./sortedList.js";
import type { Entry } from "./storage.js";

/** Entries of one terms tuple in index order: most tuples have few, which lie in an array. */
export type SortedEntries = Entry[] | SortedList<Entry, Position>;

/** Where entries begin; `insertEntry` and `insertNewEntry` make an array that is no larger than its first entry. */
export const NO_SORTED_ENTRIES: SortedEntries = [];

/** From here on a list of pages is cheaper than moving the rest of an array. */
const LARGEST_ARRAY = 64;

/** A container of its own: changes of one do not show in the other. */
export function copyEntries(entries: SortedEntries): SortedEntries {
  return Array.isArray(entries) ? [...entries] : entries.clone();
}

/** How many entries there are. */
export function entryCount(entries: SortedEntries): number {
  return Array.isArray(entries) ? entries.length : entries.size;
}

/** The entry that ties with `position`, if any. */
export function findEntry(
  entries: SortedEntries,
  position: Position,
  compare: ComparePositions,
): Entry | undefined {
  if (!Array.isArray(entries)) return entries.find(position);
  const found = entries[lowerBound(entries, position, compare)];
  return found !== undefined && compare(found, position) === 0 ? found : undefined;
}

/** Puts an entry in its place, or in the place of the one it ties with. Answers the container to use from now on. */
export function insertEntry(entries: SortedEntries, entry: Entry, compare: ComparePositions): SortedEntries {
  if (!Array.isArray(entries)) {
    entries.delete(entry);
    entries.insert(entry, entry);
    return entries;
  }
  if (entries.length === 0) return [entry];
  const index = lowerBound(entries, entry, compare);
  const ties = index < entries.length && compare(entries[index]!, entry) === 0;
  entries.splice(index, ties ? 1 : 0, entry);
  return entries.length <= LARGEST_ARRAY ? entries : listOf(entries, compare);
}

/** Like `insertEntry`, but changes and answers nothing where an entry that ties with it has the place. */
export function insertNewEntry(
  entries: SortedEntries,
  entry: Entry,
  compare: ComparePositions,
): SortedEntries | undefined {
  if (!Array.isArray(entries)) return entries.insert(entry, entry) ? entries : undefined;
  if (entries.length === 0) return [entry];
  const index = lowerBound(entries, entry, compare);
  if (index < entries.length && compare(entries[index]!, entry) === 0) return undefined;
  entries.splice(index, 0, entry);
  return entries.length <= LARGEST_ARRAY ? entries : listOf(entries, compare);
}

/** Takes out the entry that ties with `position`, if any. */
export function deleteEntry(entries: SortedEntries, position: Position, compare: ComparePositions): void {
  if (!Array.isArray(entries)) {
    entries.delete(position);
    return;
  }
  const index = lowerBound(entries, position, compare);
  if (index < entries.length && compare(entries[index]!, position) === 0) entries.splice(index, 1);
}

/** All entries, in their order. */
export function allEntries(entries: SortedEntries): Iterable<Entry> {
  return Array.isArray(entries) ? entries : entries.within(undefined, undefined, false);
}

/** The first entries of all, at most `limit`: the usual look-up. */
export function firstEntries(entries: SortedEntries, limit: number): Entry[] {
  if (!Array.isArray(entries)) return entries.first(limit);
  return limit < entries.length ? entries.slice(0, limit) : entries.slice();
}

/** Entries within a range, forwards or backwards. */
export function entriesWithin(
  entries: SortedEntries,
  { low, high }: ProbeRange,
  reverse: boolean,
  compare: ComparePositions,
): IterableIterator<Entry> {
  if (!Array.isArray(entries)) return entries.within(low, high, reverse);
  const start = low === undefined ? 0 : lowerBound(entries, low, compare);
  const end = high === undefined ? entries.length : lowerBound(entries, high, compare);
  const found = entries.slice(start, end);
  return (reverse ? found.reverse() : found).values();
}

/** How many entries lie within a range. */
export function countWithin(entries: SortedEntries, range: ProbeRange, compare: ComparePositions): number {
  if (!Array.isArray(entries)) return entries.countWithin(range.low, range.high);
  let count = 0;
  for (const _ of entriesWithin(entries, range, false, compare)) count++;
  return count;
}

function listOf(entries: readonly Entry[], compare: ComparePositions): SortedList<Entry, Position> {
  const list = new SortedList<Entry, Position>(compare, compare.rank);
  for (const entry of entries) list.insert(entry, entry);
  return list;
}

/** Index of the first entry that is not before `position`. */
function lowerBound(entries: readonly Entry[], position: Position, compare: ComparePositions): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(entries[middle]!, position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
