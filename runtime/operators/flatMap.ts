import { callFunction1, type Run } from "../call/index.js";
import { visitAhead } from "../transaction/index.js";
import { type FunctionValue, NULL, Null, SetValue, type Value } from "../values/index.js";
import type { Page, PhysicalOperator, Position } from "./operator.js";
import { complaint, inSetLambda } from "./setLambda.js";

const GROWTH = 4;

/** Where the outer set goes on, the inner set that is being read, and where in it; null for what there is not. */
type Place = readonly [outer: Position, inner: Value, position: Position];

/** What an inner set gave to a page. */
interface Stretch {
  readonly start: number;
  readonly inner: SetValue;
  readonly page: Page;
  readonly outer: Position | undefined;
}

/**
 * `flatMap`: the inner sets one after the other, each made when it is reached. A page that ends with an inner set has a
 * rest if the outer set goes on, even to empty sets only. spec/05 §8.2, §9.2
 */
export function flatMapOperator(
  input: PhysicalOperator,
  planFor: (run: Run, set: SetValue) => PhysicalOperator,
): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const [source, mapper] = set.slots as readonly [SetValue, FunctionValue];
      const elements: Value[] = [];
      const stretches: Stretch[] = [];
      let next: Position | undefined;

      function read(inner: SetValue, position: Position | undefined, outer: Position | undefined): void {
        const page = planFor(run, inner).page(run, inner, backward, position, wanted - elements.length);
        stretches.push({ start: elements.length, inner, page, outer });
        for (const element of page.elements) elements.push(element);
        if (page.next !== undefined) next = [outer ?? NULL, inner, page.next];
        else next = outer === undefined ? undefined : [outer, NULL, NULL];
      }

      const [start, inner, position] = (from ?? [NULL, NULL, NULL]) as Place;
      let outer = start instanceof Null ? undefined : start;
      let ended = from !== undefined && outer === undefined;
      let size = wanted;
      if (inner instanceof SetValue) read(inner, position, outer);
      while (!ended && elements.length < wanted) {
        const batch = input.page(run, source, backward, outer, size);
        const count = batch.elements.length;
        if (count === 0) next = undefined;
        visitAhead(run, batch.elements, (element, i) => {
          const following = i + 1 < count ? batch.positionOf(i + 1) : batch.next;
          read(innerSet(run, set, mapper, element), undefined, following);
          return elements.length < wanted;
        });
        outer = batch.next;
        ended = outer === undefined;
        size = Math.min(size * GROWTH, run.limits.setElements);
      }
      return { elements, next, positionOf: (index) => positionIn(stretches, index) };
    },
  };
}

function innerSet(run: Run, set: SetValue, mapper: FunctionValue, element: Value): SetValue {
  const inner = inSetLambda(run, set, () => callFunction1(run, mapper, element));
  if (!(inner instanceof SetValue)) throw complaint(set, "Set<Any>", inner);
  return inner;
}

function positionIn(stretches: readonly Stretch[], index: number): Position {
  const { start, inner, page, outer } = stretches.findLast((stretch) => stretch.start <= index)!;
  return [outer ?? NULL, inner, page.positionOf(index - start)];
}
