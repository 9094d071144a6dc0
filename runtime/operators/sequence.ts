import type { PhysicalOperator } from "./operator.js";

/** Whole numbers, from … until − 1. Positions are the number that comes next. */
export function sequenceOperator(): PhysicalOperator {
  return {
    page(_run, set, backward, from, wanted) {
      const [first, until] = set.slots as readonly [number, number];
      const step = backward ? -1 : 1;
      const start = (from as number | undefined) ?? (backward ? until - 1 : first);
      const left = Math.max(0, backward ? start - first + 1 : until - start);
      const count = Math.min(wanted, left);
      const elements: number[] = [];
      for (let index = 0; index < count; index++) elements.push(start + step * index);
      return {
        elements,
        next: count < left ? start + step * count : undefined,
        positionOf: (index) => start + step * index,
      };
    },
  };
}
