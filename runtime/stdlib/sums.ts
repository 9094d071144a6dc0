import type { Run } from "../call/index.js";
import { internalPages } from "../operators/index.js";
import { invalidArgument } from "../problems/calls.js";
import {
  add,
  Double,
  divide,
  isNumber,
  type NumberValue,
  type SetValue,
  toDouble,
  type Value,
} from "../values/index.js";

interface Sum {
  readonly total: NumberValue;
  readonly count: number;
}

/** From left to right, from Int 0. spec/04 §11 */
function sumOf(run: Run, numbers: readonly Value[] | SetValue): Sum {
  let total: NumberValue = 0;
  let count = 0;
  for (const page of Array.isArray(numbers) ? [numbers] : internalPages(run, numbers as SetValue)) {
    for (const element of page as readonly Value[]) {
      if (!isNumber(element)) throw invalidArgument("numbers", "all array elements must be numbers");
      total = add(total, element);
      count++;
    }
  }
  return { total, count };
}

export function sum(run: Run, numbers: readonly Value[] | SetValue): NumberValue {
  return sumOf(run, numbers).total;
}

/** Of arrays always a Double; of sets what `/` gives: integers divide integrally. spec/04 §11 */
export function mean(run: Run, numbers: readonly Value[] | SetValue): NumberValue {
  const { total, count } = sumOf(run, numbers);
  return Array.isArray(numbers) ? new Double(toDouble(total) / count) : divide(total, count);
}
