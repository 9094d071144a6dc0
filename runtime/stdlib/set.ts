import {
  any,
  callback,
  functionTaking,
  functionValue,
  int,
  type MethodSpec,
  method,
  type Run,
  set,
} from "../call/index.js";
import {
  anyWhere,
  anyWhereNot,
  concatSet,
  countElements,
  distinctSet,
  dropSet,
  hasElement,
  hintFullSetRead,
  initialPageSize,
  lambdaSet,
  pageObject,
  pageSizeSet,
  reverseSet,
  sequenceSet,
  singleSet,
  sortedSet,
  takeSet,
  toElements,
} from "../operators/index.js";
import { invalidBounds } from "../problems/calls.js";
import {
  CALL_SITE,
  type FunctionValue,
  literalNull,
  type SetValue,
  structuralEquals,
  type Value,
} from "../values/index.js";
import type { Callback } from "./elements.js";
import { eventSourceMethods } from "./eventSource.js";
import { orderings, readOrderings, unary } from "./orderings.js";
import { checkedPageSize, paginateCursor } from "./pages.js";
import { libraryModule, libraryType } from "./part.js";
import { aggregate, first, fold, lastWhere, reduce, some, someWhere, visitAll } from "./setElements.js";

/** A method that looks at the whole set, and hints so where that is stored. */
function readingAll(name: string, spec: MethodSpec) {
  const { perform } = spec;
  return method({
    ...spec,
    perform: (run: Run, self: SetValue, ...args: readonly unknown[]) => {
      hintFullSetRead(run, name, self);
      return perform!(run, self, ...args);
    },
  });
}

/** spec/05 §8 */
export const setType = libraryType({
  type: "Set<A>",
  kinds: ["Set"],
  doc: "A lazy collection: documents, or values made of them; read when it is consumed.",
  members: {
    aggregate: readingAll("aggregate", {
      signature: "(seed: A, combiner: (A, A) => A) => A",
      takes: [[any("seed"), callback("combiner", 2)]],
      doc: "All elements combined, in pairs; `combiner` is associative and `seed` its identity.",
      example: ["[1, 2, 3].toSet().aggregate(0, (a, b) => a + b)", "6"],
      perform: aggregate,
    }),
    any: method({
      signature: "(predicate: A => Boolean | Null) => Boolean",
      takes: [[functionTaking("predicate", 1)]],
      doc: "Whether `predicate` is true of at least one element.",
      example: ["[1, 2].toSet().any(x => x > 1)", "true"],
      perform: (run: Run, self: SetValue, predicate: FunctionValue) =>
        anyWhere(run, self, predicate) ?? someWhere(run, self, predicate, true),
    }),
    ...eventSourceMethods,
    concat: method({
      signature: "(other: Set<B>) => Set<A | B>",
      takes: [[set("other")]],
      doc: "The elements of this set, then those of `other`.",
      example: ["[1].toSet().concat([2].toSet()).toArray()", "[1, 2]"],
      run: concatSet,
    }),
    count: readingAll("count", {
      signature: "() => Number",
      takes: [[]],
      doc: "How many elements there are.",
      example: ["[1, 2].toSet().count()", "2"],
      perform: countElements,
    }),
    distinct: readingAll("distinct", {
      signature: "() => Set<A>",
      takes: [[]],
      doc: "The elements without repetitions, sorted.",
      example: [`["b", "a", "b"].toSet().distinct().toArray()`, `["a", "b"]`],
      perform: (_run: Run, self: SetValue) => distinctSet(self),
    }),
    drop: method({
      signature: "(amount: Number) => Set<A>",
      takes: [[int("amount")]],
      doc: "The elements without the first `amount`.",
      example: ["[1, 2, 3].toSet().drop(1).toArray()", "[2, 3]"],
      run: dropSet,
    }),
    every: readingAll("every", {
      signature: "(predicate: A => Boolean | Null) => Boolean",
      takes: [[functionTaking("predicate", 1)]],
      doc: "Whether `predicate` is true of all elements.",
      example: ["[1, 2].toSet().every(x => x > 1)", "false"],
      perform: (run: Run, self: SetValue, predicate: FunctionValue) =>
        !(anyWhereNot(run, self, predicate) ?? someWhere(run, self, predicate, false)),
    }),
    first: method({
      signature: "() => A | Null",
      takes: [[]],
      doc: "The first element, or null.",
      example: ["[1, 2].toSet().first()", "1"],
      perform: first,
    }),
    firstWhere: method({
      signature: "(predicate: A => Boolean | Null) => A | Null",
      takes: [[functionValue("pred")]],
      doc: "The first element for which `predicate` is true, or null.",
      example: ["[1, 2, 3].toSet().firstWhere(x => x > 1)", "2"],
      perform: (run: Run, self: SetValue, predicate: FunctionValue) =>
        first(run, lambdaSet(run, self, "filter", unary(predicate, "pred"))),
    }),
    flatMap: method({
      signature: "(mapper: A => Set<B>) => Set<B>",
      takes: [[functionValue("mapper")]],
      doc: "The sets that `mapper` makes of the elements, one after the other.",
      example: ["[1, 2].toSet().flatMap(x => Set.sequence(0, x)).toArray()", "[0, 0, 1]"],
      perform: (run: Run, self: SetValue, mapper: FunctionValue) =>
        lambdaSet(run, self, "flatMap", unary(mapper, "mapper")),
    }),
    fold: readingAll("fold", {
      signature: "(seed: B, reducer: (B, A) => B) => B",
      takes: [[any("seed"), callback("reducer", 2)]],
      doc: "Starts with `seed`, and puts `reducer(result, element)` in its place for each element.",
      example: ["[1, 2, 3].toSet().fold(10, (a, x) => a + x)", "16"],
      perform: fold,
    }),
    foldRight: readingAll("foldRight", {
      signature: "(seed: B, reducer: (B, A) => B) => B",
      takes: [[any("seed"), callback("reducer", 2)]],
      doc: "Like `fold`, from the end.",
      example: [`["a", "b"].toSet().foldRight("", (a, x) => a + x)`, `"ba"`],
      perform: (run: Run, self: SetValue, seed: Value, reducer: Callback) =>
        fold(run, reverseSet(self), seed, reducer),
    }),
    forEach: readingAll("forEach", {
      signature: "(callback: A => Any) => Null",
      takes: [[callback("func", 1)]],
      doc: "Calls a function with each element, in order.",
      example: ["[1].toSet().forEach(x => x)", "null"],
      perform: (run: Run, self: SetValue, func: Callback) => {
        visitAll(run, self, (each) => {
          func(each);
          return true;
        });
        return literalNull(CALL_SITE);
      },
    }),
    includes: readingAll("includes", {
      signature: "(element: A) => Boolean",
      takes: [[any("element")]],
      doc: "Whether an element equals `element`.",
      example: ["[1, 2].toSet().includes(2)", "true"],
      perform: (run: Run, self: SetValue, sought: Value) =>
        some(run, self, (each) => structuralEquals(each, sought)),
    }),
    isEmpty: method({
      signature: "() => Boolean",
      takes: [[]],
      doc: "Whether there is no element.",
      example: ["[].toSet().isEmpty()", "true"],
      perform: (run: Run, self: SetValue) => !hasElement(run, self),
    }),
    last: method({
      signature: "() => A | Null",
      takes: [[]],
      doc: "The last element, or null.",
      example: ["[1, 2].toSet().last()", "2"],
      perform: (run: Run, self: SetValue) => first(run, reverseSet(self)),
    }),
    lastWhere: method({
      signature: "(predicate: A => Boolean | Null) => A | Null",
      takes: [[functionValue("pred")]],
      doc: "The last element for which `predicate` is true, or null.",
      example: ["[1, 2, 3].toSet().lastWhere(x => x < 3)", "2"],
      perform: (run: Run, self: SetValue, predicate: FunctionValue) =>
        lastWhere(run, self, unary(predicate, "pred")),
    }),
    map: method({
      signature: "(mapper: A => B) => Set<B>",
      takes: [[functionValue("mapper")]],
      doc: "What `mapper` makes of each element.",
      example: ["[1, 2].toSet().map(x => x * 10).toArray()", "[10, 20]"],
      perform: (run: Run, self: SetValue, mapper: FunctionValue) =>
        lambdaSet(run, self, "project", unary(mapper, "mapper")),
    }),
    nonEmpty: method({
      signature: "() => Boolean",
      takes: [[]],
      doc: "Whether there is an element.",
      example: ["[].toSet().nonEmpty()", "false"],
      perform: (run: Run, self: SetValue) => hasElement(run, self),
    }),
    order: readingAll("order", {
      signature: "(ordering: ...((A => Any) | { asc: A => Any } | { desc: A => Any })) => Set<A>",
      takes: [[orderings]],
      doc: "The elements sorted by keys, `asc(…)` or `desc(…)`; without keys by themselves.",
      example: ["[1, 3, 2].toSet().order(desc(x => x)).toArray()", "[3, 2, 1]"],
      perform: (run: Run, self: SetValue, args: readonly Value[]) => {
        const { accessors, directions } = readOrderings(args);
        return sortedSet(run, self, accessors, directions);
      },
    }),
    pageSize: method({
      signature: "(size: Number) => Set<A>",
      takes: [[int("size")]],
      doc: "The same elements, of which the first page shows `size`.",
      example: ["[1, 2].toSet().pageSize(1).paginate().data", "[1]"],
      perform: (run: Run, self: SetValue, size: number) => pageSizeSet(run, self, checkedPageSize(run, size)),
    }),
    paginate: method({
      signature:
        "(() => { data: Array<A>, after: String | Null }) & ((size: Number) => { data: Array<A>, after: String | Null })",
      takes: [[], [int("size")]],
      doc: "The first page, and a cursor of the next where there is one.",
      example: ["[1, 2, 3].toSet().paginate(2).data", "[1, 2]"],
      perform: (run: Run, self: SetValue, size = initialPageSize(self)) =>
        pageObject(run, self, undefined, checkedPageSize(run, size)),
    }),
    reduce: readingAll("reduce", {
      signature: "(reducer: (A, A) => A) => A | Null",
      takes: [[callback("reducer", 2)]],
      doc: "Like `fold`, starting with the first element.",
      example: ["[1, 2, 3].toSet().reduce((a, x) => a + x)", "6"],
      perform: reduce,
    }),
    reduceRight: readingAll("reduceRight", {
      signature: "(reducer: (A, A) => A) => A | Null",
      takes: [[callback("reducer", 2)]],
      doc: "Like `reduce`, from the end.",
      example: ["[3, 1, 2].toSet().reduceRight((a, x) => a * 10 + x)", "213"],
      perform: (run: Run, self: SetValue, reducer: Callback) => reduce(run, reverseSet(self), reducer),
    }),
    reverse: method({
      signature: "() => Set<A>",
      takes: [[]],
      doc: "The elements from last to first.",
      example: ["[1, 2].toSet().reverse().toArray()", "[2, 1]"],
      run: reverseSet,
    }),
    take: method({
      signature: "(limit: Number) => Set<A>",
      takes: [[int("limit")]],
      doc: "The first `limit` elements.",
      example: ["[1, 2, 3].toSet().take(2).toArray()", "[1, 2]"],
      run: (self: SetValue, limit: number) => {
        if (limit < 0) throw invalidBounds("limit", "greater than 0", limit);
        return takeSet(self, limit);
      },
    }),
    toArray: readingAll("toArray", {
      signature: "() => Array<A>",
      takes: [[]],
      doc: "The elements as an array.",
      example: ["[1, 2].toSet().toArray()", "[1, 2]"],
      perform: (run: Run, self: SetValue) => {
        const elements = toElements(run, self);
        run.countUnits(elements.length);
        return elements;
      },
    }),
    toSet: method({
      signature: "() => Set<A>",
      takes: [[]],
      doc: "The set itself.",
      example: ["[1, 2].toSet().toSet().toArray()", "[1, 2]"],
      run: (self: SetValue) => self,
    }),
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "`[set]`.",
      example: ["[1].toSet().toString()", `"[set]"`],
      run: () => "[set]",
    }),
    where: method({
      signature: "(predicate: A => Boolean | Null) => Set<A>",
      takes: [[functionValue("pred")]],
      doc: "The elements for which `predicate` is true.",
      example: ["[1, 2].toSet().where(x => x > 1).toArray()", "[2]"],
      perform: (run: Run, self: SetValue, predicate: FunctionValue) =>
        lambdaSet(run, self, "filter", unary(predicate, "pred")),
    }),
  },
});

/** spec/05 §8 */
export const setModule = libraryModule({
  name: "Set",
  doc: "Lazy collections of documents and values.",
  members: {
    paginate: method({
      signature:
        "((cursor: String | SetCursor) => { data: Array<Any>, after: String | Null }) & ((cursor: String | SetCursor, size: Number) => { data: Array<Any>, after: String | Null })",
      takes: [[any("cursor")], [any("cursor"), int("size")]],
      doc: "The page at which a cursor points, and a cursor of the next where there is one.",
      example: ["Set.paginate([1, 2, 3].toSet().paginate(2).after!).data", "[3]"],
      perform: (run: Run, _self: Value, cursor: Value, size?: number) => paginateCursor(run, cursor, size),
    }),
    sequence: method({
      signature: "(from: Number, until: Number) => Set<Number>",
      takes: [[int("from"), int("until")]],
      doc: "The whole numbers from `from` up to, not including, `until`.",
      example: ["Set.sequence(1, 4).toArray()", "[1, 2, 3]"],
      perform: (run: Run, _self: Value, from: number, until: number) => sequenceSet(run, from, until),
    }),
    single: method({
      signature: "(element: A) => Set<A>",
      takes: [[any("element")]],
      doc: "A set of one element.",
      example: ["Set.single(1).toArray()", "[1]"],
      perform: (run: Run, _self: Value, element: Value) => singleSet(run, element),
    }),
  },
});
