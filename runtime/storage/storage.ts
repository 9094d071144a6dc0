import type { Struct, Time, Timestamp, Value } from "../values/index.js";

/**
 * What a store must do. It speaks rows: versions of documents and entries of indexes. Constraints, indexes, history
 * and access rules are built above it, once, in `transaction/` and `documents/`. Rows lie in two spaces: *live*, and
 * *past* for those that ended. engine §9
 */
export interface Storage {
  /** True where methods answer with promises. */
  readonly waits: boolean;
  /** True where reads may answer MISSING until `load` has brought the row. */
  readonly readsWait: boolean;

  /**
   * Opens a snapshot of a database. Every commit that follows, by any process, is after it.
   *
   * @param alone true where nothing is committed before the caller is done with it: its time may then wait until it is
   * asked for, since a look at the clock costs as much as reading a document
   */
  begin(database: number, alone?: boolean): Snapshot | Promise<Snapshot>;

  /**
   * Checks that nothing in `reads` changed after `readAt`, assigns a commit time later than every snapshot handed
   * out, stamps the writes with it, and stores them; or stores nothing and says what conflicted.
   */
  commit(commit: Commit): Committed | Conflict | Promise<Committed | Conflict>;

  /** Resolves, with the time of the last commit, once something was committed after `after`. */
  changed(database: number, after: Timestamp): Promise<Timestamp>;

  /**
   * Drops what no read at or after `before` can see: versions, entries and log rows that ended by then, and rows whose
   * time to live ended by then (those are invisible in their past too, spec/06 §9.2).
   */
  prune(range: PruneRange, before: Timestamp): void | Promise<void>;

  /** Removes everything in the range, live rows too: of a collection, index or database that is no more. */
  drop(range: PruneRange): void | Promise<void>;

  /** A writable copy that shares all rows with this store; only on stores that can. */
  fork?(): Storage;

  close(): void | Promise<void>;
}

/**
 * A database as of one time. On a store that waits it also keeps the rows that were loaded: reads answer MISSING until
 * `load` has brought them, and the same afterwards. Reads at other times (`at`) see what was committed by then.
 */
export interface Snapshot {
  readonly time: Timestamp;
  /** What stands for `time` in reads of the present, where that has not been asked for. */
  readonly present?: Timestamp;
  /** Commit time of the last schema change of the database; 0 if none. */
  readonly schemaVersion: Timestamp;
  /**
   * A number below -1 that snapshots share just where nothing was committed between them, forks included; undefined
   * where the store does not tell.
   */
  readonly state?: number;

  /** The version of a document as of `at`, expired or not. */
  document(key: DocumentKey, at: Timestamp): Version | undefined | typeof MISSING;

  /** Versions of a collection as of `at`, in id order (or backwards), at most `limit`. */
  documents(scan: DocumentScan, at: Timestamp): readonly Version[] | typeof MISSING;

  /** Entries of one terms tuple of an index as of `at`, in index order (or backwards), at most `limit`. */
  entries(scan: EntryScan, at: Timestamp): readonly Entry[] | typeof MISSING;

  /** Changes of a collection up to this snapshot, in the order of commit and within one commit of ids. */
  changes(scan: ChangeScan): readonly Change[] | typeof MISSING;

  /**
   * About how many rows there are of a collection, or of one terms tuple of an index, or a range of it; undefined where
   * the store does not know without counting. The present, whatever the snapshot: plans are chosen by it, nothing else.
   */
  estimate?(rows: RowsOf): number | undefined;

  /**
   * Exactly how many rows there are in this snapshot, where it knows without looking at them and none of them has a time
   * to live; else undefined.
   */
  count?(rows: RowsOf): number | undefined;

  /** Shows all versions of a collection in this snapshot, many at a time, with holes and in no particular order. */
  visit?(collection: number, visit: (versions: readonly (Version | undefined)[]) => void): void;

  /** The terms tuples of an index that have entries, if they are no more than `most`, under the condition of `count`. */
  tupleCounts?(entries: number, most: number): readonly TupleCount[] | undefined;

  /** Fetches everything in the batch in one round trip; afterwards the same reads answer. */
  load(reads: readonly TimedRead[]): void | Promise<void>;
}

/** The answer of a waiting store for a row that is not here yet. */
export const MISSING = Symbol("missing");

/** `$from` of versions and entries that this transaction wrote. */
export const PENDING = Number.POSITIVE_INFINITY;

/**
 * One version of a document: one flat object, never changed once stored. Names with `$` cannot be those of declared
 * fields, so they never clash; declared fields are properties of their own names, all other user fields are in
 * `$rest`. `documents/version.ts` makes and reads them. engine §1
 */
export interface Version {
  readonly $id: string;
  /** Commit time; PENDING in the transaction that writes it. */
  readonly $from: Timestamp;
  readonly $ttl: Time | undefined;
  /** The schema version under which it was written: migrations after it apply on reading. */
  readonly $schema: Timestamp;
  /** Names of all user fields in stored order; one list is shared by many versions. */
  readonly $keys: readonly string[];
  readonly $rest: Struct | undefined;
  /** True where TransactionTime stands somewhere in it, to be replaced at commit. */
  readonly $stamped: boolean;
  /** How many bytes it takes, once somebody has counted them; before, 0. */
  $bytes: number;
}

/** One entry of an index or a unique constraint, its terms and values in stored form. spec/06b §2 */
export interface Entry {
  readonly terms: readonly Value[];
  readonly values: readonly Value[];
  readonly id: string;
  readonly ttl: Time | undefined;
  /** PENDING becomes the commit time; an earlier time (an index built over existing documents) is kept. */
  readonly from: Timestamp;
  /** Where a store has the row of its document, to be tried first; -1 if nowhere. */
  slot: number;
}

/** A document within its database. */
export interface DocumentKey {
  /** Internal id, never reused. */
  readonly collection: number;
  /** A store may put its own text of the id in its place: two that are one object are told to be equal at once. */
  id: string;
  /** A store may leave here where it found the row; -1 if nowhere. */
  slot: number;
}

export interface DocumentScan {
  readonly collection: number;
  /** Bounds by id, both inclusive. Ids order as numbers. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}

/** How the entries of an index are ordered and told apart. */
export interface EntriesKey {
  /** Internal id of the entries (`EntriesSchema.id`), never reused. */
  readonly entries: number;
  /** One for each value. */
  readonly orders: readonly ("asc" | "desc")[];
}

export interface EntryScan extends EntriesKey {
  readonly terms: readonly Value[];
  /** Bounds in index order: `from` is never after `to` in it, also where a component descends, also in reverse. */
  readonly from: EntryBound | undefined;
  readonly to: EntryBound | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}

/**
 * A position in index order: a prefix of the values and, if all are given, an id. Shorter prefixes cover what starts
 * with them.
 */
export interface EntryBound {
  readonly values: readonly Value[];
  readonly id: string | undefined;
  readonly inclusive: boolean;
}

/** What is counted for statistics. */
export type RowsOf =
  | { readonly kind: "documents"; readonly collection: number }
  | ({ readonly kind: "entries"; readonly entries: number } & EntriesOf);

/** The entries of one terms tuple, or those in a range of them. */
export interface EntriesOf {
  readonly terms: readonly Value[];
  readonly from?: EntryBound | undefined;
  readonly to?: EntryBound | undefined;
}

/** The entries of one terms tuple: one of them, and how many there are. */
export interface TupleCount {
  readonly sample: Entry;
  readonly count: number;
}

export interface ChangeScan {
  readonly collection: number;
  /** Exclusive position: a document's change in a commit or, without an id, all of that commit. */
  readonly after: { readonly time: Timestamp; readonly id: string | undefined };
  readonly limit: number;
}

/** A document that one transaction changed. What an event says follows from the versions before and after. */
export interface Change {
  readonly time: Timestamp;
  readonly id: string;
}

/** What a transaction read, all of it in one database. */
export type Read =
  | { readonly kind: "document"; readonly key: DocumentKey }
  | { readonly kind: "documents"; readonly scan: DocumentScan }
  | { readonly kind: "entries"; readonly scan: EntryScan }
  /** The schema version: every transaction depends on it. */
  | { readonly kind: "schema" };

/** What a run wants loaded. */
export type TimedRead =
  | (Exclude<Read, { readonly kind: "schema" }> & { readonly at: Timestamp })
  | { readonly kind: "changes"; readonly scan: ChangeScan };

export interface Commit {
  readonly database: number;
  /** When `reads` were read; means nothing where there are none. */
  readonly readAt: Timestamp;
  /** Limits of scans are ignored: the whole range counts. Empty where nothing can have interleaved. */
  readonly reads: readonly Read[];
  /** At most one a document. */
  readonly documents: readonly DocumentWrite[];
  readonly entries: readonly EntryWrite[];
  /** Databases whose schema this transaction changes. */
  readonly schemaChanges: readonly number[];
  /** Makes the stored form of a version: `$from` and TransactionTime values become the commit time. */
  readonly stamp: (version: Version, time: Timestamp) => Version;
}

export interface DocumentWrite {
  readonly collection: number;
  readonly id: string;
  /** Undefined deletes. The version before, if any, moves to the past with the commit time as its end. */
  readonly version: Version | undefined;
}

/**
 * `add` makes an entry live, in the place of one with the same terms, values and id; `remove` moves the live one, if
 * any, to the past; `past` stores an entry as it is in the past, where it ended at `until`.
 */
export type EntryWrite = LiveEntryWrite | PastEntryWrite;

interface LiveEntryWrite extends EntriesKey {
  readonly kind: "add" | "remove";
  readonly entry: Entry;
}

interface PastEntryWrite extends EntriesKey {
  readonly kind: "past";
  readonly entry: Entry;
  readonly until: Timestamp;
}

export interface Committed {
  readonly kind: "committed";
  readonly time: Timestamp;
}

export interface Conflict {
  readonly kind: "conflict";
  /** The reads that had changed. */
  readonly reads: readonly Read[];
}

export type PruneRange =
  | { readonly kind: "collection"; readonly database: number; readonly collection: number }
  | { readonly kind: "entries"; readonly database: number; readonly entries: number }
  | { readonly kind: "database"; readonly database: number };
