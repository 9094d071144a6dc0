import { NULL, Null, type SetValue } from "../values/index.js";
import type { PhysicalOperator, Position } from "./operator.js";

/** Which of the two sets, and where in it; null is its beginning. */
type Place = readonly [side: number, position: Position];

/**
 * `concat`: one set, then the other. Where the first ends exactly with a page, the second is a rest, even if it is empty.
 * spec/05 §9.2
 */
export function concatOperator(inputs: readonly PhysicalOperator[]): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const order = backward ? [1, 0] : [0, 1];
      const [side, position] = (from ?? [order[0]!, NULL]) as Place;
      const start = position instanceof Null ? undefined : position;
      const first = inputs[side]!.page(run, set.slots[side] as SetValue, backward, start, wanted);
      const inFirst = first.elements.length;
      const firstPosition = (index: number): Place => [side, first.positionOf(index)];
      if (first.next !== undefined) {
        return { elements: first.elements, next: [side, first.next], positionOf: firstPosition };
      }
      const other = order[1]!;
      if (side === other) return { elements: first.elements, next: undefined, positionOf: firstPosition };
      if (inFirst >= wanted) {
        return { elements: first.elements, next: [other, NULL], positionOf: firstPosition };
      }
      const second = inputs[other]!.page(
        run,
        set.slots[other] as SetValue,
        backward,
        undefined,
        wanted - inFirst,
      );
      return {
        elements: inFirst === 0 ? second.elements : [...first.elements, ...second.elements],
        next: second.next === undefined ? undefined : [other, second.next],
        positionOf: (index) =>
          index < inFirst ? firstPosition(index) : [other, second.positionOf(index - inFirst)],
      };
    },
  };
}
