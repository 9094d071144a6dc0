import type { SortDirection, TopN } from "../../compiler/index.js";
import { applier1, type Run } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import { compareTotal, type FunctionValue, type SetValue, type Value } from "../values/index.js";
import { topRows } from "./access/topRows.js";
import { inIndexOrder, taken } from "./indexedSort.js";
import { Least } from "./least.js";
import { type Page, type PhysicalOperator, readAll } from "./operator.js";
import { type OptimisticOperator, tentative } from "./optimistic.js";
import { inSetLambda } from "./setLambda.js";

interface Row {
  readonly element: Value;
  readonly keys: readonly Value[];
  /** Its place in the input: ties keep it. */
  readonly index: number;
}

/**
 * The first rows of a sort: by an index that has them in order, by the stored versions, or else by the elements. No more
 * are kept than are taken. What is left of them is the position, as of a `take` over a sort. spec/05 §8.3
 */
export function topNOperator({ sort, indexed }: TopN, input: PhysicalOperator): OptimisticOperator {
  return {
    page(run, set, backward, from, wanted) {
      if (backward || from !== undefined) return undefined;
      const [sorted, limit] = set.slots as readonly [SetValue, number];
      if (limit === 0) return undefined;
      const ordered =
        indexed === undefined || limit >= run.limits.setElements
          ? undefined
          : inIndexOrder(run, indexed, sorted, limit);
      if (ordered !== undefined) return pageOfFirst(taken(ordered.documents, limit), limit, wanted);
      const rows = indexed && tentative(run, () => topRows(run, indexed, sorted, limit));
      if (rows !== undefined) return pageOfFirst(rows, limit, wanted);
      const [source, ...accessors] = sorted.slots as readonly [SetValue, ...FunctionValue[]];
      const elements = readAll(run, input, source, false);
      const least = new Least<Row>(limit, rowOrder(sort.directions));
      for (const row of inSetLambda(run, sorted, () => keyed(run, elements, accessors))) least.add(row);
      return pageOfFirst(
        least.sorted().map(({ element }) => element),
        limit,
        wanted,
      );
    },
  };
}

function pageOfFirst(first: readonly Value[], limit: number, wanted: number): Page {
  const elements = first.slice(0, wanted);
  const restFrom = (index: number): Value => [limit - index, first.slice(index)];
  return {
    elements,
    next: first.length > elements.length ? restFrom(elements.length) : undefined,
    positionOf: restFrom,
  };
}

function keyed(run: Run, elements: readonly Value[], accessors: readonly FunctionValue[]): readonly Row[] {
  if (accessors.length === 0) return elements.map((element, index) => ({ element, keys: [element], index }));
  const keys = accessors.map((accessor) => applier1(run, accessor));
  return mapAhead(run, elements, (element, index) => ({
    element,
    keys: keys.map((key) => key(element)),
    index,
  }));
}

function rowOrder(directions: readonly SortDirection[]): (a: Row, b: Row) => number {
  const signs = directions.length === 0 ? [1] : directions.map((each) => (each === "asc" ? 1 : -1));
  return (a, b) => {
    for (let i = 0; i < signs.length; i++) {
      const order = compareTotal(a.keys[i]!, b.keys[i]!);
      if (order !== 0) return order * signs[i]!;
    }
    return a.index - b.index;
  };
}
