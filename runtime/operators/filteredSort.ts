import { predicateFacts, type Shape } from "../../compiler/index.js";
import { type Collection, Lambda, type Run } from "../call/index.js";
import { type FunctionValue, SetValue } from "../values/index.js";
import { readsRowsAsStored } from "./access/chain.js";
import { perCode } from "./access/perCode.js";
import { elementsOf, isTotalKey } from "./access/totals.js";
import type { PhysicalOperator } from "./operator.js";

const isTotalPredicate = perCode(({ ir }, fields) => {
  const facts = ir && predicateFacts(ir, fields);
  return facts?.conjuncts.every((each) => each.isTotal) === true && facts.lists.length === 0;
});

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
  if (!isTotal(run, collection, predicate) || !keys.every((key) => isTotalKey(run, sorted, key)))
    return undefined;
  const count = countOf(run, input);
  if (count === undefined || count > run.limits.setElements) return undefined;
  const below = (input.shape as Shape).append({ kind: "filter" });
  const kept = new SetValue(below, [input, predicate], set.frames, set.at);
  const above = below.append((sorted.shape as Shape).operator);
  return new SetValue(above, [kept, ...keys], sorted.frames, sorted.at);
}

function isTotal(run: Run, collection: Collection, predicate: FunctionValue): boolean {
  return predicate instanceof Lambda && isTotalPredicate(run, predicate.code, collection);
}
