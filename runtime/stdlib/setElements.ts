import { applier1, callFunction1, type Run } from "../call/index.js";
import {
  firstElement,
  inSetLambda,
  internalPages,
  lambdaSet,
  toElements,
  verdict,
} from "../operators/index.js";
import { visitAhead } from "../transaction/index.js";
import { type FunctionValue, noElement, type SetValue, type Value } from "../values/index.js";
import { type Callback, combineAll, isTrue } from "./elements.js";

/** Going through the elements of sets, an internal page after the other. spec/05 §8 */

const EMPTY = "empty set";

/** The first element; a null that says why where there is none. */
export function first(run: Run, self: SetValue): Value {
  return firstElement(run, self) ?? noElement(EMPTY);
}

/** Visits elements, one internal page after the other, until `visit` answers false. */
export function visitAll(run: Run, self: SetValue, visit: (element: Value) => boolean): void {
  let goesOn = true;
  for (const page of internalPages(run, self)) {
    visitAhead(run, page, (each) => {
      goesOn = visit(each);
      return goesOn;
    });
    if (!goesOn) return;
  }
}

/** Elements one by one into a value, which starts as `seed`. */
export function fold(run: Run, self: SetValue, seed: Value, reducer: Callback): Value {
  let result = seed;
  const settle = run.memory.replacing();
  visitAll(run, self, (each) => {
    result = reducer(result, each);
    settle(result);
    return true;
  });
  return result;
}

/** The same, which starts as the first element. */
export function reduce(run: Run, self: SetValue, reducer: Callback): Value {
  let result: Value | undefined;
  const settle = run.memory.replacing();
  visitAll(run, self, (each) => {
    result = result === undefined ? each : reducer(result, each);
    settle(result);
    return true;
  });
  return result ?? noElement(EMPTY);
}

/** Whether an element passes `test`; reads no further than it must. */
export function some(run: Run, self: SetValue, test: (element: Value) => boolean): boolean {
  let found = false;
  visitAll(run, self, (each) => {
    found = test(each);
    return !found;
  });
  return found;
}

/** Whether the predicate is true, or is not true, of an element; the elements are asked one by one. */
export function someWhere(run: Run, self: SetValue, predicate: FunctionValue, sought: boolean): boolean {
  const ask = applier1(run, predicate);
  return some(run, self, (each) => isTrue(ask(each)) === sought);
}

/** Each internal page in pairs, then page by page. spec/05 §7.1 */
export function aggregate(run: Run, self: SetValue, seed: Value, combiner: Callback): Value {
  let result: Value | undefined;
  for (const page of internalPages(run, self)) {
    const value = combineAll(page, combiner);
    result = result === undefined ? value : combiner(value, result);
  }
  return result === undefined ? seed : combiner(result, seed);
}

/** The last element of the whole set for which the predicate is true. */
export function lastWhere(run: Run, self: SetValue, predicate: FunctionValue): Value {
  const candidates = lambdaSet(run, self, "filter", predicate);
  const elements = toElements(run, self);
  return (
    inSetLambda(run, candidates, () =>
      elements.findLast((each) => verdict(callFunction1(run, predicate, each), candidates)),
    ) ?? noElement(EMPTY)
  );
}
