import type { Struct, Time, Timestamp, Value } from "../values/index.js";

/**
 * What a store must do. It speaks rows: versions of documents and entries of indexes. Constraints, indexes, history
 * and access rules are built above it, once, in `transaction/` and `documents/`. engine §9
 */
export interface Storage {
  /** True where reads may answer MISSING until `load` has brought the row. */
  readonly waits: boolean;

  /** Opens a snapshot of a database. Every commit that follows, by any process, is after it. */
  begin(database: number): Begun | Promise<Begun>;

  /** The version of a document as of `at`, expired or not; MISSING only on a store that waits. */
  document(key: DocumentKey, at: Timestamp): Version | undefined | typeof MISSING;

  /** Versions of a collection as of `at`, in id order (or backwards), at most `limit`. */
  documents(scan: DocumentScan, at: Timestamp): readonly Version[] | typeof MISSING;

  /** Entries of one terms tuple of an index as of `at`, in index order (or backwards), at most `limit`. */
  entries(scan: EntryScan, at: Timestamp): readonly Entry[] | typeof MISSING;

  /** Changes of a collection in the order of commit, after a position. */
  changes(scan: ChangeScan): readonly Change[] | typeof MISSING;

  /** Fetches everything in the batch in one round trip; afterwards the same reads answer. */
  load(reads: readonly Read[], at: Timestamp): Promise<void>;

  /**
   * Checks that nothing in `reads` changed after `readAt`, assigns a commit time later than every snapshot handed
   * out, stamps the writes with it, and stores them; or stores nothing and says what conflicted.
   */
  commit(commit: Commit): Committed | Conflict | Promise<Committed | Conflict>;

  /** Resolves when something was committed after `after`. */
  changed(database: number, after: Timestamp): Promise<Timestamp>;

  /** Drops versions, entries and log rows that ended before `before`. */
  prune(range: PruneRange, before: Timestamp): void | Promise<void>;

  /** A writable copy that shares all rows with this store; only on stores that can. */
  fork?(): Storage;

  close(): void | Promise<void>;
}

/** The answer of a waiting store for a row that is not here yet. */
export const MISSING = Symbol("missing");

export interface Begun {
  readonly snapshot: Timestamp;
  /** Commit time of the last schema change of the database; 0 if none. */
  readonly schemaVersion: Timestamp;
}

/** `$from` of versions and entries that this transaction wrote. */
export const PENDING = Number.POSITIVE_INFINITY;

/** `$until` of rows that are live. */
export const LIVE = Number.POSITIVE_INFINITY;

/**
 * One version of a document: one flat object. Names with `$` cannot be those of declared fields, so they never clash;
 * declared fields are properties of their own names, all other user fields are in `$rest`. Only
 * `documents/version.ts` makes and reads them. engine §1
 */
export interface Version {
  readonly $id: string;
  /** Commit time; PENDING in the transaction that writes it. */
  readonly $from: Timestamp;
  /** When it was replaced or deleted; LIVE until then. */
  readonly $until: Timestamp;
  readonly $ttl: Time | undefined;
  /** The schema version under which it was written: migrations after it apply on reading. */
  readonly $schema: Timestamp;
  /** Names of all user fields in stored order; one list is shared by many versions. */
  readonly $keys: readonly string[];
  readonly $rest: Struct | undefined;
  /** True where TransactionTime stands somewhere in it, to be replaced at commit. */
  readonly $stamped: boolean;
}

/** One entry of an index or a unique constraint. spec/06b §2 */
export interface Entry {
  readonly terms: readonly Value[];
  readonly values: readonly Value[];
  readonly id: string;
  readonly ttl: Time | undefined;
  readonly from: Timestamp;
  readonly until: Timestamp;
}

/** Where the rows of a collection lie. Databases and collections have internal ids that are never reused. */
export interface TableKey {
  readonly database: number;
  readonly collection: number;
}

export interface DocumentKey extends TableKey {
  readonly id: string;
  /** A store may leave here where it found the row; -1 if nowhere. */
  slot: number;
}

export interface DocumentScan extends TableKey {
  /** Bounds by id, both inclusive. Ids order as numbers: by length, then by code units. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}

/** How the entries of an index are ordered and told apart. */
export interface EntriesKey {
  readonly database: number;
  /** Internal id of the entries (`EntriesSchema.id`). */
  readonly entries: number;
  /** One for each value. */
  readonly orders: readonly ("asc" | "desc")[];
}

export interface EntryScan extends EntriesKey {
  readonly terms: readonly Value[];
  readonly from: EntryBound | undefined;
  readonly to: EntryBound | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}

/** A position in index order: a prefix of the values and, if all are given, an id. Shorter prefixes cover what starts with them. */
export interface EntryBound {
  readonly values: readonly Value[];
  readonly id: string | undefined;
  readonly inclusive: boolean;
}

export interface ChangeScan extends TableKey {
  /** Exclusive position: commit time and, within it, document id. */
  readonly after: { readonly time: Timestamp; readonly id: string | undefined };
  readonly limit: number;
}

/** A document that one transaction changed. What an event says follows from the versions before and after. */
export interface Change {
  readonly time: Timestamp;
  readonly id: string;
}

/** What a transaction read, or wants loaded. */
export type Read =
  | { readonly kind: "document"; readonly key: DocumentKey }
  | { readonly kind: "documents"; readonly scan: DocumentScan }
  | { readonly kind: "entries"; readonly scan: EntryScan }
  | { readonly kind: "changes"; readonly scan: ChangeScan }
  /** The schema version: every transaction depends on it. */
  | { readonly kind: "schema"; readonly database: number };

export interface Commit {
  readonly database: number;
  readonly readAt: Timestamp;
  /** Empty where nothing can have interleaved. */
  readonly reads: readonly Read[];
  readonly documents: readonly DocumentWrite[];
  readonly entries: readonly EntryWrite[];
  /** Databases whose schema this transaction changes. */
  readonly schemaChanges: readonly number[];
  /** Makes the stored form of a version: `$from` and TransactionTime values become the commit time. */
  readonly stamp: (version: Version, time: Timestamp) => Version;
}

export interface DocumentWrite extends TableKey {
  readonly id: string;
  /** Undefined deletes. The version before, if any, moves to the past with the commit time as its end. */
  readonly version: Version | undefined;
}

export interface EntryWrite extends EntriesKey {
  readonly kind: "add" | "remove";
  readonly entry: Entry;
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
  | { readonly kind: "collection"; readonly key: TableKey }
  | { readonly kind: "entries"; readonly key: EntriesKey }
  | { readonly kind: "database"; readonly database: number };
