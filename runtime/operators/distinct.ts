import { compareTotal, distinctKey, type SetValue, type Value } from "../values/index.js";
import { type PhysicalOperator, readAll } from "./operator.js";
import { restPage } from "./sort.js";

/**
 * `distinct`: materialises its input; the first of equals are kept and sorted, ascending also backwards. Positions are
 * the sorted rest. spec/05 §8.2
 */
export function distinctOperator(input: PhysicalOperator): PhysicalOperator {
  return {
    page(run, set, _backward, from, wanted) {
      if (from !== undefined) return restPage(from as readonly Value[], wanted);
      const elements = withoutRepeats(readAll(run, input, set.slots[0] as SetValue, false));
      return restPage([...elements].sort(compareTotal), wanted);
    },
  };
}

/** The elements without those that equal an earlier one. spec/05 §6 */
export function withoutRepeats(elements: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return elements.filter((element) => {
    const key = distinctKey(element);
    if (key === undefined) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
