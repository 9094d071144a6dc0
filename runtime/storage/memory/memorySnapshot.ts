import type { Timestamp } from "../../values/index.js";
import type {
  Change,
  ChangeScan,
  DocumentKey,
  DocumentScan,
  Entry,
  EntryScan,
  RowsOf,
  Snapshot,
  Version,
} from "../storage.js";
import type { MemoryDatabase } from "./memoryDatabase.js";

/** Reads straight from the tables, which know what was when. */
export class MemorySnapshot implements Snapshot {
  readonly schemaVersion: Timestamp;

  constructor(
    private readonly database: MemoryDatabase,
    readonly time: Timestamp,
  ) {
    this.schemaVersion = database.schemaVersion;
  }

  document(key: DocumentKey, at: Timestamp): Version | undefined {
    return this.database.table(key.collection)?.read(key, at);
  }

  documents(scan: DocumentScan, at: Timestamp): readonly Version[] {
    return this.database.table(scan.collection)?.scan(scan, at) ?? [];
  }

  entries(scan: EntryScan, at: Timestamp): readonly Entry[] {
    return this.database.index(scan.entries)?.scan(scan, at) ?? [];
  }

  changes(scan: ChangeScan): readonly Change[] {
    return this.database.table(scan.collection)?.changes(scan, this.time) ?? [];
  }

  estimate(rows: RowsOf): number {
    return rows.kind === "documents"
      ? (this.database.table(rows.collection)?.size ?? 0)
      : (this.database.index(rows.entries)?.count(rows.terms) ?? 0);
  }

  /** Everything is here. */
  load(): void {}
}
