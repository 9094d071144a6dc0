import type { Run } from "../call/index.js";
import { setTooLarge } from "../problems/limits.js";
import type { SetValue, Value } from "../values/index.js";

/**
 * Where a rest of a set begins. Plain values, so that cursors can carry them; each operator knows its own form, by the
 * naive plan, so that any plan can resume. engine §5
 */
export type Position = Value;

/** Some elements of a set, in order. */
export interface Page {
  readonly elements: readonly Value[];
  /** Where the rest begins; undefined if the set is known to end here. May have to read: ask before anything is written. */
  readonly next: Position | undefined;
  /** The position whose rest begins with the element at `index`. */
  positionOf(index: number): Position;
}

/** How a set is read. What varies from set to set is in `set.slots`, whose operator this is. spec/05 §8.2 */
export interface PhysicalOperator {
  /**
   * The elements from `from` on (undefined: from the beginning): `wanted` of them, at least one; fewer only at the end.
   * Backwards, a set yields its elements in the order of `reverse()`.
   */
  page(run: Run, set: SetValue, backward: boolean, from: Position | undefined, wanted: number): Page;
}

/** All elements, at most as many as may be materialised. spec/05 §5 */
export function readAll(
  run: Run,
  operator: PhysicalOperator,
  set: SetValue,
  backward: boolean,
): readonly Value[] {
  const limit = run.limits.setElements;
  const page = operator.page(run, set, backward, undefined, limit);
  if (page.next !== undefined && operator.page(run, set, backward, page.next, 1).elements.length > 0) {
    throw setTooLarge(limit);
  }
  return page.elements;
}

/** A page of elements that are all there, and whose position is how many precede them. */
export function pageOf(all: readonly Value[], from: Position | undefined, wanted: number): Page {
  const start = (from as number | undefined) ?? 0;
  const end = Math.min(all.length, start + wanted);
  return {
    elements: start === 0 && end === all.length ? all : all.slice(start, end),
    next: end < all.length ? end : undefined,
    positionOf: (index) => start + index,
  };
}
