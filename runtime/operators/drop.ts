import type { Run } from "../call/index.js";
import type { SetValue, Value } from "../values/index.js";
import { type Page, type PhysicalOperator, type Position, pageOf, readAll } from "./operator.js";

/**
 * `drop`: asks its input for what it drops together with what is wanted; afterwards it is its input. Backwards it must be
 * read whole. spec/05 §8.2, §9.2
 */
export function dropOperator(input: PhysicalOperator): PhysicalOperator {
  const operator: PhysicalOperator = {
    page(run, set, backward, from, wanted) {
      if (backward) return pageOf([...readAll(run, operator, set, false)].reverse(), from, wanted);
      const [source, amount] = set.slots as readonly [SetValue, number];
      if (from !== undefined) return input.page(run, source, false, from, wanted);
      return afterDropping(run, input, source, Math.max(0, amount), wanted);
    },
  };
  return operator;
}

function afterDropping(
  run: Run,
  input: PhysicalOperator,
  source: SetValue,
  amount: number,
  wanted: number,
): Page {
  const elements: Value[] = [];
  const positions: (() => Position)[] = [];
  let toDrop = amount;
  let next: Position | undefined;
  do {
    const asked = Math.min(toDrop + wanted - elements.length, run.limits.setElements);
    const page = input.page(run, source, false, next, asked);
    const dropped = Math.min(toDrop, page.elements.length);
    toDrop -= dropped;
    for (let i = dropped; i < page.elements.length; i++) {
      elements.push(page.elements[i]!);
      positions.push(() => page.positionOf(i));
    }
    next = page.next;
  } while (next !== undefined && elements.length < wanted);
  return { elements, next, positionOf: (index) => positions[index]!() };
}
