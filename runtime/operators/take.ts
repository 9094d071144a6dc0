import { NULL, Null, type SetValue } from "../values/index.js";
import { type PhysicalOperator, type Position, pageOf, readAll } from "./operator.js";

/** How many elements are still to come, and where the input goes on; null is its beginning. */
type Place = readonly [remaining: number, position: Position];

/** `take`: never a rest once all are there, even if the input goes on. Backwards it must be read whole. spec/05 §8.2, §9.2 */
export function takeOperator(input: PhysicalOperator): PhysicalOperator {
  const operator: PhysicalOperator = {
    page(run, set, backward, from, wanted) {
      if (backward) return pageOf([...readAll(run, operator, set, false)].reverse(), from, wanted);
      const [source, limit] = set.slots as readonly [SetValue, number];
      const [remaining, position] = (from ?? [limit, NULL]) as Place;
      if (remaining === 0) return pageOf([], undefined, wanted);
      const start = position instanceof Null ? undefined : position;
      const page = input.page(run, source, false, start, Math.min(wanted, remaining));
      const left = remaining - page.elements.length;
      return {
        elements: page.elements,
        next: left === 0 || page.next === undefined ? undefined : [left, page.next],
        positionOf: (index) => [remaining - index, page.positionOf(index)],
      };
    },
  };
  return operator;
}
