import { applier1 } from "../call/index.js";
import { visitAhead } from "../transaction/index.js";
import type { FunctionValue, SetValue, Value } from "../values/index.js";
import type { PhysicalOperator, Position } from "./operator.js";
import { inSetLambda, verdict } from "./setLambda.js";

const FIRST_BATCH = 16;
const GROWTH = 4;

/**
 * `where`: reads its input in growing batches and asks the predicate about every element of a batch, also behind the
 * last match needed. A full page has a rest if the batch held another match, or was not the last. spec/05 §8.2, §9.2
 */
export function filterOperator(input: PhysicalOperator): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const [source, predicate] = set.slots as readonly [SetValue, FunctionValue];
      const elements: Value[] = [];
      const positions: (() => Position)[] = [];
      const largest = run.limits.setElements;
      let size = Math.min(Math.max(wanted, FIRST_BATCH), largest);
      let next = from;
      do {
        const batch = input.page(run, source, backward, next, size);
        next = batch.next;
        inSetLambda(run, set, () => {
          const ask = applier1(run, predicate);
          visitAhead(run, batch.elements, (element, i) => {
            if (verdict(ask(element), set)) {
              elements.push(element);
              positions.push(() => batch.positionOf(i));
            }
            return true;
          });
        });
        size = Math.min(size * GROWTH, largest);
      } while (elements.length < wanted && next !== undefined);
      if (elements.length > wanted) next = positions[wanted]!();
      return {
        elements: elements.length > wanted ? elements.slice(0, wanted) : elements,
        next,
        positionOf: (index) => positions[index]!(),
      };
    },
  };
}
