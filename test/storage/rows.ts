import { OPEN_LAYOUT, stampVersion, storedFields } from "../../runtime/documents/version.js";
import {
  type Change,
  type ChangeScan,
  type Commit,
  type Committed,
  type Conflict,
  type DocumentScan,
  type Entry,
  type EntryScan,
  type EntryWrite,
  MISSING,
  PENDING,
  type Read,
  type Snapshot,
  type Storage,
  type TimedRead,
  type Version,
} from "../../runtime/storage/index.js";
import { type Time, type Timestamp, timeFromMicros, type Value } from "../../runtime/values/index.js";

export const DATABASE = 1;
export const TABLE = 1024;
export const INDEX = 7;

/** A version with one field, `n`. */
export function version(id: string, n: Value, ttl?: Timestamp): Version {
  return OPEN_LAYOUT.make(
    { id, ttl: ttl === undefined ? undefined : timeFromMicros(ttl), schema: 0 },
    new Map([["n", n]]),
  );
}

export function fieldOf(version: Version | undefined): Value | undefined {
  return version && storedFields(version).get("n");
}

export function entry(terms: readonly Value[], values: readonly Value[], id: string, ttl?: Time): Entry {
  return { terms, values, id, ttl, from: PENDING, slot: -1 };
}

export function adding(entry: Entry, orders: EntryWrite["orders"] = ["asc"]): EntryWrite {
  return { kind: "add", entries: INDEX, orders, entry };
}

export function removing(entry: Entry, orders: EntryWrite["orders"] = ["asc"]): EntryWrite {
  return { kind: "remove", entries: INDEX, orders, entry };
}

export function all(reverse = false): DocumentScan {
  return { collection: TABLE, from: undefined, to: undefined, reverse, limit: Number.POSITIVE_INFINITY };
}

export function tuple(terms: readonly Value[], orders: EntryScan["orders"] = ["asc"]): EntryScan {
  return {
    entries: INDEX,
    orders,
    terms,
    from: undefined,
    to: undefined,
    reverse: false,
    limit: Number.POSITIVE_INFINITY,
  };
}

/** What a test writes: documents by id, undefined deletes. */
export interface Writes {
  readonly documents?: Readonly<Record<string, Value | Version | undefined>>;
  readonly entries?: readonly EntryWrite[];
  readonly schemaChanges?: readonly number[];
  readonly reads?: readonly Read[];
  readonly readAt?: Timestamp;
}

export async function tryCommit(storage: Storage, writes: Writes): Promise<Committed | Conflict> {
  const commit: Commit = {
    database: DATABASE,
    readAt: writes.readAt ?? 0,
    reads: writes.reads ?? [],
    documents: Object.entries(writes.documents ?? {}).map(([id, value]) => ({
      collection: TABLE,
      id,
      version: value === undefined ? undefined : isVersion(value) ? value : version(id, value),
    })),
    entries: writes.entries ?? [],
    schemaChanges: writes.schemaChanges ?? [],
    stamp: stampVersion,
  };
  return storage.commit(commit);
}

export async function commit(storage: Storage, writes: Writes): Promise<Timestamp> {
  const result = await tryCommit(storage, writes);
  if (result.kind === "conflict") throw new Error("conflict");
  return result.time;
}

function isVersion(value: Value | Version): value is Version {
  return typeof value === "object" && "$keys" in value;
}

/** Reads that load what is missing, as transactions do. */
export class Reader {
  private constructor(
    readonly snapshot: Snapshot,
    readonly time: Timestamp,
  ) {}

  static async open(storage: Storage, database = DATABASE): Promise<Reader> {
    const snapshot = await storage.begin(database);
    return new Reader(snapshot, snapshot.time);
  }

  document(id: string, at = this.time): Promise<Version | undefined> {
    const key = { collection: TABLE, id, slot: -1 };
    return this.loaded({ kind: "document", key, at }, () => this.snapshot.document(key, at));
  }

  documents(scan: DocumentScan, at = this.time): Promise<readonly Version[]> {
    return this.loaded({ kind: "documents", scan, at }, () => this.snapshot.documents(scan, at));
  }

  entries(scan: EntryScan, at = this.time): Promise<readonly Entry[]> {
    return this.loaded({ kind: "entries", scan, at }, () => this.snapshot.entries(scan, at));
  }

  changes(scan: ChangeScan): Promise<readonly Change[]> {
    return this.loaded({ kind: "changes", scan }, () => this.snapshot.changes(scan));
  }

  async field(id: string, at = this.time): Promise<Value | undefined> {
    return fieldOf(await this.document(id, at));
  }

  async fields(scan: DocumentScan, at = this.time): Promise<Record<string, Value | undefined>> {
    const versions = await this.documents(scan, at);
    return Object.fromEntries(versions.map((version) => [version.$id, fieldOf(version)]));
  }

  async ids(scan: DocumentScan, at = this.time): Promise<string[]> {
    return (await this.documents(scan, at)).map((version) => version.$id);
  }

  async entryIds(scan: EntryScan, at = this.time): Promise<string[]> {
    return (await this.entries(scan, at)).map((entry) => entry.id);
  }

  private async loaded<T>(read: TimedRead, answer: () => T | typeof MISSING): Promise<T> {
    const first = answer();
    if (first !== MISSING) return first;
    await this.snapshot.load([read]);
    const second = answer();
    if (second === MISSING) throw new Error("still missing after it was loaded");
    return second;
  }
}
