import { callback, callbackOf, type Run, typeName } from "../call/index.js";
import { indexOutOfBounds, typeMismatch } from "../problems/calls.js";
import { visitAhead } from "../transaction/index.js";
import { type FunctionValue, Null, noElement, type Value } from "../values/index.js";

export type Elements = readonly Value[];
export type Callback = (...args: Elements) => Value;

export const NOT_FOUND = "no element found";
export const EMPTY = "empty array";

/** What a predicate said of an element: false and null are no. spec/05 §7 "Predicates" */
export function isTrue(answer: Value): boolean {
  if (typeof answer === "boolean") return answer;
  if (answer instanceof Null) return false;
  throw typeMismatch("Boolean", typeName(answer));
}

export function inBounds(self: Elements, index: number): number {
  if (index < 0 || index >= self.length) throw indexOutOfBounds(index, self.length);
  return index;
}

export function element(self: Elements, index: number): Value {
  return self[inBounds(self, index)]!;
}

export function found(index: number): Value {
  return index < 0 ? noElement(NOT_FOUND) : index;
}

/** The position of the first element that passes `test`, from `start` on by `step`. */
export function search(
  self: Elements,
  start: number,
  step: 1 | -1,
  test: (element: Value) => boolean,
): Value {
  for (let i = start; i >= 0 && i < self.length; i += step) if (test(self[i]!)) return i;
  return found(-1);
}

/** The elements that pass `test`, all of which are asked. */
export function passing(run: Run, self: Elements, test: (element: Value) => boolean): Value[] {
  const elements: Value[] = [];
  visitAhead(run, self, (each) => {
    if (test(each)) elements.push(each);
    return true;
  });
  return elements;
}

/** Whether an element passes `test`; those behind it are not asked. */
export function some(run: Run, self: Elements, test: (element: Value) => boolean): boolean {
  let isFound = false;
  visitAhead(run, self, (each) => {
    isFound = test(each);
    return !isFound;
  });
  return isFound;
}

/** The predicate of the forms whose index is looked at first. */
export function latePredicate(run: Run, predicate: FunctionValue): Callback {
  return callbackOf(run, callback("predicate", 1), predicate);
}

export function foldFrom(run: Run, self: Elements, seed: Value, reducer: Callback): Value {
  let result = seed;
  const settle = run.memory.replacing();
  visitAhead(run, self, (each) => {
    result = reducer(result, each);
    settle(result);
    return true;
  });
  return result;
}

export function reversed(self: Elements): Elements {
  return self.slice().reverse();
}

export function reduced(run: Run, self: Elements, reducer: Callback): Value {
  const first = self[0];
  return first === undefined ? noElement(EMPTY) : foldFrom(run, self.slice(1), first, reducer);
}

/** Neighbours combined pairwise, level by level, until one value is left; of at least one value. spec/05 §7.1 */
export function combineAll(values: Elements, combiner: Callback): Value {
  let level = values;
  while (level.length > 1) {
    const next: Value[] = [];
    for (let i = 0; i < level.length; i += 2) {
      next.push(i + 1 < level.length ? combiner(level[i]!, level[i + 1]!) : level[i]!);
    }
    level = next;
  }
  return level[0]!;
}

export function elementsOf(value: Value): Elements {
  if (!Array.isArray(value)) throw typeMismatch("Array<Any>", typeName(value));
  return value as Elements;
}
