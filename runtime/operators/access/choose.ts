import type { Run } from "../../call/index.js";
import type { Entry } from "../../storage/storage.js";
import { isNumber, type Timestamp, toDouble, type Value } from "../../values/index.js";
import { type Access, type AccessPath, type EntryAccess, scanOf } from "./access.js";

/** Assumed where a store does not count. */
const UNKNOWN_COLLECTION = 10_000;
const UNKNOWN_TUPLE = 10;
/** Of a range about which nothing is known. */
const PART_IN_RANGE = 1 / 3;
/** Reading so few entries is never worth a thought. */
const FEW = 64;
/** What an index lists costs more a row than a scan: it is sorted by id, and its documents lie anywhere. */
const ROW_FACTOR = 1.25;

export interface Chosen {
  readonly path: AccessPath;
  readonly estimate: number;
}

/**
 * The access path that reads least, or none if a scan is likely to end sooner: one that has few matches to find reads
 * all documents, one that finds enough of them early only some.
 *
 * @param wanted how many matches the consumer wants; infinite for a path in any case
 */
export function chooseAccess(
  run: Run,
  collection: number,
  paths: readonly AccessPath[],
  wanted: number,
  at: Timestamp | undefined,
): Chosen | undefined {
  let best: Chosen | undefined;
  for (const path of paths) {
    const estimate = path.accesses.reduce((sum, each) => sum + estimateRows(run, each, at), 0);
    if (best === undefined || estimate < best.estimate) best = { path, estimate };
  }
  if (best === undefined || streams(best.path)) return best;
  return isWorthwhile(run, collection, best.estimate, wanted) ? best : undefined;
}

/** False where reading all documents, up to as many matches as are wanted, is likely to be less. */
export function isWorthwhile(run: Run, collection: number, estimate: number, wanted: number): boolean {
  if (estimate <= FEW || wanted === Number.POSITIVE_INFINITY) return true;
  const documents = run.transaction.estimate({ kind: "documents", collection }) ?? UNKNOWN_COLLECTION;
  return estimate * ROW_FACTOR <= Math.min(documents, (wanted * documents) / estimate);
}

/** True where the entries come in order of id by themselves: then no more are read than are wanted. */
export function streams({ accesses }: AccessPath): boolean {
  const [only] = accesses;
  return accesses.length === 1 && only?.kind === "entries" && only.entries.values.length === 0;
}

function estimateRows(run: Run, access: Access, at: Timestamp | undefined): number {
  if (access.kind === "id") return 1;
  if (access.kind === "found") return access.ids.length;
  const { entries, scan } = access;
  const rows = run.transaction.estimate({ kind: "entries", entries: entries.id, terms: scan.terms });
  const tuple = rows ?? (entries.terms.length === 0 ? UNKNOWN_COLLECTION : UNKNOWN_TUPLE);
  if (tuple <= FEW || (scan.from === undefined && scan.to === undefined)) return tuple;
  if (run.transaction.waits) return tuple * PART_IN_RANGE;
  return Math.min(tuple, estimateRange(run, access, tuple, at));
}

/** Few rows are counted; of many numbers, how much of the whole the range takes up tells about how many there are. */
function estimateRange(run: Run, access: EntryAccess, tuple: number, at: Timestamp | undefined): number {
  const time = at ?? run.transaction.snapshot;
  const first = run.transaction.entries(scanOf(access, FEW + 1), time);
  if (first.length <= FEW) return first.length;
  const whole = { ...scanOf(access, 1), from: undefined, to: undefined };
  const ends = [
    whole,
    { ...whole, reverse: true },
    scanOf(access, 1),
    { ...scanOf(access, 1), reverse: true },
  ];
  const [least, greatest, low, high] = ends.map((scan) => firstNumber(run.transaction.entries(scan, time)));
  const span = Math.abs(greatest! - least!);
  const part = Math.abs(high! - low!) / span;
  return tuple * (Number.isFinite(part) ? part : PART_IN_RANGE);
}

function firstNumber([entry]: readonly Entry[]): number {
  const value: Value | undefined = entry?.values[0];
  return value !== undefined && isNumber(value) ? toDouble(value) : Number.NaN;
}
