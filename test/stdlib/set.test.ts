import { describe, expect, test } from "vitest";
import { Workbench } from "../operators/workbench.js";
import { table } from "./table.js";

const bench = new Workbench();
bench.put(
  { id: 3, kind: "poem", rank: 2 },
  { id: 1, kind: "novel", rank: 5 },
  { id: 10, kind: "poem", rank: 1 },
  { id: 2, kind: "poem", rank: 2 },
);

table(bench, "sources", [
  ["shelves.map(.id).toArray()", `[ID("1"), ID("2"), ID("3"), ID("10")]`],
  ["poems.map(.id).toArray()", `[ID("10"), ID("2"), ID("3")]`],
  ["[1, 2].toSet().toArray()", "[1, 2]"],
  ["Set.sequence(1, 4).toArray()", "[1, 2, 3]"],
  ["Set.sequence(4, 1).toArray()", "[]"],
  ["Set.sequence(0, 16001).count()", "16001"],
  ["Set.single(null).toArray()", "[null]"],
  ["[1].toSet() isa Set", "true"],
  ["[1] isa Set", "false"],
]);

table(bench, "lazy methods", [
  ["Set.single(1).concat(Set.sequence(5, 7)).toArray()", "[1, 5, 6]"],
  [
    "[1].toSet().concat([2])",
    "invalid_argument: expected value for `other` of type Set<Any>, received Array<Any>",
  ],
  ["Set.sequence(0, 9).drop(2).take(3).toArray()", "[2, 3, 4]"],
  ["Set.sequence(0, 9).take(3).drop(2).toArray()", "[2]"],
  ["Set.sequence(0, 9).drop(-3).count()", "9"],
  ["Set.sequence(0, 9).take(0).toArray()", "[]"],
  ["Set.sequence(0, 9).take(-1)", "invalid_bounds: expected `limit` to be greater than 0, received -1"],
  ["Set.sequence(0, 40000).drop(39998).toArray()", "[39998, 39999]"],
  ["Set.sequence(0, 40000).take(20000).drop(19999).toArray()", "[19999]"],
  [`["b", "a", "b"].toSet().distinct().toArray()`, `["a", "b"]`],
  ["[1.0, 1, 1, null].toSet().distinct().toArray()", "[1.0, 1, null]"],
  ["[1, 2].toSet().flatMap(x => Set.sequence(0, x)).toArray()", "[0, 0, 1]"],
  ["[1].toSet().flatMap(x => [x]).toArray()", "type_mismatch: expected type: Set<Any>, received Array<Any>"],
  ["[1, 2].toSet().map(x => x * 2).toArray()", "[2, 4]"],
  ["[1, 2, 3].toSet().where(x => if (x > 1) true).toArray()", "[2, 3]"],
  [`[1].toSet().where(x => "a").toArray()`, "type_mismatch: expected type: Boolean, received String"],
  ["[1].toSet().toSet() == [1].toSet()", "true"],
  ["[1].toSet().toString()", `"[set]"`],
  [
    "[1].toSet().filter(x => true)",
    "invalid_function_invocation: The function `filter` does not exist on `Set<Any>`",
  ],
  ["[{ a: 1 }, { a: 2, b: 3 }].toSet() { a, b }", "[set]"],
  ["([{ a: 1 }].toSet() { a, b }).toArray()", "[{ a: 1, b: null }]"],
  ["([5].toSet() { a }).toArray()", "[{ a: null }]"],
  ["([null].toSet() { a }).toArray()", "invalid_null_access: Cannot access `a` on null."],
]);

table(bench, "order", [
  ["[3, 1, 2].toSet().order().toArray()", "[1, 2, 3]"],
  ["[1, 2, 3].toSet().reverse().order(x => 0).toArray()", "[3, 2, 1]"],
  ["poems.order(desc(.rank)).map(.id).toArray()", `[ID("2"), ID("3"), ID("10")]`],
  ["poems.order(desc(.rank), desc(.id)).map(.id).toArray()", `[ID("3"), ID("2"), ID("10")]`],
  ["[1].toSet().order(1)", "invalid_argument: expected value for `ordering0` of type Function, received Int"],
  ["Set.sequence(0, 16001).order(x => x)", "[set]"],
  [
    "Set.sequence(0, 16001).order(x => x).first()",
    "value_too_large: Value too large: exceeded maximum number of elements (limit=16000).",
  ],
]);

table(bench, "reverse", [
  ["Set.sequence(0, 4).reverse().toArray()", "[3, 2, 1, 0]"],
  ["[1, 2, 3].toSet().reverse().toArray()", "[3, 2, 1]"],
  ["shelves.reverse().map(.id).toArray()", `[ID("10"), ID("3"), ID("2"), ID("1")]`],
  ["poems.reverse().map(.id).toArray()", `[ID("3"), ID("2"), ID("10")]`],
  ["shelves.reverse().reverse().map(.id).first()", `ID("1")`],
  ["Set.sequence(0, 9).where(x => x % 2 == 0).reverse().toArray()", "[8, 6, 4, 2, 0]"],
  ["[1].toSet().concat([2, 3].toSet()).reverse().toArray()", "[3, 2, 1]"],
  ["[1, 2].toSet().flatMap(x => [x * 10, x * 10 + 1].toSet()).reverse().toArray()", "[21, 20, 11, 10]"],
  ["Set.sequence(0, 9).take(3).reverse().toArray()", "[2, 1, 0]"],
  ["Set.sequence(0, 5).drop(3).reverse().toArray()", "[4, 3]"],
  ["Set.single(1).reverse().toArray()", "[1]"],
  ["[2, 1].toSet().distinct().reverse().toArray()", "[1, 2]"],
  [
    "[{ k: 1, v: 1 }, { k: 2, v: 2 }, { k: 1, v: 3 }].toSet().order(.k).reverse().map(.v).toArray()",
    "[2, 1, 3]",
  ],
  ["[1, 3, 2].toSet().order().reverse().toArray()", "[3, 2, 1]"],
  [
    "Set.sequence(0, 20000).take(16001).last()",
    "value_too_large: Value too large: exceeded maximum number of elements (limit=16000).",
  ],
]);

table(bench, "consumers", [
  ["[1, 2].toSet().first()", "1"],
  ["[1, 2].toSet().last()", "2"],
  ["[].toSet().first()!", "null_value: Null value, due to empty set"],
  ["[].toSet().last()!", "null_value: Null value, due to empty set"],
  ["[1, 2, 3].toSet().firstWhere(x => x > 1)", "2"],
  ["[1].toSet().firstWhere(x => x > 1)!", "null_value: Null value, due to empty set"],
  ["[1, 2].toSet().firstWhere(x => if (x == 1) true else abort(0))", "abort: Query aborted."],
  ["Set.sequence(0, 99).firstWhere(x => if (x < 16) x == 3 else abort(0))", "3"],
  ["[1, 2, 3].toSet().lastWhere(x => x < 3)", "2"],
  ["[1].toSet().lastWhere(x => false)!", "null_value: Null value, due to empty set"],
  ["[].toSet().isEmpty()", "true"],
  ["[1].toSet().nonEmpty()", "true"],
  ["Set.sequence(0, 3).count()", "3"],
  ["[1, 2].toSet().any(x => if (x == 1) true else abort(0))", "true"],
  ["[1, 2].toSet().every(x => if (x == 1) null else abort(0))", "false"],
  ["[].toSet().every(x => false)", "true"],
  ["[1, 2].toSet().map(x => if (x == 1) x else abort(0)).first()", "1"],
  ["[1, 2].toSet().map(x => if (x == 1) x else abort(0)).any(x => true)", "abort: Query aborted."],
  ['[ID(1)].toSet().includes("1")', "true"],
  ["[1].toSet().includes(1.0)", "true"],
  ["[1, 2, 3].toSet().fold(10, (a, x) => a + x)", "16"],
  [`["a", "b"].toSet().foldRight("", (a, x) => a + x)`, `"ba"`],
  ["[1, 2, 3].toSet().reduce((a, x) => a * 10 + x)", "123"],
  ["[3, 1, 2].toSet().reduceRight((a, x) => a * 10 + x)", "213"],
  ["[].toSet().reduce((a, b) => a)!", "null_value: Null value, due to empty set"],
  ["[1].toSet().forEach(x => x)!", "null_value: Null literal value"],
  [`["a", "b", "c"].toSet().aggregate("s", (a, b) => "(" + a + b + ")")`, `"(((ab)c)s)"`],
  ["[].toSet().aggregate(0, (a, b) => abort(0))", "0"],
  ["Set.sequence(0, 16000).toArray().length", "16000"],
  [
    "Set.sequence(0, 16001).toArray()",
    "value_too_large: Value too large: exceeded maximum number of elements (limit=16000).",
  ],
  [
    "Set.sequence(0, 16001).distinct().count()",
    "value_too_large: Value too large: exceeded maximum number of elements (limit=16000).",
  ],
  [
    "Set.sequence(0, 16001).lastWhere(x => true)",
    "value_too_large: Value too large: exceeded maximum number of elements (limit=16000).",
  ],
]);

describe("callbacks are looked at when the set is built", () => {
  test.each([
    ["aggregate(0, x => x)", "combiner"],
    ["any(() => true)", "predicate"],
    ["every(() => true)", "predicate"],
    ["firstWhere(() => true)", "pred"],
    ["flatMap(() => 0)", "mapper"],
    ["fold(0, () => 0)", "reducer"],
    ["foldRight(0, () => 0)", "reducer"],
    ["forEach(() => 0)", "func"],
    ["lastWhere(() => true)", "pred"],
    ["map(() => 0)", "mapper"],
    ["order(() => 0)", "ordering0"],
    ["reduce(() => 0)", "reducer"],
    ["reduceRight(() => 0)", "reducer"],
    ["where(() => true)", "pred"],
  ])("[].toSet().%s", (call, name) => {
    expect(bench.run(`[].toSet().${call}`).text).toMatch(`invalid_argument: \`${name}\` should accept`);
  });
});

table(bench, "equality is of structure", [
  ["Set.sequence(0, 3) == Set.sequence(0, 3)", "true"],
  ["Set.sequence(0, 2) == [0, 1].toSet()", "false"],
  ["[1].toSet() == [1.0].toSet()", "false"],
  ["[1].toSet() == [1]", "false"],
  ["shelves == shelves", "true"],
  ["let f = x => x; let s = [1].toSet(); s.map(f) == s.map(f)", "true"],
  ["let s = [1].toSet(); let mk = () => s.where(x => x > 0); mk() == mk()", "true"],
  ["let s = [1].toSet(); s.map(x => x) == s.map(x => x)", "false"],
  ["let s = [1].toSet(); s.pageSize(2) == s.pageSize(2)", "false"],
  ["let p = [1].toSet().pageSize(2); p == p", "true"],
  ["let s = [1].toSet(); s.take(1) == s.take(1)", "true"],
  ["let s = [1].toSet(); s.take(1) == s.take(2)", "false"],
  ["let s = [1].toSet(); let f = x => x; s.order(asc(f)) == s.order(desc(f))", "false"],
  ["let s = [1].toSet(); s.concat(s) == s.concat(s)", "true"],
  ["let s = [1].toSet(); let t = [2].toSet(); s.concat(t) == t.concat(s)", "false"],
]);

describe("deep sets", () => {
  test("pipelines of a thousand operators compare, are consumed and page", () => {
    const deep = "Array.sequence(0, 900).fold([0].toSet(), (s, n) => s.concat([n].toSet()).where(x => true))";
    expect(bench.run(`let d = ${deep}; [d == d, d.count(), ${deep} == ${deep}]`).text).toBe(
      "[true, 901, false]",
    );
    expect(bench.run(`let f = () => ${deep}; f() == f()`).text).toBe("true");
  });

  test("sets that share much compare in no time", () => {
    const doubled = "Array.sequence(0, 40).fold([0].toSet(), (s, n) => s.concat(s))";
    expect(bench.run(`let f = () => ${doubled}; f() == f()`).text).toBe("true");
    expect(bench.run(`(${doubled}).first()`).text).toBe("0");
  });
});

describe("frames", () => {
  test("a set's lambda shows where the set was built, then where it is consumed", () => {
    const { frames } = bench.run("let s = [1].toSet().map(x => [x].at(1)); s.count()");
    expect(frames).toEqual(["(1)", "(x => [x].at(1))", "()"]);
  });

  test("callers of the place where it was built come twice", () => {
    const { frames } = bench.run("let f = () => [1].toSet().map(x => [x].at(1)).count(); f()");
    expect(frames).toEqual(["(1)", "(x => [x].at(1))", "()", "()", "()"]);
  });

  test("firstWhere and lastWhere show their own call twice", () => {
    const call = "(x => [x].at(1) == 0)";
    expect(bench.run(`[1].toSet().firstWhere${call}`).frames).toEqual(["(1)", call, call]);
    expect(bench.run(`[1].toSet().lastWhere${call}`).frames).toEqual(["(1)", call, call]);
  });

  test("complaints about what a lambda returned know only where the set was built", () => {
    expect(bench.run(`let s = [1].toSet().where(x => "a"); s.count()`).frames).toEqual([`(x => "a")`]);
    expect(bench.run("let s = [1].toSet().flatMap(x => 1); s.count()").frames).toEqual(["(x => 1)"]);
    expect(bench.run(`[1].toSet().firstWhere(x => "a")`).frames).toEqual([`(x => "a")`]);
  });

  test("order keys", () => {
    const { frames } = bench.run("let s = [1].toSet().order(x => [x].at(1)); s.count()");
    expect(frames).toEqual(["(1)", "(x => [x].at(1))", "()"]);
  });

  test("projections", () => {
    const { frames } = bench.run("let s = [{ a: 1 }].toSet() { a: [1].at(1) }; s.count()");
    expect(frames).toEqual(["(1)", "[{ a: 1 }].toSet() { a: [1].at(1) }", "()"]);
  });
});

describe("compute", () => {
  test("count and toArray add one for each element", () => {
    expect(bench.run("Set.sequence(0, 10).count()").units).toBe(12);
    expect(bench.run("Set.sequence(0, 10).toArray()").units).toBe(12);
  });

  test("where runs for whole batches, map for the page", () => {
    expect(bench.run("Set.sequence(0, 100).where(x => true).first()").units).toBe(3 + 16);
    expect(bench.run("Set.sequence(0, 100).map(x => 1).first()").units).toBe(3 + 1);
  });
});

describe("performance hints", () => {
  const hinting = new Workbench();
  hinting.hints = true;
  const message = (method: string) =>
    `full_set_read - Using ${method}() causes the full set to be read. See https://docs.fauna.com/performance_hint/full_set_read.`;

  test.each([
    ["shelves.toArray()", "toArray"],
    ["shelves.where(x => true).map(.id).drop(1).reverse().count()", "count"],
    ["[1].toSet().concat(poems).forEach(x => x)", "forEach"],
    ["shelves.take(100).distinct()", "distinct"],
    ["shelves.order(.rank)", "order"],
    ["shelves.includes(1)", "includes"],
    ["shelves.every(x => true)", "every"],
    ["shelves.fold(0, (a, b) => a)", "fold"],
    ["shelves.reduceRight((a, b) => a)", "reduceRight"],
  ])("%s", (query, method) => {
    expect(hinting.run(query).hints).toEqual([message(method)]);
  });

  test.each([
    "shelves.take(99).toArray()",
    "[1].toSet().toArray()",
    "[1].toSet().flatMap(x => shelves).toArray()",
    "shelves.any(x => true)",
    "shelves.first()",
    "shelves.firstWhere(x => true)",
    "shelves.last()",
    "shelves.isEmpty()",
    "shelves.paginate()",
    "shelves.reverse()",
  ])("none: %s", (query) => {
    expect(hinting.run(query).hints).toEqual([]);
  });

  test("the same hint at the same place comes once", () => {
    expect(hinting.run("[1, 2].map(x => shelves.count())").hints).toHaveLength(1);
    expect(hinting.run("[shelves.count(), shelves.count()]").hints).toHaveLength(2);
  });
});
