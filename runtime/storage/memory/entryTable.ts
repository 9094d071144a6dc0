import { compareTimes, type Time, type Timestamp, type Value } from "../../values/index.js";
import { type ComparePositions, entryOrder, liesWithin, type ProbeRange, probesOf } from "../entryOrder.js";
import {
  allEntries,
  copyEntries,
  countWithin,
  deleteEntry,
  entriesWithin,
  entryCount,
  findEntry,
  firstEntries,
  insertEntry,
  insertNewEntry,
  NO_SORTED_ENTRIES,
  type SortedEntries,
} from "../sortedEntries.js";
import type { EntriesKey, EntriesOf, Entry, EntryScan, EntryWrite, TupleCount } from "../storage.js";
import { SharedLog } from "./sharedLog.js";
import { TermsMap } from "./termsMap.js";

/** An entry that ended, and those that ended before it; immutable, so that forks share it. */
interface EndedEntry {
  readonly entry: Entry;
  readonly until: Timestamp;
  readonly older: EndedEntry | undefined;
}

/** The entries of one terms tuple. */
class Bucket {
  /** Latest end first. */
  past: EndedEntry | undefined = undefined;

  constructor(
    /** Who may change it; everyone else copies it first. */
    readonly owner: object,
    readonly terms: readonly Value[],
    public live: SortedEntries,
    public lastChange: Timestamp,
  ) {}

  get isEmpty(): boolean {
    return this.past === undefined && entryCount(this.live) === 0;
  }
}

/** A tuple with a single live entry and no past, as unique values are, is that entry. */
type Tuple = Bucket | Entry;

function isBucket(tuple: Tuple | undefined): tuple is Bucket {
  return tuple instanceof Bucket;
}

/**
 * The entries of one index: a hash map from terms tuple to entries in index order. So a look-up compares nothing, and
 * a scan compares values only.
 */
export class EntryTable {
  private readonly compare: ComparePositions;
  private owner: object = {};
  private tuples = new TermsMap<Tuple>();
  /** Which tuples had entries end, and when: what pruning has to visit. */
  private ends = new SharedLog<readonly Value[]>();
  private mayExpire = false;

  constructor(private readonly orders: EntriesKey["orders"]) {
    this.compare = entryOrder(orders);
  }

  /** Live entries of a terms tuple, in a range. */
  count(rows: EntriesOf): number {
    const tuple = this.tuples.get(rows.terms);
    return tuple === undefined ? 0 : this.countIn(tuple, rows);
  }

  /** Such entries as of `at`; undefined where they must be looked at, or where some may have expired. */
  countAt(rows: EntriesOf, at: Timestamp): number | undefined {
    if (this.mayExpire) return undefined;
    const tuple = this.tuples.get(rows.terms);
    if (tuple === undefined) return 0;
    const lastChange = isBucket(tuple) ? tuple.lastChange : tuple.from;
    return lastChange <= at ? this.countIn(tuple, rows) : undefined;
  }

  private countIn(tuple: Tuple, rows: Pick<EntriesOf, "from" | "to">): number {
    if (!isBucket(tuple)) return this.isInRange(tuple, rows) ? 1 : 0;
    if (rows.from === undefined && rows.to === undefined) return entryCount(tuple.live);
    return countWithin(tuple.live, probesOf({ from: rows.from, to: rows.to }), this.compare);
  }

  /** All terms tuples that have entries as of `at`; undefined as in `countAt`, and where they may be more than `most`. */
  tupleCounts(at: Timestamp, most: number): readonly TupleCount[] | undefined {
    if (this.mayExpire || this.tuples.mostTuples > most) return undefined;
    const counts: TupleCount[] = [];
    for (const tuple of this.tuples.items()) {
      if ((isBucket(tuple) ? tuple.lastChange : tuple.from) > at) return undefined;
      const [sample] = isBucket(tuple) ? firstEntries(tuple.live, 1) : [tuple];
      if (sample !== undefined) counts.push({ sample, count: isBucket(tuple) ? entryCount(tuple.live) : 1 });
    }
    return counts;
  }

  scan(scan: EntryScan, at: Timestamp): Entry[] {
    const bucket = this.tuples.get(scan.terms);
    if (bucket === undefined || scan.limit <= 0) return [];
    if (!isBucket(bucket)) return bucket.from <= at && this.isInRange(bucket, scan) ? [bucket] : [];
    const isPresent = bucket.lastChange <= at;
    if (isPresent && !scan.reverse && scan.from === undefined && scan.to === undefined) {
      return firstEntries(bucket.live, scan.limit);
    }
    const range = probesOf(scan);
    const found: Entry[] = [];
    for (const entry of entriesWithin(bucket.live, range, scan.reverse, this.compare)) {
      if (!isPresent && entry.from > at) continue;
      if (found.push(entry) >= scan.limit) break;
    }
    return isPresent ? found : this.withEnded(found, bucket, range, scan, at);
  }

  /** True if an entry in the range of a scan came or went after `time`. */
  changedAfter(scan: EntryScan, time: Timestamp): boolean {
    // Ends may have been pruned, and whole tuples with them.
    if (!this.ends.reaches(time)) return true;
    const bucket = this.tuples.get(scan.terms);
    if (bucket === undefined) return false;
    if (!isBucket(bucket)) return bucket.from > time && this.isInRange(bucket, scan);
    if (bucket.lastChange <= time) return false;
    const range = probesOf(scan);
    for (const entry of entriesWithin(bucket.live, range, false, this.compare)) {
      if (entry.from > time) return true;
    }
    for (let ended = bucket.past; ended !== undefined && ended.until > time; ended = ended.older) {
      if (liesWithin(ended.entry, range, this.compare)) return true;
    }
    return false;
  }

  /** Applies a write whose entry, stamped as `entry`, is from now on the table's own. */
  write(write: EntryWrite, entry: Entry, time: Timestamp): void {
    const { kind } = write;
    this.mayExpire ||= entry.ttl !== undefined;
    const tuple = this.tuples.get(entry.terms);
    if (tuple === undefined && kind !== "past") {
      if (kind === "add") this.tuples.set(entry.terms, entry);
      return;
    }
    const bucket = this.ownedBucket(tuple, entry.terms);
    bucket.lastChange = time;
    if (write.kind === "past") {
      this.end(bucket, entry, write.until);
      return;
    }
    if (kind === "remove") {
      this.endLive(bucket, entry);
      deleteEntry(bucket.live, entry, this.compare);
      return;
    }
    // The entries of a tuple share its terms.
    if (entry.terms !== bucket.terms) (entry as { terms: readonly Value[] }).terms = bucket.terms;
    const inserted = insertNewEntry(bucket.live, entry, this.compare);
    if (inserted === undefined) this.endLive(bucket, entry);
    bucket.live = inserted ?? insertEntry(bucket.live, entry, this.compare);
  }

  prune(before: Timestamp, expired: Time): void {
    for (const terms of new Set(this.ends.dropThrough(before))) {
      const tuple = this.tuples.get(terms);
      if (isBucket(tuple)) this.pruneBucket(tuple, before);
    }
    if (!this.mayExpire) return;
    this.mayExpire = false;
    for (const tuple of [...this.tuples.items()]) this.pruneExpired(tuple, expired);
  }

  fork(): EntryTable {
    const copy = new EntryTable(this.orders);
    copy.tuples = this.tuples.fork();
    copy.ends = this.ends.fork();
    copy.mayExpire = this.mayExpire;
    this.owner = {};
    return copy;
  }

  /** Adds the entries that were live at `at` and ended since; few, unless `at` is long ago. */
  private withEnded(
    live: Entry[],
    bucket: Bucket,
    range: ProbeRange,
    scan: EntryScan,
    at: Timestamp,
  ): Entry[] {
    const ended: Entry[] = [];
    for (let past = bucket.past; past !== undefined && past.until > at; past = past.older) {
      if (past.entry.from <= at && liesWithin(past.entry, range, this.compare)) ended.push(past.entry);
    }
    if (ended.length === 0) return live;
    const sign = scan.reverse ? -1 : 1;
    const all = [...live, ...ended].sort((a, b) => sign * this.compare(a, b));
    return all.length > scan.limit ? all.slice(0, scan.limit) : all;
  }

  /** The live entry in the place of `entry`, if there is one, ends with the bucket's last change. */
  private endLive(bucket: Bucket, entry: Entry): void {
    const before = findEntry(bucket.live, entry, this.compare);
    if (before !== undefined) this.end(bucket, before, bucket.lastChange);
  }

  private end(bucket: Bucket, entry: Entry, until: Timestamp): void {
    bucket.past = withEnd(bucket.past, entry, until);
    this.ends.append(bucket.lastChange, bucket.terms);
  }

  private isInRange(entry: Entry, { from, to }: Pick<EntriesOf, "from" | "to">): boolean {
    return (
      (from === undefined && to === undefined) || liesWithin(entry, probesOf({ from, to }), this.compare)
    );
  }

  private pruneBucket(bucket: Bucket, before: Timestamp): void {
    const past = withoutEnded(bucket.past, before);
    const owned = this.ownedBucket(bucket, bucket.terms);
    owned.past = past;
    this.settle(owned);
  }

  private pruneExpired(tuple: Tuple, expired: Time): void {
    const gone: Entry[] = [];
    for (const entry of isBucket(tuple) ? allEntries(tuple.live) : [tuple]) {
      if (entry.ttl === undefined) continue;
      if (compareTimes(entry.ttl, expired) <= 0) gone.push(entry);
      else this.mayExpire = true;
    }
    if (gone.length === 0) return;
    const owned = this.ownedBucket(tuple, gone[0]!.terms);
    for (const entry of gone) deleteEntry(owned.live, entry, this.compare);
    this.settle(owned);
  }

  /** Keeps no more of a tuple than it needs, once there is less of it. */
  private settle(bucket: Bucket): void {
    if (bucket.isEmpty) this.tuples.delete(bucket.terms);
    else if (bucket.past === undefined && entryCount(bucket.live) === 1) {
      const [entry] = allEntries(bucket.live);
      this.tuples.set(bucket.terms, entry!);
    }
  }

  /** The tuple as a bucket that this table may change. */
  private ownedBucket(tuple: Tuple | undefined, terms: readonly Value[]): Bucket {
    if (isBucket(tuple) && tuple.owner === this.owner) return tuple;
    const owned = this.newBucket(tuple, terms);
    this.tuples.set(owned.terms, owned);
    return owned;
  }

  private newBucket(tuple: Tuple | undefined, terms: readonly Value[]): Bucket {
    if (tuple === undefined) return new Bucket(this.owner, terms, NO_SORTED_ENTRIES, 0);
    if (!isBucket(tuple)) return new Bucket(this.owner, tuple.terms, [tuple], tuple.from);
    const copy = new Bucket(this.owner, tuple.terms, copyEntries(tuple.live), tuple.lastChange);
    copy.past = tuple.past;
    return copy;
  }
}

/** Puts an end in its place; nearly always it is the latest. */
function withEnd(past: EndedEntry | undefined, entry: Entry, until: Timestamp): EndedEntry {
  const later: EndedEntry[] = [];
  let older: EndedEntry | undefined = past;
  for (; older !== undefined && older.until > until; older = older.older) later.push(older);
  let list: EndedEntry = { entry, until, older };
  while (later.length > 0) list = { ...later.pop()!, older: list };
  return list;
}

function withoutEnded(past: EndedEntry | undefined, before: Timestamp): EndedEntry | undefined {
  const kept: EndedEntry[] = [];
  for (let end = past; end !== undefined && end.until > before; end = end.older) kept.push(end);
  let list: EndedEntry | undefined;
  while (kept.length > 0) list = { ...kept.pop()!, older: list };
  return list;
}
