import type { Run } from "../call/index.js";
import type { SetValue, Value } from "../values/index.js";
import { takeSet } from "./build.js";
import { type Page, type Position, readAll } from "./operator.js";
import { countOf, planFor, sortsAll } from "./planFor.js";

/** One page of a set, from a position on (undefined: the beginning). */
export function readPage(run: Run, set: SetValue, from: Position | undefined, wanted: number): Page {
  return planFor(run, set).page(run, set, false, from, wanted);
}

/**
 * All elements in internal pages, which consumers that iterate go through: lambdas below run for a whole page before
 * the consumer sees its first element. spec/05 §8.2
 */
export function* internalPages(run: Run, set: SetValue): Generator<readonly Value[], void, undefined> {
  const plan = planFor(run, set);
  let from: Position | undefined;
  do {
    const { elements, next }: Page = plan.page(run, set, false, from, run.limits.setElements);
    if (elements.length > 0) yield elements;
    from = next;
  } while (from !== undefined);
}

/** All elements at once; fails where they are too many. */
export function toElements(run: Run, set: SetValue): readonly Value[] {
  return readAll(run, planFor(run, set), set, false);
}

/** The first element, without reading further than the naive plan must. */
export function firstElement(run: Run, set: SetValue): Value | undefined {
  const source = sortsAll(run, set) ? takeSet(set, 1) : set;
  return readPage(run, source, undefined, 1).elements[0];
}

/** Whether there is an element. */
export function hasElement(run: Run, set: SetValue): boolean {
  const known = countOf(run, set, 1);
  return known === undefined ? firstElement(run, set) !== undefined : known > 0;
}

/** How many elements there are. */
export function countElements(run: Run, set: SetValue): number {
  const known = countOf(run, set);
  if (known !== undefined) return known;
  let count = 0;
  for (const page of internalPages(run, set)) {
    run.countUnits(page.length);
    count += page.length;
  }
  return count;
}
