import { type Timestamp, timeFromMicros } from "../../values/index.js";
import { stampOwnEntry } from "../stampEntry.js";
import { inLogOrder } from "../stampedWrites.js";
import type { Commit, EntriesKey, PruneRange, Read } from "../storage.js";
import { DocumentTable } from "./documentTable.js";
import { EntryTable } from "./entryTable.js";

/** States of all databases are numbered downwards; -1 is none. */
let lastState = -1;

/** The rows of one database. */
export class MemoryDatabase {
  private stateNumber = --lastState;
  private schemaTime: Timestamp = 0;
  private commitTime: Timestamp = 0;
  private readonly tables = new Map<number, DocumentTable>();
  /** The table that was asked for last: mostly it is the next, too. */
  private lastCollection = -1;
  private lastTable: DocumentTable | undefined = undefined;
  private readonly indexes = new Map<number, EntryTable>();

  /** Commit time of the last schema change; 0 if none. */
  get schemaVersion(): Timestamp {
    return this.schemaTime;
  }

  /** Another number after each change, and the same in forks that did not change. */
  get state(): number {
    return this.stateNumber;
  }

  /** Time of the last commit that changed anything here. */
  get lastCommit(): Timestamp {
    return this.commitTime;
  }

  table(collection: number): DocumentTable | undefined {
    if (collection !== this.lastCollection) {
      this.lastCollection = collection;
      this.lastTable = this.tables.get(collection);
    }
    return this.lastTable;
  }

  index(entries: number): EntryTable | undefined {
    return this.indexes.get(entries);
  }

  /** True if what was read has changed since. */
  hasChanged(read: Read, since: Timestamp): boolean {
    switch (read.kind) {
      case "document":
        return this.tables.get(read.key.collection)?.changedAfter(read.key, since) ?? false;
      case "documents":
        return this.tables.get(read.scan.collection)?.rangeChangedAfter(read.scan, since) ?? false;
      case "entries":
        return this.indexes.get(read.scan.entries)?.changedAfter(read.scan, since) ?? false;
      case "schema":
        return this.schemaTime > since;
    }
  }

  write(commit: Commit, time: Timestamp): void {
    // Documents of two collections may share an id: whoever reads by a slot looks whether it is the right one.
    const slots = commit.documents.length > 1 ? new Map<string, number>() : undefined;
    let lastId = "";
    let lastSlot = -1;
    for (const { collection, id, version } of inLogOrder(commit.documents)) {
      lastId = id;
      lastSlot = this.existingTable(collection).write(id, version && commit.stamp(version, time), time);
      slots?.set(id, lastSlot);
    }
    for (const write of commit.entries) {
      const entry = stampOwnEntry(write.entry, time);
      entry.slot = entry.id === lastId ? lastSlot : (slots?.get(entry.id) ?? -1);
      this.existingIndex(write).write(write, entry, time);
    }
    this.commitTime = time;
    this.stateNumber = --lastState;
  }

  changeSchema(time: Timestamp): void {
    this.schemaTime = time;
    this.commitTime = time;
    this.stateNumber = --lastState;
  }

  prune(range: PruneRange, before: Timestamp): void {
    const expired = timeFromMicros(before);
    for (const [id, table] of this.tables) {
      if (range.kind === "database" || (range.kind === "collection" && range.collection === id)) {
        table.prune(before, expired);
      }
    }
    for (const [id, index] of this.indexes) {
      if (range.kind === "database" || (range.kind === "entries" && range.entries === id)) {
        index.prune(before, expired);
      }
    }
  }

  drop(range: Exclude<PruneRange, { readonly kind: "database" }>): void {
    this.lastCollection = -1;
    if (range.kind === "collection") this.tables.delete(range.collection);
    else this.indexes.delete(range.entries);
  }

  fork(): MemoryDatabase {
    const copy = new MemoryDatabase();
    copy.schemaTime = this.schemaTime;
    copy.commitTime = this.commitTime;
    copy.stateNumber = this.stateNumber;
    for (const [id, table] of this.tables) copy.tables.set(id, table.fork());
    for (const [id, index] of this.indexes) copy.indexes.set(id, index.fork());
    return copy;
  }

  private existingTable(collection: number): DocumentTable {
    let table = this.tables.get(collection);
    if (table === undefined) {
      table = new DocumentTable();
      this.lastCollection = -1;
      this.tables.set(collection, table);
    }
    return table;
  }

  private existingIndex(key: EntriesKey): EntryTable {
    let index = this.indexes.get(key.entries);
    if (index === undefined) {
      index = new EntryTable(key.orders);
      this.indexes.set(key.entries, index);
    }
    return index;
  }
}
