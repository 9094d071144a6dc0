import type { Run } from "../../call/index.js";
import { entriesKey, entryBytes, isExpired } from "../../documents/index.js";
import type { Entry, EntryBound } from "../../storage/storage.js";
import { visitAhead } from "../../transaction/index.js";
import { compareIds, DocumentValue, type Time, type Timestamp } from "../../values/index.js";
import { PARTITIONS, ROW_BYTES } from "../documents.js";
import { type Access, type AccessPath, type EntryAccess, scanOf } from "./access.js";
import { streams } from "./choose.js";

/** A document that may fulfil a condition. */
interface Found {
  readonly id: string;
  readonly ttl: Time | undefined;
}

/** More than any set has. */
export const ALL = Number.MAX_SAFE_INTEGER;

/** The ids of documents on an access path, each once, in the order of `C.all()` or backwards, from `from` on. */
export function* candidateIds(
  run: Run,
  collection: number,
  path: AccessPath,
  order: CandidateOrder,
): Generator<readonly string[]> {
  const { at, backward, from, bounds } = order;
  const inside = (id: string) =>
    (bounds[0] === "" || compareIds(id, bounds[0]) >= 0) &&
    (bounds[1] === "" || compareIds(id, bounds[1]) <= 0) &&
    (from === undefined || (backward ? compareIds(id, from) <= 0 : compareIds(id, from) >= 0));
  if (streams(path) || (order.isUnordered && path.also === undefined)) {
    for (const access of path.accesses) {
      if (access.kind === "entries") yield* streamed(run, access, order, inside);
      else yield idsOf(run, read(run, collection, access, at)).filter(inside);
    }
    return;
  }
  const found = new Set<string>();
  const others = path.also?.accesses ?? [];
  const isOther = new Set<string>();
  visitAhead(run, [...others, ...path.accesses], (access, i) => {
    for (const id of idsOf(run, read(run, collection, access, at))) {
      if (i < others.length) isOther.add(id);
      else if (inside(id) && (others.length === 0 || isOther.has(id))) found.add(id);
    }
    return true;
  });
  yield [...found].sort(backward ? (a, b) => compareIds(b, a) : compareIds);
}

export interface CandidateOrder {
  readonly at: Timestamp | undefined;
  readonly backward: boolean;
  /** True where any order will do, and documents may come twice: then no more is read than is wanted. */
  readonly isUnordered?: boolean;
  /** Inclusive. */
  readonly from: string | undefined;
  /** Of the set: first id, last id; "" for none. */
  readonly bounds: readonly [string, string];
  /** How many to read at a time, where they can be read in parts. */
  readonly batch: number;
}

/** How many documents there are on an access path, none counted twice. */
export function countCandidates(
  run: Run,
  collection: number,
  path: AccessPath,
  { at, bounds }: Pick<CandidateOrder, "at" | "bounds">,
): number {
  const isWhole = bounds[0] === "" && bounds[1] === "";
  if (!isWhole || !path.areDisjoint || path.also !== undefined) {
    const order = { at, backward: false, from: undefined, bounds, batch: ALL };
    let count = 0;
    for (const ids of candidateIds(run, collection, path, order)) count += ids.length;
    return count;
  }
  let count = 0;
  visitAhead(run, path.accesses, (access) => {
    count += countAlong(run, collection, access, at);
    return true;
  });
  return count;
}

function countAlong(run: Run, collection: number, access: Access, at: Timestamp | undefined): number {
  const isSettled = access.kind === "entries" && at === undefined;
  // How many bytes rows with values take, only they tell.
  if (isSettled && (run.meter === undefined || access.entries.values.length === 0)) {
    const { entries, scan } = access;
    const count = run.transaction.count({ kind: "entries", ...entriesKey(entries), ...scan });
    if (count !== undefined) {
      run.meter?.read(count * ROW_BYTES, partitionsOf(access));
      return count;
    }
  }
  let count = 0;
  for (const { ttl } of read(run, collection, access, at)) if (!isExpired(run, ttl)) count++;
  return count;
}

function read(run: Run, collection: number, access: Access, at: Timestamp | undefined): readonly Found[] {
  if (access.kind === "entries")
    return metered(run, access, run.transaction.entries(scanOf(access, ALL), at));
  if (access.kind === "found") return access.ids.map((id) => ({ id, ttl: undefined }));
  const version = run.transaction.version(new DocumentValue(collection, access.id), at);
  return version === undefined ? [] : [{ id: version.$id, ttl: version.$ttl }];
}

function idsOf(run: Run, rows: readonly Found[]): string[] {
  return rows.filter(({ ttl }) => !isExpired(run, ttl)).map(({ id }) => id);
}

/** An index without values lists its documents by id: they are read as they are wanted. */
function* streamed(
  run: Run,
  access: EntryAccess,
  { at, backward, from, batch }: CandidateOrder,
  inside: (id: string) => boolean,
): Generator<readonly string[]> {
  let start: EntryBound | undefined =
    from === undefined ? access.scan[backward ? "to" : "from"] : { values: [], id: from, inclusive: true };
  for (let limit = batch; ; limit *= 4) {
    const scan = { ...scanOf(access, limit), reverse: backward, [backward ? "to" : "from"]: start };
    const entries = metered(run, access, run.transaction.entries(scan, at));
    yield idsOf(run, entries).filter(inside);
    if (entries.length < limit) return;
    const { values, id } = entries[entries.length - 1]!;
    start = { values, id, inclusive: false };
  }
}

/** For `stats`, which tell what was read. spec/08 §3.4 */
export function metered(run: Run, access: EntryAccess, rows: readonly Entry[]): readonly Entry[] {
  if (run.meter === undefined) return rows;
  const bytes = rows.reduce((sum, row) => sum + entryBytes(row.values), 0);
  run.meter.read(bytes, partitionsOf(access));
  return rows;
}

function partitionsOf({ entries }: EntryAccess): number {
  return entries.terms.length === 0 ? PARTITIONS : 1;
}
