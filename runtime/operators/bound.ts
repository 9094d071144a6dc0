import type { EntryBound } from "../storage/storage.js";
import type { Value } from "../values/index.js";

/**
 * A bound of an index range as a slot, and the position of an entry: values, or values and id. Empty is no bound.
 * A plain value, so that sets compare by it and cursors carry it. spec/05 §8.5
 */
export type PackedBound =
  | readonly []
  | readonly [values: readonly Value[]]
  | readonly [values: readonly Value[], id: string];

/** No bound. */
export const UNBOUNDED: PackedBound = [];

/** The bound of a scan that a slot stands for. */
export function unpackBound(packed: PackedBound): EntryBound | undefined {
  // Most are, and need not be taken apart.
  if (packed === UNBOUNDED) return undefined;
  const [values, id] = packed;
  return values === undefined ? undefined : { values, id, inclusive: true };
}

/** The slot that stands for a bound. */
export function packBound(bound: EntryBound | undefined): PackedBound {
  if (bound === undefined) return UNBOUNDED;
  return bound.id === undefined ? [bound.values] : [bound.values, bound.id];
}
