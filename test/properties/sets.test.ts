import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Run } from "../../runtime/call/index.js";
import { cursorText, readCursor } from "../../runtime/cursors/index.js";
import {
  arraySet,
  concatSet,
  distinctSet,
  dropSet,
  firstElement,
  internalPages,
  lambdaSet,
  pageObject,
  readPage,
  reverseSet,
  sequenceSet,
  singleSet,
  sortedSet,
  takeSet,
  toElements,
} from "../../runtime/operators/index.js";
import {
  type FunctionValue,
  type SetCursor,
  type SetValue,
  type Struct,
  structGet,
  structuralEquals,
  type Value,
} from "../../runtime/values/index.js";
import { Workbench } from "../operators/workbench.js";

/** A pipeline over numbers, as data: what a set does and a list of numbers shows. */
type Pipeline =
  | { readonly kind: "values"; readonly values: readonly number[] }
  | { readonly kind: "sequence"; readonly from: number; readonly length: number }
  | { readonly kind: "single"; readonly value: number }
  | { readonly kind: "even" | "twice" | "spread" | "distinct" | "reverse"; readonly input: Pipeline }
  | { readonly kind: "sort"; readonly direction: "asc" | "desc"; readonly input: Pipeline }
  | { readonly kind: "take" | "drop"; readonly count: number; readonly input: Pipeline }
  | { readonly kind: "concat"; readonly input: Pipeline; readonly other: Pipeline };

const small = fc.integer({ min: -9, max: 9 });

const { pipeline } = fc.letrec<{ pipeline: Pipeline }>((tie) => ({
  pipeline: fc.oneof(
    { maxDepth: 5, depthSize: "medium" },
    fc.record({ kind: fc.constant("values" as const), values: fc.array(small, { maxLength: 40 }) }),
    fc.record({ kind: fc.constant("sequence" as const), from: small, length: fc.nat(60) }),
    fc.record({ kind: fc.constant("single" as const), value: small }),
    fc.record({
      kind: fc.constantFrom(
        "even" as const,
        "twice" as const,
        "spread" as const,
        "distinct" as const,
        "reverse" as const,
      ),
      input: tie("pipeline"),
    }),
    fc.record({
      kind: fc.constant("sort" as const),
      direction: fc.constantFrom("asc" as const, "desc" as const),
      input: tie("pipeline"),
    }),
    fc.record({
      kind: fc.constantFrom("take" as const, "drop" as const),
      count: fc.nat(30),
      input: tie("pipeline"),
    }),
    fc.record({ kind: fc.constant("concat" as const), input: tie("pipeline"), other: tie("pipeline") }),
  ),
}));

const isEven = (n: number) => n % 2 === 0;
const spread = (n: number) => Array.from({ length: Math.max(0, n % 4) }, (_, i) => n + i);
/** Ties of the sort key are many, so that stability shows. */
const key = (n: number) => n % 3;

/** The elements, by plain lists; `backward` as `reverse()` has them. */
function model(pipeline: Pipeline, backward = false): readonly number[] {
  const turned = (list: readonly number[]) => (backward ? [...list].reverse() : list);
  switch (pipeline.kind) {
    case "values":
      return turned(pipeline.values);
    case "sequence":
      return turned(Array.from({ length: pipeline.length }, (_, i) => pipeline.from + i));
    case "single":
      return [pipeline.value];
    case "even":
      return model(pipeline.input, backward).filter(isEven);
    case "twice":
      return model(pipeline.input, backward).map((n) => n * 2);
    case "spread":
      return model(pipeline.input, backward).flatMap((n) => (backward ? spread(n).reverse() : spread(n)));
    case "concat":
      return backward
        ? [...model(pipeline.other, true), ...model(pipeline.input, true)]
        : [...model(pipeline.input), ...model(pipeline.other)];
    case "take":
      return turned(model(pipeline.input).slice(0, pipeline.count));
    case "drop":
      return turned(model(pipeline.input).slice(pipeline.count));
    case "distinct":
      return [...new Set(model(pipeline.input))].sort((a, b) => a - b);
    case "sort": {
      const sign = (pipeline.direction === "asc" ? 1 : -1) * (backward ? -1 : 1);
      return [...model(pipeline.input)].sort((a, b) => (key(a) - key(b)) * sign);
    }
    case "reverse":
      return model(pipeline.input, !backward);
  }
}

const bench = new Workbench();
const lambda = (text: string) => bench.value(text) as FunctionValue;
const LAMBDAS = {
  even: lambda("x => x % 2 == 0"),
  twice: lambda("x => x * 2"),
  spread: lambda("x => Set.sequence(x, x + Math.max(0, x % 4))"),
  key: lambda("x => x % 3"),
};

function build(run: Run, pipeline: Pipeline): SetValue {
  switch (pipeline.kind) {
    case "values":
      return arraySet(run, pipeline.values);
    case "sequence":
      return sequenceSet(run, pipeline.from, pipeline.from + pipeline.length);
    case "single":
      return singleSet(run, pipeline.value);
    case "even":
      return lambdaSet(run, build(run, pipeline.input), "filter", LAMBDAS.even);
    case "twice":
      return lambdaSet(run, build(run, pipeline.input), "project", LAMBDAS.twice);
    case "spread":
      return lambdaSet(run, build(run, pipeline.input), "flatMap", LAMBDAS.spread);
    case "concat":
      return concatSet(build(run, pipeline.input), build(run, pipeline.other));
    case "take":
      return takeSet(build(run, pipeline.input), pipeline.count);
    case "drop":
      return dropSet(build(run, pipeline.input), pipeline.count);
    case "distinct":
      return distinctSet(build(run, pipeline.input));
    case "sort":
      return sortedSet(run, build(run, pipeline.input), [LAMBDAS.key], [pipeline.direction]);
    case "reverse":
      return reverseSet(build(run, pipeline.input));
  }
}

const RUNS = { numRuns: 200 };

describe("a set against a list", () => {
  test("all elements, the first, the count, internal pages", () => {
    fc.assert(
      fc.property(pipeline, (each) => {
        const expected = model(each);
        bench.within((run) => {
          const set = build(run, each);
          expect(toElements(run, set)).toEqual(expected);
          expect(firstElement(run, set)).toEqual(expected[0]);
          expect([...internalPages(run, set)].flat()).toEqual(expected);
        });
      }),
      RUNS,
    );
  });

  test("structure tells sets apart as pipelines are", () => {
    fc.assert(
      fc.property(pipeline, pipeline, (a, b) => {
        bench.within((run) => {
          expect(structuralEquals(build(run, a), build(run, a))).toBe(true);
          const same = JSON.stringify(a) === JSON.stringify(b);
          expect(structuralEquals(build(run, a), build(run, b))).toBe(same);
        });
      }),
      RUNS,
    );
  });
});

describe("pages", () => {
  test("forward to the end they are the whole set, each full but the last", () => {
    fc.assert(
      fc.property(pipeline, fc.integer({ min: 1, max: 20 }), (each, size) => {
        bench.within((run) => {
          const set = build(run, each);
          const elements: Value[] = [];
          let from: Value | undefined;
          do {
            const page = readPage(run, set, from, size);
            if (page.next !== undefined) expect(page.elements).toHaveLength(size);
            elements.push(...page.elements);
            from = page.next;
          } while (from !== undefined);
          expect(elements).toEqual(model(each));
        });
      }),
      RUNS,
    );
  });

  test("the position of an element begins its rest", () => {
    fc.assert(
      fc.property(pipeline, fc.integer({ min: 1, max: 20 }), fc.nat(19), (each, size, index) => {
        bench.within((run) => {
          const set = build(run, each);
          const page = readPage(run, set, undefined, size);
          fc.pre(index < page.elements.length);
          const rest = readPage(run, set, page.positionOf(index), 16_000);
          expect(rest.elements).toEqual(model(each).slice(index));
        });
      }),
      RUNS,
    );
  });

  test("through cursors as text, sizes changing on the way", () => {
    fc.assert(
      fc.property(
        pipeline,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }),
        (each, sizes) => {
          bench.within((run) => {
            let page = pageObject(run, build(run, each), undefined, sizes[0]!);
            const elements = [...dataOf(page)];
            for (let turn = 1; structGet(page, "after") !== undefined; turn++) {
              const cursor = readCursor(run, cursorText(run, structGet(page, "after") as SetCursor));
              page = pageObject(run, cursor.set, cursor.position, sizes[turn % sizes.length]!);
              elements.push(...dataOf(page));
            }
            expect(elements).toEqual(model(each));
          });
        },
      ),
      RUNS,
    );
  });
});

function dataOf(page: Struct): readonly Value[] {
  return structGet(page, "data") as readonly Value[];
}
