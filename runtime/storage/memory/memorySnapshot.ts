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
  TupleCount,
  Version,
} from "../storage.js";
import type { MemoryDatabase } from "./memoryDatabase.js";

/** Reads straight from the tables, which know what was when. */
export class MemorySnapshot implements Snapshot {
  readonly schemaVersion: Timestamp;
  readonly state: number;
  readonly present: Timestamp | undefined;

  constructor(
    private readonly database: MemoryDatabase,
    private readonly clock: { now(): Timestamp },
    /** Undefined where it is to be told when somebody asks. */
    private told: Timestamp | undefined,
  ) {
    this.schemaVersion = database.schemaVersion;
    this.state = database.state;
    this.present = told ?? Number.POSITIVE_INFINITY;
  }

  get time(): Timestamp {
    this.told ??= this.clock.now();
    return this.told;
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
      : (this.database.index(rows.entries)?.count(rows) ?? 0);
  }

  count(rows: RowsOf): number | undefined {
    if (rows.kind === "documents") {
      const table = this.database.table(rows.collection);
      return table === undefined ? 0 : table.count(this.time);
    }
    const index = this.database.index(rows.entries);
    return index === undefined ? 0 : index.countAt(rows, this.time);
  }

  visit(collection: number, visit: (versions: readonly (Version | undefined)[]) => void): void {
    this.database.table(collection)?.visit(this.time, visit);
  }

  tupleCounts(entries: number, most: number): readonly TupleCount[] | undefined {
    const index = this.database.index(entries);
    return index === undefined ? [] : index.tupleCounts(this.time, most);
  }

  /** Everything is here. */
  load(): void {}
}
