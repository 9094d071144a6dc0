import type { Value } from "../values/index.js";
import { type PhysicalOperator, pageOf } from "./operator.js";

/** The elements of an array. Positions are offsets from the end it is read from. */
export function valuesOperator(): PhysicalOperator {
  return {
    page(_run, set, backward, from, wanted) {
      const values = set.slots[0] as readonly Value[];
      if (!backward) return pageOf(values, from, wanted);
      const start = (from as number | undefined) ?? 0;
      const end = Math.min(values.length, start + wanted);
      return {
        elements: values.slice(values.length - end, values.length - start).reverse(),
        next: end < values.length ? end : undefined,
        positionOf: (index) => start + index,
      };
    },
  };
}
