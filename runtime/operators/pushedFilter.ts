import type { PushedCount, PushedFilter, Shape } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import { Null, type SetValue } from "../values/index.js";
import { ALL } from "./access/candidates.js";
import { isTotalSet } from "./access/totals.js";
import type { Counter } from "./count.js";
import { flatMapOperator } from "./flatMap.js";
import type { Page, PhysicalOperator, Position } from "./operator.js";
import { type OptimisticOperator, tentative } from "./optimistic.js";
import { filterOver, pushed } from "./pushed.js";

/** How sets are read. */
export interface Reading {
  readonly planFor: (run: Run, set: SetValue) => PhysicalOperator;
  /** How many elements a set has, as far as is asked, where that is known without reading them. */
  readonly countOf: (run: Run, set: SetValue, enough?: number) => number | undefined;
}

/**
 * A filter that filters what lies below the operator that it stands on. Where that is not the same, `filtered` does it.
 *
 * @param input what the operator below stands on
 */
export function pushedFilterOperator(
  { below }: PushedFilter,
  filtered: PhysicalOperator,
  input: PhysicalOperator,
  reading: Reading,
): PhysicalOperator {
  const first = below === "flatMap" ? ofEachSet(input, reading) : ofInput(below, reading);
  return {
    page: (...request) => first.page(...request) ?? filtered.page(...request),
  };
}

/** The set that filters first, read in place of the filter. */
function ofInput(below: PushedFilter["below"], { planFor, countOf }: Reading): OptimisticOperator {
  return {
    page(run, set, backward, from, wanted) {
      // The rest of what was sorted needs no other filter.
      if (from !== undefined && (below === "sort" || below === "distinct")) return undefined;
      const turned = pushed(run, set, countOf);
      if (turned === undefined) return undefined;
      const read = (start: Position | undefined, count: number) =>
        planFor(run, turned).page(run, turned, backward, start, count);
      if (below !== "concat") return read(from, wanted);
      if (isTotalSet(run, turned)) return withExactEnd(read(from, wanted), read);
      return wanted < run.limits.setElements ? undefined : ifWhole(run, () => read(from, wanted));
    },
  };
}

/** Only a page with which the set ends, and only where nothing shows in what order it was read. */
function ifWhole(run: Run, read: () => Page): Page | undefined {
  const { shown } = run;
  return tentative(run, () => {
    const page = read();
    return page.next === undefined && run.shown === shown ? page : undefined;
  });
}

/** A rest that is the whole other set may be empty: a filter over both would have seen that. */
function withExactEnd(page: Page, read: (from: Position, count: number) => Page): Page {
  const { next } = page;
  if (next === undefined || !((next as readonly Position[])[1] instanceof Null)) return page;
  // Looked for where somebody asks, and once.
  let first: { readonly position: Position | undefined } | undefined;
  const firstOfRest = () => {
    const rest = read(next, 1);
    return { position: rest.elements.length === 0 ? undefined : rest.positionOf(0) };
  };
  return {
    elements: page.elements,
    get next() {
      first ??= firstOfRest();
      return first.position;
    },
    positionOf: (index) => page.positionOf(index),
  };
}

/** So few rows may be found in less time than it takes to look for all. */
const FEW = 16;

/** The sets that `flatMap` strings together, each filtered; positions tell of the sets as they are. */
function ofEachSet(input: PhysicalOperator, { planFor }: Reading): OptimisticOperator {
  return {
    page(run, set, backward, from, wanted) {
      if (wanted < FEW || run.performanceHints) return undefined;
      const filters: SetValue[] = [];
      let flat = set;
      for (; (flat.shape as Shape).operator.kind === "filter"; flat = flat.slots[0] as SetValue) {
        filters.unshift(flat);
      }
      const flattened = flatMapOperator(input, () => ({
        page(_run, inner, ...request) {
          const kept = filters.reduce((lower, filter) => filterOver(filter, lower), inner);
          return planFor(run, kept).page(run, kept, ...request);
        },
      }));
      return ifWhole(run, () => flattened.page(run, flat, backward, from, wanted));
    },
  };
}

/** How many elements a filter leaves, counted below what it stands on. */
export function pushedCounter({ below }: PushedCount, { countOf }: Pick<Reading, "countOf">): Counter {
  return (run, set, enough) => {
    const { shown } = run;
    const turned = pushed(run, set, countOf);
    if (turned === undefined) return undefined;
    if (below === "concat" && enough < ALL && !isTotalSet(run, turned)) return undefined;
    const count = countOf(run, turned, enough);
    return run.shown === shown ? count : undefined;
  };
}
