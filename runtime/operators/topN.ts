import type { SortDirection, TopN } from "../../compiler/index.js";
import { applier1, type Run } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import { compareTotal, type FunctionValue, type SetValue, type Value } from "../values/index.js";
import { type PhysicalOperator, readAll } from "./operator.js";
import type { OptimisticOperator } from "./optimistic.js";
import { inSetLambda } from "./setLambda.js";

interface Row {
  readonly element: Value;
  readonly keys: readonly Value[];
  /** Its place in the input: ties keep it. */
  readonly index: number;
}

/**
 * The first rows of a sort, in a heap of no more than are taken. What is left of them is the position, as of a `take`
 * over a sort. spec/05 §8.3
 */
export function topNOperator({ sort }: TopN, input: PhysicalOperator): OptimisticOperator {
  return {
    page(run, set, backward, from, wanted) {
      if (backward || from !== undefined) return undefined;
      const [sorted, limit] = set.slots as readonly [SetValue, number];
      const [source, ...accessors] = sorted.slots as readonly [SetValue, ...FunctionValue[]];
      if (limit === 0) return undefined;
      const elements = readAll(run, input, source, false);
      const rows = inSetLambda(run, sorted, () => keyed(run, elements, accessors));
      const first = leastRows(rows, limit, rowOrder(sort.directions)).map(({ element }) => element);
      const page = first.slice(0, wanted);
      const restFrom = (index: number): Value => [limit - index, first.slice(index)];
      return {
        elements: page,
        next: first.length > page.length ? restFrom(page.length) : undefined,
        positionOf: restFrom,
      };
    },
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

/** The `count` least rows in order; a heap whose root is the greatest of those kept. */
function leastRows(rows: readonly Row[], count: number, compare: (a: Row, b: Row) => number): readonly Row[] {
  if (rows.length <= count) return [...rows].sort(compare);
  const heap = rows.slice(0, count);
  for (let i = (count >> 1) - 1; i >= 0; i--) sink(heap, i, compare);
  for (let i = count; i < rows.length; i++) {
    if (compare(rows[i]!, heap[0]!) >= 0) continue;
    heap[0] = rows[i]!;
    sink(heap, 0, compare);
  }
  return heap.sort(compare);
}

function sink(heap: Row[], from: number, compare: (a: Row, b: Row) => number): void {
  let parent = from;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= heap.length) return;
    if (child + 1 < heap.length && compare(heap[child + 1]!, heap[child]!) > 0) child++;
    if (compare(heap[child]!, heap[parent]!) <= 0) return;
    [heap[parent], heap[child]] = [heap[child]!, heap[parent]!];
    parent = child;
  }
}
