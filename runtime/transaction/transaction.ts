import type {
  Change,
  ChangeScan,
  DocumentKey,
  DocumentScan,
  DocumentWrite,
  EntriesKey,
  EntriesOf,
  Entry,
  EntryScan,
  EntryWrite,
  RowsOf,
  TupleCount,
  Version,
} from "../storage/storage.js";
import type { Timestamp } from "../values/index.js";

/**
 * One attempt of one transaction: reads see its snapshot and its own writes, writes are buffered until the commit.
 * Reads at a past time (`at` defined) see committed rows only. On a store that waits, a read whose row is not here
 * throws the wait signal (`call/wait.ts`). engine §8, §9
 */
export interface Transaction {
  readonly database: number;
  readonly snapshot: Timestamp;
  readonly schemaVersion: Timestamp;
  /** True on a store whose reads may have to wait: elements then run ahead (`runAhead.ts`). */
  readonly waits: boolean;
  /**
   * Changes with every write. Where it is what it was, in this transaction or in another, what documents showed in the
   * present still holds.
   */
  readonly epoch: number;
  /** True once anything was written. */
  readonly hasWrites: boolean;
  /** Reads of this run that the store must load; if there are any, the run is void and will be repeated. */
  readonly missing: number;

  /** The version that the document has, expired or not (time to live is judged above). A DocumentValue is a key. */
  version(document: DocumentKey, at: Timestamp | undefined): Version | undefined;

  /** Versions of a collection in id order, from `from` to `to` inclusive, own writes merged in. */
  versions(scan: DocumentScan, at: Timestamp | undefined): readonly Version[];

  /** Entries of one terms tuple in index order, own writes merged in. */
  entries(scan: EntryScan, at: Timestamp | undefined): readonly Entry[];

  /** About how many rows there are, own writes apart; undefined where the store does not know. */
  estimate(rows: RowsOf): number | undefined;

  /**
   * Exactly how many rows there are now, where the store knows without looking at them, none has a time to live, and
   * this transaction wrote none; else undefined.
   */
  count(rows: CountedRows): number | undefined;

  /**
   * Shows all versions of a collection, many at a time, with holes and in no order; false, and shows none, where the
   * store cannot or own writes count.
   */
  visit(collection: number, visit: (versions: readonly (Version | undefined)[]) => void): boolean;

  /** The terms tuples of an index of a collection that have entries now, at most so many, under the conditions of `count`. */
  tupleCounts(collection: number, entries: number, most: number): readonly TupleCount[] | undefined;

  /** Committed changes of a collection up to the snapshot. */
  changes(scan: ChangeScan): readonly Change[];

  /**
   * `version` and `entries` for checks that nearly always find nothing: that an id or a unique value is free. Where
   * the row is not here, they suppose so, and the run goes on to find what else is missing.
   */
  expectNoVersion(document: DocumentKey): Version | undefined;
  expectNoEntries(scan: EntryScan): readonly Entry[];

  /** Buffers a new version (`$from` PENDING), or the deletion, of a document. */
  write(collection: number, id: string, version: Version | undefined): void;

  addEntry(key: EntriesKey, entry: Entry): void;
  removeEntry(key: EntriesKey, entry: Entry): void;
  /** Stores an entry that ended already, its `from` as it is: an index built over history. */
  addPastEntry(key: EntriesKey, entry: Entry, until: Timestamp): void;

  /** Marks the schema of a database as changed by this transaction. */
  changeSchema(database: number): void;

  /** Documents written so far, each once, in the order of their first writes: for hooks at the end. */
  readonly written: readonly WrittenDocument[];

  /** What the commit will write. */
  writes(): { readonly documents: readonly DocumentWrite[]; readonly entries: readonly EntryWrite[] };

  /** The writes so far; `undo` takes back all later ones. */
  mark(): WriteMark;
  undo(mark: WriteMark): void;
}

/** How much of each kind had been written. */
export interface WriteMark {
  readonly documents: number;
  readonly entries: number;
  readonly schemas: number;
}

/** All documents of a collection, or the entries of a terms tuple, all or those in a range. */
export type CountedRows =
  | { readonly kind: "documents"; readonly collection: number }
  | ({ readonly kind: "entries" } & EntriesOf & EntriesKey);

export interface WrittenDocument {
  readonly collection: number;
  readonly id: string;
}
