import type { Timestamp, Value } from "../../values/index.js";
import type { DocumentScan, EntriesKey, Entry, EntryBound, EntryScan, PruneRange } from "../storage.js";
import { termsKey } from "../termsKey.js";
import { ByteReader } from "./byteReader.js";
import type { ByteRange } from "./byteStore.js";
import { ByteWriter } from "./byteWriter.js";
import { codePointBytes } from "./codePointBytes.js";
import { behindKey, behindPrefix } from "./compareByteStrings.js";
import { writeKinds, writeOrderedValue } from "./orderedValue.js";

/**
 * The first byte of every key. Rows of a collection lie as space, database, collection, id; those of an index as space,
 * database, entries, terms, values, id, kinds. In the past spaces the end follows; keys are otherwise the same.
 */
const SPACE = {
  format: 0x01,
  clock: 0x02,
  schema: 0x03,
  /** What each commit changed: keys of the live spaces, and of `schema`. */
  commits: 0x04,
  /** Up to where the commits of a database were pruned. */
  commitsPruned: 0x05,
  log: 0x10,
  liveDocuments: 0x20,
  pastDocuments: 0x21,
  liveEntries: 0x30,
  pastEntries: 0x31,
} as const;

export const FORMAT_KEY = Uint8Array.of(SPACE.format);
/** The latest time that was handed out: every commit reads and moves it. */
export const CLOCK_KEY = Uint8Array.of(SPACE.clock);

const TIME_SIZE = 8;
const ID_SIZE = 8;

export function schemaKey(database: number): Uint8Array {
  return new ByteWriter().byte(SPACE.schema).uint(database).finish();
}

export function commitsPrunedKey(database: number): Uint8Array {
  return new ByteWriter().byte(SPACE.commitsPruned).uint(database).finish();
}

export function commitKey(database: number, time: Timestamp): Uint8Array {
  return new ByteWriter().byte(SPACE.commits).uint(database).orderedDouble(time).finish();
}

/** The commits later than `time`. */
export function commitsAfter(database: number, time: Timestamp, limit = Number.POSITIVE_INFINITY): ByteRange {
  const all = new ByteWriter().byte(SPACE.commits).uint(database).finish();
  return { from: behindKey(commitKey(database, time)), to: behindPrefix(all), reverse: false, limit };
}

export function commitsThrough(database: number, time: Timestamp): ByteRange {
  const all = new ByteWriter().byte(SPACE.commits).uint(database).finish();
  return range(all, behindKey(commitKey(database, time)));
}

export function lastCommit(database: number): ByteRange {
  const all = new ByteWriter().byte(SPACE.commits).uint(database).finish();
  return { from: all, to: behindPrefix(all), reverse: true, limit: 1 };
}

/** A place in one of two spaces: rows that are live, and rows that ended. */
export interface Spaces<T> {
  readonly live: T;
  readonly past: T;
}

/** Where the rows of a collection or an index lie: what all their keys start with. */
export function documentPrefixes(database: number, collection: number): Spaces<Uint8Array> {
  return {
    live: new ByteWriter().byte(SPACE.liveDocuments).uint(database).uint(collection).finish(),
    past: new ByteWriter().byte(SPACE.pastDocuments).uint(database).uint(collection).finish(),
  };
}

export function entryPrefixes(database: number, entries: number): Spaces<Uint8Array> {
  return {
    live: new ByteWriter().byte(SPACE.liveEntries).uint(database).uint(entries).finish(),
    past: new ByteWriter().byte(SPACE.pastEntries).uint(database).uint(entries).finish(),
  };
}

export function documentPosition(id: string): Uint8Array {
  return new ByteWriter().orderedLong(BigInt(id)).finish();
}

export function idAtEnd(key: Uint8Array): string {
  return String(new ByteReader(key, key.length - ID_SIZE).orderedLong());
}

export function entryPosition(orders: EntriesKey["orders"], entry: Entry): Uint8Array {
  const out = writeTerms(new ByteWriter(), entry.terms);
  writeComponents(out, orders, entry.values);
  writeKinds(out.orderedLong(BigInt(entry.id)), entry.values);
  return out.finish();
}

export function liveKey({ live }: Spaces<Uint8Array>, position: Uint8Array): Uint8Array {
  return new ByteWriter().bytes(live).bytes(position).finish();
}

export function pastKey({ past }: Spaces<Uint8Array>, position: Uint8Array, until: Timestamp): Uint8Array {
  return new ByteWriter().bytes(past).bytes(position).orderedDouble(until).finish();
}

/** The time at the end of a key. */
export function untilOf(pastKey: Uint8Array): Timestamp {
  // Times are positive, so that their ordered form is the plain one with the sign bit set.
  const bytes = pastKey.slice(pastKey.length - TIME_SIZE);
  bytes[0]! -= 0x80;
  return new ByteReader(bytes).double();
}

/** The end of a document's life in the past space that is the first after `at`. */
export function firstEndAfter(spaces: Spaces<Uint8Array>, position: Uint8Array, at: Timestamp): ByteRange {
  const ends = new ByteWriter().bytes(spaces.past).bytes(position).finish();
  return { from: behindKey(pastKey(spaces, position, at)), to: behindPrefix(ends), reverse: false, limit: 1 };
}

/** The part of a key that orders rows within their collection or index. */
export function positionOf(key: Uint8Array, prefix: Uint8Array, space: keyof Spaces<unknown>): Uint8Array {
  return key.subarray(prefix.length, space === "live" ? key.length : key.length - TIME_SIZE);
}

/** Two positions between which the rows of a scan lie, the second excluded. */
export interface PositionRange {
  readonly from: Uint8Array;
  readonly to: Uint8Array | undefined;
}

export function documentPositions({ from, to }: Pick<DocumentScan, "from" | "to">): PositionRange {
  const end = to === undefined ? undefined : documentPosition(to);
  return {
    from: from === undefined ? new Uint8Array() : documentPosition(from),
    to: end === undefined || end.every((byte) => byte === 255) ? undefined : behindPrefix(end),
  };
}

export function entryPositions(scan: Pick<EntryScan, "orders" | "terms" | "from" | "to">): PositionRange {
  const terms = writeTerms(new ByteWriter(), scan.terms).finish();
  const place = (bound: EntryBound, isBehind: boolean) => {
    const prefix = boundPosition(terms, scan.orders, bound);
    return isBehind ? behindPrefix(prefix) : prefix;
  };
  return {
    from: scan.from === undefined ? terms : place(scan.from, !scan.from.inclusive),
    to: scan.to === undefined ? behindPrefix(terms) : place(scan.to, scan.to.inclusive),
  };
}

/** The keys of a space between two positions. A position between rows is one between their ends too. */
export function keysBetween(prefix: Uint8Array, { from, to }: PositionRange): Pick<ByteRange, "from" | "to"> {
  return {
    from: new ByteWriter().bytes(prefix).bytes(from).finish(),
    to: to === undefined ? behindPrefix(prefix) : new ByteWriter().bytes(prefix).bytes(to).finish(),
  };
}

export function logKey(database: number, collection: number, time: Timestamp, id: string): Uint8Array {
  return new ByteWriter()
    .byte(SPACE.log)
    .uint(database)
    .uint(collection)
    .orderedDouble(time)
    .orderedLong(BigInt(id))
    .finish();
}

/** Log rows behind a position, up to and with those of `through`. */
export function logBetween(
  database: number,
  collection: number,
  after: { readonly time: Timestamp; readonly id: string | undefined },
  through: Timestamp,
): Pick<ByteRange, "from" | "to"> {
  const at = (time: Timestamp) =>
    behindPrefix(
      new ByteWriter().byte(SPACE.log).uint(database).uint(collection).orderedDouble(time).finish(),
    );
  return {
    from:
      after.id === undefined ? at(after.time) : behindKey(logKey(database, collection, after.time, after.id)),
    to: at(through),
  };
}

export function timeOfCommitKey(key: Uint8Array): Timestamp {
  return untilOf(key);
}

export function timeOfLogKey(key: Uint8Array): Timestamp {
  return untilOf(key.subarray(0, key.length - ID_SIZE));
}

export function point(key: Uint8Array): ByteRange {
  return range(key, behindKey(key));
}

export function range(from: Uint8Array, to: Uint8Array): ByteRange {
  return { from, to, reverse: false, limit: Number.POSITIVE_INFINITY };
}

export type OwnedRanges = { readonly [space in keyof typeof OWNED_SPACES]?: ByteRange };

const OWNED_SPACES = {
  liveDocuments: SPACE.liveDocuments,
  pastDocuments: SPACE.pastDocuments,
  log: SPACE.log,
  liveEntries: SPACE.liveEntries,
  pastEntries: SPACE.pastEntries,
  schema: SPACE.schema,
  commits: SPACE.commits,
  commitsPruned: SPACE.commitsPruned,
};

/** Everything that belongs to a collection, an index or a database. */
export function keysOf(owner: PruneRange): OwnedRanges {
  const within = (space: keyof typeof OWNED_SPACES) => {
    const out = new ByteWriter().byte(OWNED_SPACES[space]).uint(owner.database);
    if (owner.kind === "collection") out.uint(owner.collection);
    if (owner.kind === "entries") out.uint(owner.entries);
    const prefix = out.finish();
    return range(prefix, behindPrefix(prefix));
  };
  switch (owner.kind) {
    case "collection":
      return {
        liveDocuments: within("liveDocuments"),
        pastDocuments: within("pastDocuments"),
        log: within("log"),
      };
    case "entries":
      return { liveEntries: within("liveEntries"), pastEntries: within("pastEntries") };
    case "database": {
      const spaces = Object.keys(OWNED_SPACES) as (keyof typeof OWNED_SPACES)[];
      return Object.fromEntries(spaces.map((space) => [space, within(space)]));
    }
  }
}

function writeTerms(out: ByteWriter, terms: readonly Value[]): ByteWriter {
  const text = codePointBytes(termsKey(terms));
  return out.uint(text.length).bytes(text);
}

function writeComponents(out: ByteWriter, orders: EntriesKey["orders"], values: readonly Value[]): void {
  values.forEach((value, i) => {
    const start = out.length;
    writeOrderedValue(out, value);
    if (orders[i] === "desc") out.complement(start);
  });
}

function boundPosition(
  terms: Uint8Array,
  orders: EntriesKey["orders"],
  { values, id }: EntryBound,
): Uint8Array {
  const out = new ByteWriter().bytes(terms);
  writeComponents(out, orders, values);
  if (id !== undefined) writeKinds(out.orderedLong(BigInt(id)), values);
  return out.finish();
}
