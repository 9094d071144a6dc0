import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { callFunction1, type Run } from "../../runtime/call/index.js";
import { toElements } from "../../runtime/operators/index.js";
import { type FunctionValue, Null, SetValue, type Value } from "../../runtime/values/index.js";
import { Workbench } from "../operators/workbench.js";

const bench = new Workbench();
const EMPTY = "nothing";

/** The function of the text, applied; sets as their elements, nulls as `EMPTY`. */
function apply(run: Run, target: FunctionValue, argument: Value): unknown {
  const result = callFunction1(run, target, argument);
  if (result instanceof SetValue) return toElements(run, result);
  return result instanceof Null ? EMPTY : result;
}

const numbers = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 });
const RUNS = { numRuns: 60 };

/** What arrays and sets have in common, and what it comes to on a list. */
const COMMON: readonly (readonly [call: string, model: (list: readonly number[]) => unknown])[] = [
  ["any(x => x > 3)", (list) => list.some((x) => x > 3)],
  ["every(x => x < 4)", (list) => list.every((x) => x < 4)],
  ["concat(xs.map(x => x))", (list) => [...list, ...list]],
  ["drop(3)", (list) => list.slice(3)],
  ["take(3)", (list) => list.slice(0, 3)],
  ["first()", (list) => list[0] ?? EMPTY],
  ["last()", (list) => list.at(-1) ?? EMPTY],
  ["firstWhere(x => x > 2)", (list) => list.find((x) => x > 2) ?? EMPTY],
  ["lastWhere(x => x > 2)", (list) => list.findLast((x) => x > 2) ?? EMPTY],
  ["fold(7, (a, x) => (a * 3 + x) % 1009)", (list) => list.reduce((a, x) => (a * 3 + x) % 1009, 7)],
  ["foldRight(7, (a, x) => (a * 3 + x) % 1009)", (list) => list.reduceRight((a, x) => (a * 3 + x) % 1009, 7)],
  [
    "reduce((a, x) => (a * 3 + x) % 1009)",
    (list) => (list.length === 0 ? EMPTY : list.reduce((a, x) => (a * 3 + x) % 1009)),
  ],
  [
    "reduceRight((a, x) => (a * 3 + x) % 1009)",
    (list) => (list.length === 0 ? EMPTY : list.reduceRight((a, x) => (a * 3 + x) % 1009)),
  ],
  ["aggregate(0, (a, b) => a + b)", (list) => list.reduce((a, b) => a + b, 0)],
  ["includes(2)", (list) => list.includes(2)],
  ["isEmpty()", (list) => list.length === 0],
  ["nonEmpty()", (list) => list.length > 0],
  ["map(x => x + 1)", (list) => list.map((x) => x + 1)],
  ["where(x => x > 0)", (list) => list.filter((x) => x > 0)],
  ["reverse()", (list) => [...list].reverse()],
  ["order()", (list) => [...list].sort((a, b) => a - b)],
  ["order(desc(x => x))", (list) => [...list].sort((a, b) => b - a)],
  ["order(x => x % 3)", (list) => [...list].sort((a, b) => (a % 3) - (b % 3))],
  ["order(x => x % 3, desc(x => x))", (list) => [...list].sort((a, b) => (a % 3) - (b % 3) || b - a)],
];

describe("array and set functions agree with lists", () => {
  test.each(COMMON)("%s", (call, model) => {
    const ofArray = bench.value(`xs => xs.${call}`) as FunctionValue;
    const ofSet = bench.value(
      `xs => xs.toSet().${call.replace("xs.map", "xs.toSet().map")}`,
    ) as FunctionValue;
    fc.assert(
      fc.property(numbers, (list) => {
        const expected = model(list);
        bench.within((run) => {
          expect(apply(run, ofArray, list)).toEqual(expected);
          expect(apply(run, ofSet, list)).toEqual(expected);
        });
      }),
      RUNS,
    );
  });
});

const ARRAY_ONLY: typeof COMMON = [
  ["append(9)", (list) => [...list, 9]],
  ["prepend(9)", (list) => [9, ...list]],
  ["distinct()", (list) => [...new Set(list)]],
  ["entries()", (list) => [...list.entries()]],
  ["filter(x => x > 0)", (list) => list.filter((x) => x > 0)],
  ["flatMap(x => [x, x])", (list) => list.flatMap((x) => [x, x])],
  ["map(x => [x]).flatten()", (list) => list],
  ["indexOf(2)", (list) => found(list.indexOf(2))],
  ["lastIndexOf(2)", (list) => found(list.lastIndexOf(2))],
  ["indexWhere(x => x > 2)", (list) => found(list.findIndex((x) => x > 2))],
  ["lastIndexWhere(x => x > 2)", (list) => found(list.findLastIndex((x) => x > 2))],
  ["slice(2)", (list) => list.slice(2)],
  ["slice(2, 5)", (list) => list.slice(2, 5)],
  ["length", (list) => list.length],
];

function found(index: number): unknown {
  return index < 0 ? EMPTY : index;
}

describe("array functions agree with lists", () => {
  test.each(ARRAY_ONLY)("%s", (call, model) => {
    const target = bench.value(`xs => xs.${call}`) as FunctionValue;
    fc.assert(
      fc.property(numbers, (list) => {
        bench.within((run) => expect(apply(run, target, list)).toEqual(model(list)));
      }),
      RUNS,
    );
  });
});
