import type { Sort, SortDirection } from "../../compiler/index.js";
import { applier1, type Run } from "../call/index.js";
import { mapAhead } from "../transaction/index.js";
import { compareTotal, type FunctionValue, type SetValue, type Value } from "../values/index.js";
import { type Page, type PhysicalOperator, type Position, pageOf, readAll } from "./operator.js";
import { inSetLambda } from "./setLambda.js";

/**
 * `order`: materialises its input and sorts it, stably. Positions are the sorted rest, so that later pages read and sort
 * nothing again. Backwards each direction turns, and ties stay in input order. spec/05 §8.2, §8.3, §9.3
 */
export function sortOperator({ directions }: Sort, input: PhysicalOperator): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      if (from !== undefined) return restPage(from as readonly Value[], wanted);
      const [source, ...accessors] = set.slots as readonly [SetValue, ...FunctionValue[]];
      const elements = readAll(run, input, source, false);
      const sorted = inSetLambda(run, set, () => sortBy(run, elements, accessors, directions, backward));
      return restPage(sorted, wanted);
    },
  };
}

/** The elements in order; keys are computed once for each element, in element order. */
export function sortBy(
  run: Run,
  elements: readonly Value[],
  accessors: readonly FunctionValue[],
  directions: readonly SortDirection[],
  backward = false,
): readonly Value[] {
  const keys = accessors.map((accessor) => applier1(run, accessor));
  const rows =
    accessors.length === 0
      ? elements.map((element) => ({ element, keys: [element] }))
      : mapAhead(run, elements, (element) => ({
          element,
          keys: keys.map((key) => key(element)),
        }));
  const signs = accessors.length === 0 ? [1] : directions.map((direction) => (direction === "asc" ? 1 : -1));
  const turn = backward ? -1 : 1;
  rows.sort((a, b) => {
    for (let i = 0; i < signs.length; i++) {
      const order = compareTotal(a.keys[i]!, b.keys[i]!);
      if (order !== 0) return order * signs[i]! * turn;
    }
    return 0;
  });
  return rows.map((row) => row.element);
}

/** A page of elements whose position is they themselves. */
export function restPage(rest: readonly Value[], wanted: number): Page {
  const page = pageOf(rest, undefined, wanted);
  const restFrom = (index: number): Position => rest.slice(index);
  return {
    elements: page.elements,
    next: page.next === undefined ? undefined : restFrom(wanted),
    positionOf: restFrom,
  };
}
