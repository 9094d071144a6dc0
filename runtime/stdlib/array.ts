import {
  any,
  array,
  callback,
  field,
  functionValue,
  int,
  method,
  type Run,
  typeName,
} from "../call/index.js";
import { arraySet, SET_FUNCTIONS, sortBy, withoutRepeats } from "../operators/index.js";
import { typeMismatch } from "../problems/calls.js";
import { valueTooLarge } from "../problems/limits.js";
import { mapAhead } from "../transaction/index.js";
import {
  CALL_SITE,
  type FunctionValue,
  literalNull,
  Null,
  noElement,
  structuralEquals,
  type Value,
} from "../values/index.js";
import { debugText } from "./displayText.js";
import {
  type Callback,
  combineAll,
  type Elements,
  EMPTY,
  element,
  elementsOf,
  foldFrom,
  inBounds,
  isTrue,
  latePredicate,
  NOT_FOUND,
  passing,
  reduced,
  reversed,
  search,
  some,
} from "./elements.js";
import { orderings, readOrderings } from "./orderings.js";
import { libraryModule, libraryType } from "./part.js";

/** spec/05 §7 */
export const arrayType = libraryType({
  type: "Array<A>",
  kinds: ["Array"],
  doc: "An immutable list of values.",
  operators: {
    "[]": method({
      signature: "(index: Number) => A",
      takes: [[int("index0")]],
      doc: "The element at a position, counted from 0.",
      example: ["[1, 2][0]", "1"],
      run: element,
    }),
  },
  members: {
    length: field({
      signature: "Number",
      doc: "How many elements there are.",
      example: ["[1, 2].length", "2"],
      run: (self: Elements) => self.length,
    }),
    aggregate: method({
      signature: "(seed: A, combiner: (A, A) => A) => A",
      takes: [[any("seed"), callback("combiner", 2)]],
      doc: "All elements combined, in pairs; `combiner` is associative and `seed` its identity.",
      example: ["[1, 2, 3].aggregate(0, (a, b) => a + b)", "6"],
      run: (self: Elements, seed: Value, combiner: Callback) =>
        self.length === 0 ? seed : combiner(combineAll(self, combiner), seed),
    }),
    any: method({
      signature: "(predicate: A => Boolean | Null) => Boolean",
      takes: [[callback("predicate", 1)]],
      doc: "Whether `predicate` is true of at least one element.",
      example: ["[1, 2].any(x => x > 1)", "true"],
      perform: (run: Run, self: Elements, predicate: Callback) =>
        some(run, self, (each) => isTrue(predicate(each))),
    }),
    append: method({
      signature: "(element: A) => Array<A>",
      takes: [[any("element")]],
      doc: "The elements and one more at the end.",
      example: ["[1].append(2)", "[1, 2]"],
      // Spreading goes through the iterator of arrays, which is fifteen times slower.
      run: (self: Elements, added: Value) => self.concat([added]),
    }),
    at: method({
      signature: "(index: Number) => A",
      takes: [[int("index")]],
      doc: "The element at a position, counted from 0.",
      example: ["[1, 2].at(0)", "1"],
      run: element,
    }),
    concat: method({
      signature: "(other: Array<B>) => Array<A | B>",
      takes: [[array("other")]],
      doc: "The elements of this array, then those of `other`.",
      example: ["[1].concat([2])", "[1, 2]"],
      perform: (run: Run, self: Elements, other: Elements) => {
        run.memory.demandRoom(self.length + other.length);
        return self.concat(other);
      },
    }),
    distinct: method({
      signature: "() => Array<A>",
      takes: [[]],
      doc: "The elements without repetitions, each where it is first.",
      example: ["[2, 1, 2].distinct()", "[2, 1]"],
      run: withoutRepeats,
    }),
    drop: method({
      signature: "(amount: Number) => Array<A>",
      takes: [[int("amount")]],
      doc: "The elements without the first `amount`.",
      example: ["[1, 2, 3].drop(1)", "[2, 3]"],
      run: (self: Elements, amount: number) => self.slice(Math.max(0, amount)),
    }),
    entries: method({
      signature: "() => Array<[Number, A]>",
      takes: [[]],
      doc: "Pairs of position and element.",
      example: [`["a"].entries()`, `[[0, "a"]]`],
      run: (self: Elements) => self.map((each, i) => [i, each]),
    }),
    every: method({
      signature: "(predicate: A => Boolean | Null) => Boolean",
      takes: [[callback("predicate", 1)]],
      doc: "Whether `predicate` is true of all elements.",
      example: ["[1, 2].every(x => x > 1)", "false"],
      perform: (run: Run, self: Elements, predicate: Callback) =>
        !some(run, self, (each) => !isTrue(predicate(each))),
    }),
    filter: method({
      signature: "(predicate: A => Boolean | Null) => Array<A>",
      takes: [[callback("predicate", 1)]],
      doc: "The elements for which `predicate` is true.",
      example: ["[1, 2].filter(x => x > 1)", "[2]"],
      perform: (run: Run, self: Elements, predicate: Callback) =>
        passing(run, self, (each) => {
          const answer = predicate(each);
          if (typeof answer === "boolean") return answer;
          if (answer instanceof Null) return false;
          throw typeMismatch("Boolean", typeName(each));
        }),
    }),
    first: method({
      signature: "() => A | Null",
      takes: [[]],
      doc: "The first element, or null.",
      example: ["[1, 2].first()", "1"],
      run: (self: Elements) => self[0] ?? noElement(EMPTY),
    }),
    firstWhere: method({
      signature: "(predicate: A => Boolean | Null) => A | Null",
      takes: [[callback("pred", 1)]],
      doc: "The first element for which `predicate` is true, or null.",
      example: ["[1, 2, 3].firstWhere(x => x > 1)", "2"],
      perform: (run: Run, self: Elements, predicate: Callback) =>
        passing(run, self, (each) => isTrue(predicate(each)))[0] ?? noElement(NOT_FOUND),
    }),
    flatMap: method({
      signature: "(mapper: A => Array<B>) => Array<B>",
      takes: [[callback("mapper", 1)]],
      doc: "The arrays that `mapper` makes of the elements, one after the other.",
      example: ["[1, 2].flatMap(x => [x, x * 10])", "[1, 10, 2, 20]"],
      perform: (run: Run, self: Elements, mapper: Callback) =>
        flattened(
          run,
          mapAhead(run, self, (each) => elementsOf(mapper(each))),
        ),
    }),
    flatten: method({
      signature: "() => Array<Any>",
      takes: [[]],
      doc: "The elements of the arrays in this array.",
      example: ["[[1], [2, 3]].flatten()", "[1, 2, 3]"],
      perform: (run: Run, self: Elements) => flattened(run, self.map(elementsOf)),
    }),
    fold: method({
      signature: "(seed: B, reducer: (B, A) => B) => B",
      takes: [[any("seed"), callback("reducer", 2)]],
      doc: "Starts with `seed`, and puts `reducer(result, element)` in its place for each element.",
      example: ["[1, 2, 3].fold(10, (a, x) => a + x)", "16"],
      perform: foldFrom,
    }),
    foldRight: method({
      signature: "(seed: B, reducer: (B, A) => B) => B",
      takes: [[any("seed"), callback("reducer", 2)]],
      doc: "Like `fold`, from the end.",
      example: [`["a", "b"].foldRight("", (a, x) => a + x)`, `"ba"`],
      perform: (run: Run, self: Elements, seed: Value, reducer: Callback) =>
        foldFrom(run, reversed(self), seed, reducer),
    }),
    forEach: method({
      signature: "(callback: A => Any) => Null",
      takes: [[callback("fn", 1)]],
      doc: "Calls a function with each element, in order.",
      example: ["[1].forEach(x => x)", "null"],
      perform: (run: Run, self: Elements, fn: Callback) => {
        mapAhead(run, self, (each) => fn(each));
        return literalNull(CALL_SITE);
      },
    }),
    includes: method({
      signature: "(element: A) => Boolean",
      takes: [[any("element")]],
      doc: "Whether an element equals `element`.",
      example: ["[1, 2].includes(2)", "true"],
      run: (self: Elements, sought: Value) => self.some((each) => structuralEquals(each, sought)),
    }),
    indexOf: method({
      signature: "((element: A) => Number | Null) & ((element: A, start: Number) => Number | Null)",
      takes: [[any("element")], [any("element"), int("start")]],
      doc: "The first position, from `start` on, of an element that equals `element`.",
      example: [`["a", "b"].indexOf("b")`, "1"],
      run: (self: Elements, sought: Value, start?: number) =>
        search(self, start === undefined ? 0 : inBounds(self, start), 1, (each) =>
          structuralEquals(each, sought),
        ),
    }),
    indexWhere: method({
      signature:
        "((predicate: A => Boolean | Null) => Number | Null) & ((predicate: A => Boolean | Null, start: Number) => Number | Null)",
      takes: [[callback("predicate", 1)], [functionValue("predicate"), int("start")]],
      doc: "The first position, from `start` on, of an element for which `predicate` is true.",
      example: ["[5, 6].indexWhere(x => x > 5)", "1"],
      perform: (run: Run, self: Elements, predicate: Callback | FunctionValue, start?: number) => {
        if (typeof predicate === "function") return search(self, 0, 1, (each) => isTrue(predicate(each)));
        const from = inBounds(self, start!);
        const late = latePredicate(run, predicate);
        return search(self, from, 1, (each) => isTrue(late(each)));
      },
    }),
    isEmpty: method({
      signature: "() => Boolean",
      takes: [[]],
      doc: "Whether there is no element.",
      example: ["[].isEmpty()", "true"],
      run: (self: Elements) => self.length === 0,
    }),
    last: method({
      signature: "() => A | Null",
      takes: [[]],
      doc: "The last element, or null.",
      example: ["[1, 2].last()", "2"],
      run: (self: Elements) => self[self.length - 1] ?? noElement(EMPTY),
    }),
    lastIndexOf: method({
      signature: "((element: A) => Number | Null) & ((element: A, end: Number) => Number | Null)",
      takes: [[any("element")], [any("element"), int("end")]],
      doc: "The last position, up to `end`, of an element that equals `element`.",
      example: [`["a", "b", "a"].lastIndexOf("a")`, "2"],
      run: (self: Elements, sought: Value, end?: number) =>
        search(self, end === undefined ? self.length - 1 : inBounds(self, end), -1, (each) =>
          structuralEquals(each, sought),
        ),
    }),
    lastIndexWhere: method({
      signature:
        "((predicate: A => Boolean | Null) => Number | Null) & ((predicate: A => Boolean | Null, end: Number) => Number | Null)",
      takes: [[callback("predicate", 1)], [functionValue("predicate"), int("end")]],
      doc: "The last position, up to `end`, of an element for which `predicate` is true.",
      example: ["[5, 6, 5].lastIndexWhere(x => x == 5)", "2"],
      perform: (run: Run, self: Elements, predicate: Callback | FunctionValue, end?: number) => {
        if (typeof predicate === "function") {
          return search(self, self.length - 1, -1, (each) => isTrue(predicate(each)));
        }
        const from = inBounds(self, end!);
        const late = latePredicate(run, predicate);
        return search(self, from, -1, (each) => isTrue(late(each)));
      },
    }),
    lastWhere: method({
      signature: "(predicate: A => Boolean | Null) => A | Null",
      takes: [[callback("pred", 1)]],
      doc: "The last element for which `predicate` is true, or null.",
      example: ["[1, 2, 3].lastWhere(x => x < 3)", "2"],
      perform: (run: Run, self: Elements, predicate: Callback) =>
        passing(run, self, (each) => isTrue(predicate(each))).pop() ?? noElement(NOT_FOUND),
    }),
    map: method({
      signature: "(mapper: A => B) => Array<B>",
      takes: [[callback("mapper", 1)]],
      doc: "What `mapper` makes of each element.",
      example: ["[1, 2].map(x => x * 10)", "[10, 20]"],
      perform: (run: Run, self: Elements, mapper: Callback) => mapAhead(run, self, (each) => mapper(each)),
    }),
    nonEmpty: method({
      signature: "() => Boolean",
      takes: [[]],
      doc: "Whether there is an element.",
      example: ["[].nonEmpty()", "false"],
      run: (self: Elements) => self.length > 0,
    }),
    order: method({
      signature: "(ordering: ...((A => Any) | { asc: A => Any } | { desc: A => Any })) => Array<A>",
      takes: [[orderings]],
      doc: "The elements sorted by keys, `asc(…)` or `desc(…)`; without keys by themselves.",
      example: ["[1, 3, 2].order(desc(x => x))", "[3, 2, 1]"],
      perform: (run: Run, self: Elements, args: Elements) => {
        const { accessors, directions } = readOrderings(args);
        return run.limited("read", SET_FUNCTIONS, () => sortBy(run, self, accessors, directions));
      },
    }),
    prepend: method({
      signature: "(element: A) => Array<A>",
      takes: [[any("element")]],
      doc: "The elements and one more at the front.",
      example: ["[1].prepend(2)", "[2, 1]"],
      run: (self: Elements, added: Value) => [added].concat(self),
    }),
    reduce: method({
      signature: "(reducer: (A, A) => A) => A | Null",
      takes: [[callback("reducer", 2)]],
      doc: "Like `fold`, starting with the first element.",
      example: ["[1, 2, 3].reduce((a, x) => a + x)", "6"],
      perform: reduced,
    }),
    reduceRight: method({
      signature: "(reducer: (A, A) => A) => A | Null",
      takes: [[callback("reducer", 2)]],
      doc: "Like `reduce`, from the end.",
      example: ["[3, 1, 2].reduceRight((a, x) => a * 10 + x)", "213"],
      perform: (run: Run, self: Elements, reducer: Callback) => reduced(run, reversed(self), reducer),
    }),
    reverse: method({
      signature: "() => Array<A>",
      takes: [[]],
      doc: "The elements from last to first.",
      example: ["[1, 2].reverse()", "[2, 1]"],
      run: reversed,
    }),
    slice: method({
      signature: "((from: Number) => Array<A>) & ((from: Number, until: Number) => Array<A>)",
      takes: [[int("from")], [int("from"), int("until")]],
      doc: "The elements at positions `from` up to, not including, `until`.",
      example: ["[1, 2, 3].slice(1, 2)", "[2]"],
      run: (self: Elements, from: number, until = self.length) =>
        self.slice(Math.max(0, from), Math.max(0, until)),
    }),
    take: method({
      signature: "(limit: Number) => Array<A>",
      takes: [[int("limit")]],
      doc: "The first `limit` elements.",
      example: ["[1, 2, 3].take(2)", "[1, 2]"],
      run: (self: Elements, limit: number) => self.slice(0, Math.max(0, limit)),
    }),
    toSet: method({
      signature: "() => Set<A>",
      takes: [[]],
      doc: "The elements as a set.",
      example: ["[1, 2].toSet().count()", "2"],
      perform: (run: Run, self: Elements) => arraySet(run, self),
    }),
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "The elements as text.",
      example: [`["a", 1].toString()`, `"[\\"a\\", 1]"`],
      perform: (run: Run, self: Elements) => debugText(run, self),
    }),
    where: method({
      signature: "(predicate: A => Boolean | Null) => Array<A>",
      takes: [[callback("pred", 1)]],
      doc: "The elements for which `predicate` is true.",
      example: ["[1, 2].where(x => x > 1)", "[2]"],
      perform: (run: Run, self: Elements, predicate: Callback) =>
        passing(run, self, (each) => isTrue(predicate(each))),
    }),
  },
});

const LONGEST_SEQUENCE = 16_000;

/** spec/05 §7 */
export const arrayModule = libraryModule({
  name: "Array",
  doc: "Immutable lists of values.",
  members: {
    sequence: method({
      signature: "(from: Number, until: Number) => Array<Number>",
      takes: [[int("from"), int("until")]],
      doc: "The whole numbers from `from` up to, not including, `until`.",
      example: ["Array.sequence(1, 4)", "[1, 2, 3]"],
      run: (_self: Value, from: number, until: number) => {
        const length = Math.max(0, until - from);
        if (length > LONGEST_SEQUENCE) {
          throw valueTooLarge(`range size ${length} exceeds limit ${LONGEST_SEQUENCE}`);
        }
        return Array.from({ length }, (_, i) => from + i);
      },
    }),
  },
});

/** Counted before it is built: a few large arrays make a huge one. */
function flattened(run: Run, arrays: readonly Elements[]): Elements {
  run.memory.demandRoom(arrays.reduce((sum, each) => sum + each.length, 0));
  return arrays.flat();
}
