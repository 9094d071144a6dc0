import { WAIT } from "../call/wait.js";
import { probesOf } from "../storage/entryOrder.js";
import { entriesWithin, findEntry, firstEntries } from "../storage/sortedEntries.js";
import {
  type Change,
  type ChangeScan,
  type Commit,
  type DocumentKey,
  type DocumentScan,
  type EntriesKey,
  type Entry,
  type EntryScan,
  MISSING,
  type RowsOf,
  type Snapshot,
  type TimedRead,
  type TupleCount,
  type Version,
} from "../storage/storage.js";
import { compareIds, type Timestamp } from "../values/index.js";
import { mergeRows } from "./mergeRows.js";
import type { OwnDocuments } from "./ownDocuments.js";
import { ReadSet } from "./readSet.js";
import type { OwnEntries } from "./settledWrites.js";
import type { CountedRows, Transaction, WriteMark, WrittenDocument } from "./transaction.js";
import { BufferedEntry, WriteBuffer } from "./writeBuffer.js";

export interface TransactionOptions {
  readonly database: number;
  /** True on a store whose reads may have to wait. */
  readonly waits: boolean;
  /** False where nothing can interleave between snapshot and commit: then no read set is kept. */
  readonly recordsReads: boolean;
  /**
   * True where nobody asks what was read: then what documents showed to other such transactions, at the same state of
   * the store, is not looked up again.
   */
  readonly reusesLookUps?: boolean;
}

/** Where a run started, to return to when it turns out void. */
export interface RunStart {
  readonly writes: WriteMark;
  readonly reads: number;
}

const NO_READS: Commit["reads"] = [];

const NOTHING_WRITTEN: WriteMark = { documents: 0, entries: 0, schemas: 0 };

let lastEpoch = 0;

/** A snapshot with a write buffer before it and, where others can interleave, a read set. */
export class BufferedTransaction implements Transaction {
  readonly database: number;
  readonly schemaVersion: Timestamp;
  readonly waits: boolean;
  /** At which reads of the present look at the store. */
  private readonly present: Timestamp;
  private ownBuffer: WriteBuffer | undefined;
  private readonly reads: ReadSet | undefined;
  private missingReads: TimedRead[] | undefined;
  epoch: number;

  constructor(
    private readonly rows: Snapshot,
    { database, waits, recordsReads, reusesLookUps }: TransactionOptions,
  ) {
    this.database = database;
    this.present = rows.present ?? rows.time;
    this.schemaVersion = rows.schemaVersion;
    this.waits = waits;
    this.reads = recordsReads ? new ReadSet() : undefined;
    this.epoch = (reusesLookUps === true ? rows.state : undefined) ?? ++lastEpoch;
  }

  get snapshot(): Timestamp {
    return this.rows.time;
  }

  get hasWrites(): boolean {
    return this.ownBuffer !== undefined && !this.ownBuffer.isEmpty;
  }

  /** Most transactions only read. */
  private get buffer(): WriteBuffer {
    this.ownBuffer ??= new WriteBuffer();
    return this.ownBuffer;
  }

  get missing(): number {
    return this.missingReads?.length ?? 0;
  }

  get written(): readonly WrittenDocument[] {
    return this.buffer.written;
  }

  version(document: DocumentKey, at: Timestamp | undefined): Version | undefined {
    if (at === undefined && this.hasWrites) {
      const own = this.buffer.document(document.collection, document.id);
      if (own !== undefined) return own.version;
    }
    const found = this.rows.document(document, at ?? this.present);
    if (found === MISSING)
      throw this.miss({ kind: "document", key: keyOf(document), at: at ?? this.snapshot });
    if (at === undefined) this.reads?.addDocument(document);
    return found;
  }

  versions(scan: DocumentScan, at: Timestamp | undefined): readonly Version[] {
    const own = at === undefined ? this.ownBuffer?.ownDocuments(scan.collection) : undefined;
    return own === undefined || own.size === 0
      ? this.storedVersions(scan, at)
      : this.mergedVersions(own, scan);
  }

  private mergedVersions(own: OwnDocuments, scan: DocumentScan): readonly Version[] {
    return mergeRows({
      fetch: (last) =>
        this.storedVersions(last === undefined ? scan : behindDocument(scan, last.$id), undefined),
      isHidden: (version) => own.has(version.$id),
      own: own.versions(scan),
      isBefore: (a, b) => compareIds(a.$id, b.$id) < 0 !== scan.reverse,
      limit: scan.limit,
    });
  }

  entries(scan: EntryScan, at: Timestamp | undefined): readonly Entry[] {
    const own = at === undefined ? this.ownBuffer?.ownEntries(scan.entries, scan.terms) : undefined;
    if (own === undefined) return this.storedEntries(scan, at);
    const isWhole = scan.from === undefined && scan.to === undefined && !scan.reverse;
    if (isWhole && scan.limit === Number.MAX_SAFE_INTEGER) {
      // A unique value is nearly always new.
      const stored = this.storedEntries(scan, at);
      if (stored.length === 0) return firstEntries(own.added, scan.limit);
    }
    return this.mergedEntries(own, scan);
  }

  private mergedEntries(own: OwnEntries, scan: EntryScan): readonly Entry[] {
    return mergeRows({
      fetch: (last) => this.storedEntries(last === undefined ? scan : behindEntry(scan, last), undefined),
      isHidden: (entry) => isOwn(own, entry),
      own: entriesWithin(own.added, probesOf(scan), scan.reverse, own.compare),
      isBefore: (a, b) => own.compare(a, b) < 0 !== scan.reverse,
      limit: scan.limit,
    });
  }

  estimate(rows: RowsOf): number | undefined {
    return this.rows.estimate?.(rows);
  }

  count(rows: CountedRows): number | undefined {
    const hasOwn =
      rows.kind === "documents"
        ? this.hasOwnDocuments(rows.collection)
        : this.ownBuffer?.ownEntries(rows.entries, rows.terms) !== undefined;
    const count = hasOwn ? undefined : this.rows.count?.(rows);
    if (count !== undefined) {
      if (rows.kind === "documents") this.reads?.addDocuments(wholeCollection(rows.collection), []);
      else this.reads?.addEntries(scanOf(rows), []);
    }
    return count;
  }

  visit(collection: number, visit: (versions: readonly (Version | undefined)[]) => void): boolean {
    if (this.rows.visit === undefined || this.hasOwnDocuments(collection)) return false;
    this.reads?.addDocuments(wholeCollection(collection), []);
    this.rows.visit(collection, visit);
    return true;
  }

  tupleCounts(collection: number, entries: number, most: number): readonly TupleCount[] | undefined {
    const tuples = this.hasOwnDocuments(collection) ? undefined : this.rows.tupleCounts?.(entries, most);
    if (tuples !== undefined) this.reads?.addDocuments(wholeCollection(collection), []);
    return tuples;
  }

  changes(scan: ChangeScan): readonly Change[] {
    const found = this.rows.changes(scan);
    if (found === MISSING) throw this.miss({ kind: "changes", scan });
    return found;
  }

  expectNoVersion(document: DocumentKey): Version | undefined {
    if (!this.waits) return this.version(document, undefined);
    return supposing(() => this.version(document, undefined), undefined);
  }

  expectNoEntries(scan: EntryScan): readonly Entry[] {
    if (!this.waits) return this.entries(scan, undefined);
    return supposing(() => this.entries(scan, undefined), []);
  }

  write(collection: number, id: string, version: Version | undefined): void {
    this.epoch = ++lastEpoch;
    this.buffer.write(collection, id, version);
  }

  addEntry(key: EntriesKey, entry: Entry): void {
    this.buffer.writeEntry(new BufferedEntry("add", key, entry));
  }

  removeEntry(key: EntriesKey, entry: Entry): void {
    this.buffer.writeEntry(new BufferedEntry("remove", key, entry));
  }

  addPastEntry({ entries, orders }: EntriesKey, entry: Entry, until: Timestamp): void {
    this.buffer.writeEntry({ kind: "past", entries, orders, entry, until });
  }

  changeSchema(database: number): void {
    this.buffer.changeSchema(database);
  }

  mark(): WriteMark {
    return this.ownBuffer?.mark() ?? NOTHING_WRITTEN;
  }

  undo(mark: WriteMark): void {
    this.epoch = ++lastEpoch;
    this.ownBuffer?.undo(mark);
  }

  startRun(): RunStart {
    this.epoch = ++lastEpoch;
    return { writes: this.mark(), reads: this.reads?.size ?? 0 };
  }

  /** Forgets a void run, and answers what it missed. */
  dropRun(start: RunStart): readonly TimedRead[] {
    this.undo(start.writes);
    this.reads?.undo(start.reads);
    const missed = this.missingReads ?? [];
    this.missingReads = undefined;
    return missed;
  }

  /** Fetches rows that a run missed; it runs again over them. */
  load(reads: readonly TimedRead[]): void | Promise<void> {
    return this.rows.load(reads);
  }

  writes() {
    return { documents: this.buffer.documentWrites(), entries: this.buffer.entryWrites() };
  }

  /** What the store has to check and write. */
  toCommit(stamp: Commit["stamp"]): Commit {
    const { database, reads, buffer } = this;
    return {
      database,
      readAt: reads === undefined ? 0 : this.snapshot,
      reads: reads?.all() ?? NO_READS,
      documents: buffer.documentWrites(),
      entries: buffer.entryWrites(),
      schemaChanges: buffer.schemaChanges(),
      stamp,
    };
  }

  private storedVersions(scan: DocumentScan, at: Timestamp | undefined): readonly Version[] {
    const found = this.rows.documents(scan, at ?? this.present);
    if (found === MISSING) throw this.miss({ kind: "documents", scan, at: at ?? this.snapshot });
    if (at === undefined) this.reads?.addDocuments(scan, found);
    return found;
  }

  private storedEntries(scan: EntryScan, at: Timestamp | undefined): readonly Entry[] {
    const found = this.rows.entries(scan, at ?? this.present);
    if (found === MISSING) throw this.miss({ kind: "entries", scan, at: at ?? this.snapshot });
    if (at === undefined) this.reads?.addEntries(scan, found);
    return found;
  }

  private hasOwnDocuments(collection: number): boolean {
    const own = this.ownBuffer?.ownDocuments(collection);
    return own !== undefined && own.size > 0;
  }

  private miss(read: TimedRead): typeof WAIT {
    this.missingReads ??= [];
    this.missingReads.push(read);
    return WAIT;
  }
}

function supposing<T>(read: () => T, stand: T): T {
  try {
    return read();
  } catch (signal) {
    if (signal !== WAIT) throw signal;
    return stand;
  }
}

/** Read sets and batches keep keys, not document values. */
function keyOf({ collection, id, slot }: DocumentKey): DocumentKey {
  return { collection, id, slot };
}

function wholeCollection(collection: number): DocumentScan {
  return { collection, from: undefined, to: undefined, reverse: false, limit: Number.POSITIVE_INFINITY };
}

function scanOf({ entries, orders, terms, from, to }: Extract<CountedRows, { kind: "entries" }>): EntryScan {
  return { entries, orders, terms, from, to, reverse: false, limit: Number.POSITIVE_INFINITY };
}

function behindDocument(scan: DocumentScan, id: string): DocumentScan {
  return scan.reverse ? { ...scan, to: String(BigInt(id) - 1n) } : { ...scan, from: String(BigInt(id) + 1n) };
}

function behindEntry(scan: EntryScan, { values, id }: Entry): EntryScan {
  const bound = { values, id, inclusive: false };
  return scan.reverse ? { ...scan, to: bound } : { ...scan, from: bound };
}

function isOwn({ added, removed, compare }: OwnEntries, entry: Entry): boolean {
  return findEntry(added, entry, compare) !== undefined || findEntry(removed, entry, compare) !== undefined;
}
