import type { Run } from "../../call/index.js";
import type { Access, AccessPath } from "./access.js";

/** Assumed where a store does not count. */
const UNKNOWN_COLLECTION = 10_000;
const UNKNOWN_TUPLE = 10;
/** Of a range about which nothing is known. */
const PART_IN_RANGE = 1 / 3;
/** Reading so few entries is never worth a thought. */
const FEW = 64;
/** What an index lists costs more a row than a scan: it is sorted by id, and its documents lie anywhere. */
const ROW_FACTOR = 1.25;
/** What looking at a document costs, in entries read. */
const DOCUMENT = 2;

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
): Chosen | undefined {
  const estimated = paths.map((path) => ({
    path,
    estimate: path.accesses.reduce((sum, each) => sum + estimateRows(run, each), 0),
  }));
  const [first, ...others] = estimated;
  if (first === undefined) return undefined;
  const best = others.reduce((least, each) => (each.estimate < least.estimate ? each : least), first);
  const chosen = intersection(run, collection, best, estimated, wanted);
  return streams(chosen.path) || isWorthwhile(run, collection, chosen.estimate, wanted) ? chosen : undefined;
}

/**
 * Of two indexes that serve different conditions both are read, where that spares looking at more documents than the
 * second has entries.
 *
 *     IndexedFilter .a == 1 && .b == 2
 *     └ C.byA(1)
 *     └ also C.byB(2)
 */
function intersection(
  run: Run,
  collection: number,
  best: Chosen,
  all: readonly Chosen[],
  wanted: number,
): Chosen {
  const { path, estimate } = best;
  const documents = run.transaction.estimate({ kind: "documents", collection });
  // Nothing is known of the second where a store does not count.
  if (documents === undefined || estimate <= 1 || all.length === 1) return best;
  let chosen = best;
  let least = Number.POSITIVE_INFINITY;
  for (const { path: also, estimate: rows } of all) {
    if ([...also.served].every((condition) => path.served.has(condition))) continue;
    const read = streams(path) ? Math.min(estimate, (wanted * documents) / rows) : estimate;
    const both = (estimate * rows) / documents;
    const total = estimate + rows + both * DOCUMENT;
    if (total >= Math.min(least, read * (1 + DOCUMENT))) continue;
    least = total;
    const served = new Set([...path.served, ...also.served]);
    chosen = { path: { ...path, also, served }, estimate: both };
  }
  return chosen;
}

/** False where reading all documents, up to as many matches as are wanted, is likely to be less. */
export function isWorthwhile(run: Run, collection: number, estimate: number, wanted: number): boolean {
  if (estimate <= FEW || wanted === Number.POSITIVE_INFINITY) return true;
  const documents = run.transaction.estimate({ kind: "documents", collection }) ?? UNKNOWN_COLLECTION;
  return estimate * ROW_FACTOR <= Math.min(documents, (wanted * documents) / estimate);
}

/** True where the entries come in order of id by themselves: then no more are read than are wanted. */
export function streams({ accesses, also }: AccessPath): boolean {
  const [only] = accesses;
  return (
    also === undefined &&
    accesses.length === 1 &&
    only?.kind === "entries" &&
    only.entries.values.length === 0
  );
}

function estimateRows(run: Run, access: Access): number {
  if (access.kind === "id") return 1;
  if (access.kind === "found") return access.ids.length;
  const { entries, scan } = access;
  const rows = run.transaction.estimate({ kind: "entries", entries: entries.id, ...scan });
  if (rows !== undefined) return rows;
  const tuple = entries.terms.length === 0 ? UNKNOWN_COLLECTION : UNKNOWN_TUPLE;
  return scan.from === undefined && scan.to === undefined ? tuple : tuple * PART_IN_RANGE;
}
