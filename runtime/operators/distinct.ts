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
  // Strings and Ints, which JS keeps apart itself, are their own keys.
  const scalars = new Set<Value>();
  const keys = new Set<string>();
  const isNew = <T>(seen: Set<T>, key: T): boolean => {
    const { size } = seen;
    return seen.add(key).size > size;
  };
  return elements.filter((element) => {
    if (typeof element === "string" || typeof element === "number") return isNew(scalars, element);
    const key = distinctKey(element);
    return key === undefined || isNew(keys, key);
  });
}
