import type { Shape } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { type FunctionValue, SetValue } from "../values/index.js";
import { bindPredicate } from "./access/bind.js";
import { readsRowsAsStored } from "./access/chain.js";
import { elementsOf, isTotalKey } from "./access/totals.js";
import type { PhysicalOperator } from "./operator.js";

/**
 * A filter over a sort, as a sort over a filter. Where that is not the same, `filtered` does it.
 *
 * @param countOf how many elements a set has, where that is known without reading them
 * @param planFor how a set is read
 */
export function filteredSortOperator(
  filtered: PhysicalOperator,
  countOf: (run: Run, set: SetValue) => number | undefined,
  planFor: (run: Run, set: SetValue) => PhysicalOperator,
): PhysicalOperator {
  return {
    page(run, set, backward, from, wanted) {
      const turned = from === undefined ? turn(run, set, countOf) : undefined;
      return turned === undefined
        ? filtered.page(run, set, backward, from, wanted)
        : planFor(run, turned).page(run, turned, backward, from, wanted);
    },
  };
}

function turn(
  run: Run,
  set: SetValue,
  countOf: (run: Run, set: SetValue) => number | undefined,
): SetValue | undefined {
  const [sorted, predicate] = set.slots as readonly [SetValue, FunctionValue];
  const [input, ...keys] = sorted.slots as readonly [SetValue, ...FunctionValue[]];
  const collection = elementsOf(run, input);
  if (collection === undefined || !readsRowsAsStored(run, [set, sorted])) return undefined;
  if (!isTotal(run, set, collection) || !keys.every((key) => isTotalKey(run, sorted, key))) return undefined;
  const count = countOf(run, input);
  if (count === undefined || count > run.limits.setElements) return undefined;
  const below = (input.shape as Shape).append({ kind: "filter" });
  const kept = new SetValue(below, [input, predicate], set.frames, set.at);
  const above = below.append((sorted.shape as Shape).operator);
  return new SetValue(above, [kept, ...keys], sorted.frames, sorted.at);
}

/** Proved not to fail, whatever document it is asked about. */
function isTotal(run: Run, filter: SetValue, collection: Collection): boolean {
  const bound = bindPredicate(run, filter, collection, true);
  return bound !== undefined && bound.determined === undefined && bound.isWhole;
}
