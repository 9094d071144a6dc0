import type { Rewritten, Shape } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import type { FunctionValue, SetValue, Value } from "../values/index.js";
import type { PhysicalOperator } from "./operator.js";
import type { OptimisticOperator } from "./optimistic.js";
import { over } from "./pushed.js";

/** A set that has the same elements at the same positions; undefined where there is none after all. */
export type Rewrite = (run: Run, set: SetValue) => SetValue | undefined;

/**
 * A set that is read as another one, from its beginning on. Everything else is read as it is written, by `plain`.
 *
 * @param planFor how a set is read
 */
export function rewrittenOperator(
  rewrite: Rewrite,
  plain: PhysicalOperator,
  planFor: (run: Run, set: SetValue) => PhysicalOperator,
): OptimisticOperator {
  return {
    page(run, set, backward, from, wanted) {
      const other = backward || from !== undefined ? undefined : rewrite(run, set);
      return other === undefined
        ? plain.page(run, set, backward, from, wanted)
        : planFor(run, other).page(run, other, backward, from, wanted);
    },
  };
}

/** @param ofInput how the set below is rewritten */
export function rewriteOf({ how }: Rewritten, ofInput: Rewrite): Rewrite {
  switch (how) {
    case "turnedSort":
      return (_run, set) => turnedSort(set.slots[0] as SetValue);
    case "belowProjection":
      return (_run, set) => belowProjection(set);
    case "stepOverRewritten":
      return (run, set) => {
        const [input, ...args] = set.slots as readonly [SetValue, ...Value[]];
        const other = ofInput(run, input);
        return other && over(set, [other, ...args]);
      };
  }
}

function turnedSort(sorted: SetValue): SetValue | undefined {
  const { operator } = sorted.shape as Shape;
  if (operator.kind !== "sort" || operator.directions.length === 0) return undefined;
  const directions = operator.directions.map((each) => (each === "asc" ? "desc" : "asc"));
  return over(sorted, sorted.slots, { kind: "sort", directions });
}

function belowProjection(set: SetValue): SetValue {
  const [projected, ...args] = set.slots as readonly [SetValue, ...Value[]];
  const [input, mapper] = projected.slots as readonly [SetValue, FunctionValue];
  return over(projected, [over(set, [input, ...args]), mapper]);
}
