import type { EntriesKey, Entry, EntryBound, Version } from "../storage/storage.js";
import type { DocumentValue, Timestamp, Value } from "../values/index.js";

/**
 * One attempt of one transaction: reads see its snapshot and its own writes, writes are buffered until `commit`.
 * Reads at a past time (`at` defined) see committed rows only. On a store that waits, a read whose row is not here
 * throws the wait signal (`transaction/wait.ts`). engine §8, §9
 */
export interface Transaction {
  readonly database: number;
  readonly snapshot: Timestamp;
  readonly schemaVersion: Timestamp;
  /** True once anything was written. */
  readonly hasWrites: boolean;

  /** The version that the document has, expired or not (time to live is judged above). */
  version(document: DocumentValue, at: Timestamp | undefined): Version | undefined;

  /** Versions of a collection in id order, from `from` to `to` inclusive, own writes merged in. */
  versions(scan: VersionScan, at: Timestamp | undefined): readonly Version[];

  /** Entries of one terms tuple in index order, own writes merged in. */
  entries(scan: IndexScan, at: Timestamp | undefined): readonly Entry[];

  /** Buffers a new version (`$from` PENDING), or the deletion, of a document. */
  write(collection: number, id: string, version: Version | undefined): void;

  addEntry(key: EntriesKeyOf, entry: Entry): void;
  removeEntry(key: EntriesKeyOf, entry: Entry): void;

  /** Marks the schema of a database as changed by this transaction. */
  changeSchema(database: number): void;

  /** Documents written so far, in order, for hooks at the end. */
  readonly written: readonly { readonly collection: number; readonly id: string }[];
}

export type EntriesKeyOf = Omit<EntriesKey, "database">;

export interface VersionScan {
  readonly collection: number;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}

export interface IndexScan extends EntriesKeyOf {
  readonly terms: readonly Value[];
  readonly from: EntryBound | undefined;
  readonly to: EntryBound | undefined;
  readonly reverse: boolean;
  readonly limit: number;
}
