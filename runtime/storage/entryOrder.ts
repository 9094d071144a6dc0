import { compareIds, compareIndexKinds, compareIndexValues, indexRank, type Value } from "../values/index.js";
import type { EntriesKey, Entry, EntryBound, EntryScan } from "./storage.js";

/** An entry, or a place between entries: just before or behind all that start with `values` (and have this id). */
export type Position = Entry | Probe;

export interface Probe {
  readonly values: readonly Value[];
  readonly id: string | undefined;
  readonly side: -1 | 1;
}

export interface ComparePositions {
  (a: Position, b: Position): number;
  /** As of the items of a sorted list; undefined where entries have no values. */
  readonly rank: ((position: Position) => number) | undefined;
}

/**
 * The order of entries of one terms tuple: by values, each ascending or descending, then by ascending id. What is left
 * (`1` and `1.0` of one document, both in a multi-valued field) by kind, so that no two entries tie. spec/06b §2.2
 */
export function entryOrder(orders: EntriesKey["orders"]): ComparePositions {
  let known = knownOrders.get(orders);
  if (known === undefined) {
    known = makeOrder(orders);
    knownOrders.set(orders, known);
  }
  return known;
}

const knownOrders = new WeakMap<EntriesKey["orders"], ComparePositions>();

function makeOrder(orders: EntriesKey["orders"]): ComparePositions {
  const signs = orders.map((order) => (order === "asc" ? 1 : -1));
  const compare = (a: Position, b: Position) => {
    const length = Math.min(a.values.length, b.values.length);
    for (let i = 0; i < length; i++) {
      const order = compareIndexValues(a.values[i]!, b.values[i]!);
      if (order !== 0) return order * signs[i]!;
    }
    return compareRest(a, b);
  };
  const rank = ({ values }: Position) =>
    values.length === 0 ? Number.NaN : signs[0]! * indexRank(values[0]!);
  return Object.assign(compare, { rank: orders.length === 0 ? undefined : rank });
}

function compareRest(a: Position, b: Position): number {
  if (a.values.length < b.values.length) return sideOf(a);
  if (b.values.length < a.values.length) return -sideOf(b);
  if (a.id === undefined || b.id === undefined) {
    return a.id === b.id ? sideOf(a) - sideOf(b) : a.id === undefined ? sideOf(a) : -sideOf(b);
  }
  const order = compareIds(a.id, b.id);
  if (order !== 0) return order;
  for (let i = 0; i < a.values.length; i++) {
    const kinds = compareIndexKinds(a.values[i]!, b.values[i]!);
    if (kinds !== 0) return kinds;
  }
  return sideOf(a) - sideOf(b);
}

function sideOf(position: Position): number {
  return "side" in position ? position.side : 0;
}

/** The places between which the entries of a scan lie; undefined where the scan is open. */
export interface ProbeRange {
  readonly low: Probe | undefined;
  readonly high: Probe | undefined;
}

/** The places at which a scan begins and ends. */
export function probesOf(scan: Pick<EntryScan, "from" | "to">): ProbeRange {
  return { low: scan.from && probe(scan.from, -1), high: scan.to && probe(scan.to, 1) };
}

function probe(bound: EntryBound, outward: -1 | 1): Probe {
  const side = bound.inclusive ? outward : outward === 1 ? -1 : 1;
  return { values: bound.values, id: bound.id, side };
}

/** Whether an entry is one of those between two places. */
export function liesWithin(
  position: Position,
  { low, high }: ProbeRange,
  compare: ComparePositions,
): boolean {
  return (
    (low === undefined || compare(position, low) > 0) && (high === undefined || compare(position, high) < 0)
  );
}
