import type { SetOperator, Shape } from "../../compiler/index.js";
import { Lambda, type Run } from "../call/index.js";
import { type FunctionValue, SetValue, type Value } from "../values/index.js";
import { composedLambda } from "./access/composed.js";
import { isTotalFilter, isTotalKey, isTotalMapper } from "./access/totals.js";

/** Sets that nest deeper are read as they are written. */
const DEEPEST = 12;

/**
 * A set of the same elements, in which the filter stands below what it stood on. Undefined where they might not be the
 * same, or fail otherwise; where they are, the rule of each operator says.
 *
 * @param countOf how many elements a set has, where that is known without reading them
 */
export function pushed(
  run: Run,
  filter: SetValue,
  countOf: (run: Run, set: SetValue) => number | undefined,
): SetValue | undefined {
  if (run.performanceHints || (filter.shape as Shape).depth > DEEPEST) return undefined;
  const below = filter.slots[0] as SetValue;
  const [input, ...args] = below.slots as readonly [SetValue, ...(SetValue | FunctionValue)[]];
  switch ((below.shape as Shape).operator.kind) {
    case "filter": {
      const lower = pushed(run, below, countOf);
      return lower && pushed(run, filterOver(filter, lower), countOf);
    }
    case "project": {
      const kept = composedOver(run, filter, below);
      return kept && over(below, [kept, ...args]);
    }
    case "reverse":
    case "pageSize":
      return over(below, [filterOver(filter, input), ...args]);
    case "concat":
      return over(below, [filterOver(filter, input), filterOver(filter, args[0] as SetValue)]);
    case "sort":
    case "distinct": {
      const isTotal = (key: Value) => isTotalKey(run, below, key as FunctionValue);
      if (!isTotalFilter(run, filter) || !args.every(isTotal)) return undefined;
      const count = countOf(run, input);
      if (count === undefined || count > run.limits.setElements) return undefined;
      return over(below, [filterOver(filter, input), ...args]);
    }
    default:
      return undefined;
  }
}

/** A filter or projection over a projection, as one over what that projects. */
export function composedOver(run: Run, set: SetValue, projection: SetValue): SetValue | undefined {
  const [input, inner] = projection.slots;
  const [, outer] = set.slots;
  if (!(outer instanceof Lambda && inner instanceof Lambda)) return undefined;
  if (set.at !== undefined || !isTotalMapper(run, projection)) return undefined;
  const lambda = composedLambda(outer, inner);
  return lambda && over(set, [input!, lambda]);
}

/** The same filter over another set. */
export function filterOver(filter: SetValue, input: SetValue): SetValue {
  return over(filter, [input, filter.slots[1]!]);
}

/** The last operator of a set, or one in its place, over other input sets and arguments. */
export function over(
  { shape, frames, at }: SetValue,
  slots: readonly Value[],
  operator: SetOperator = (shape as Shape).operator,
): SetValue {
  const { inputs } = shape as Shape;
  const [first, ...others] = slots.slice(0, inputs.length).map((each) => (each as SetValue).shape as Shape);
  return new SetValue(first!.append(operator, others), slots, frames, at);
}
