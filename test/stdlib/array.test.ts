import { describe, expect, test } from "vitest";
import { Workbench } from "../operators/workbench.js";
import { table } from "./table.js";

const bench = new Workbench();

const BOUNDS = (index: number, length: number) =>
  `index_out_of_bounds: index ${index} out of bounds for length ${length}`;
const NOT_BOOLEAN = "type_mismatch: expected type: Boolean, received String";

table(bench, "elements by position", [
  ["[1, 2][0]", "1"],
  ["[1, 2].at(1)", "2"],
  ["[1, 2].at(1.0)", "2"],
  ["[1, 2].at(2)", BOUNDS(2, 2)],
  ["[1, 2][-1]", BOUNDS(-1, 2)],
  ["[].at(0)", BOUNDS(0, 0)],
  [`[1].at("x")`, "invalid_argument: expected value for `index` of type Int, received String"],
  ["[1].at(0.5)", "invalid_argument: expected value for `index` of type Int, received Double"],
  ["[1].at(2147483648)", "invalid_argument: expected value for `index` of type Int, received Long"],
  ["[1, 2].first()", "1"],
  ["[1, 2].last()", "2"],
  ["[].first()!", "null_value: Null value, due to empty array"],
  ["[].last()!", "null_value: Null value, due to empty array"],
  ["[1, 2].length", "2"],
  ["[].isEmpty()", "true"],
  ["[].nonEmpty()", "false"],
]);

table(bench, "parts", [
  ["[1, 2, 3].take(2)", "[1, 2]"],
  ["[1].take(-1)", "[]"],
  ["[1].take(5)", "[1]"],
  [`[1, 2].take("x")`, "invalid_argument: expected value for `limit` of type Int, received String"],
  ["[1, 2, 3].drop(1)", "[2, 3]"],
  ["[1].drop(-1)", "[1]"],
  ["[1].drop(5)", "[]"],
  ["[1, 2, 3].slice(1)", "[2, 3]"],
  ["[1, 2, 3].slice(1, 2)", "[2]"],
  ["[1, 2, 3].slice(-2, 2)", "[1, 2]"],
  ["[1, 2, 3].slice(1, -1)", "[]"],
  ["[1, 2, 3].slice(2, 1)", "[]"],
  ["[1, 2, 3].slice(0, 9)", "[1, 2, 3]"],
  [`[1, 2].slice("x")`, "invalid_argument: expected arguments to `slice` of type (Int), received (String)"],
  [
    `[1, 2].slice(1, "x")`,
    "invalid_argument: expected arguments to `slice` of type (Int, Int), received (Int, String)",
  ],
  [
    "[1].slice()",
    "invalid_function_invocation: callee function expects 1 or 2 arguments, but 0 were provided.",
  ],
  ["[1, 2].reverse()", "[2, 1]"],
  ["[2, 1, 2, 1].distinct()", "[2, 1]"],
  [`[1, 1.0, "1", ID(1), ID(1)].distinct()`, `[1, 1.0, "1", ID("1")]`],
  ["[Math.NaN, Math.NaN].distinct().length", "2"],
  ["[{ a: 1, b: 2 }, { b: 2, a: 1 }].distinct().length", "1"],
  [`["a"].entries()`, `[[0, "a"]]`],
]);

table(bench, "joining", [
  ["[1].append(2)", "[1, 2]"],
  ["[1].prepend([2])", "[[2], 1]"],
  ["[1].concat([2])", "[1, 2]"],
  [
    "[1].concat([2].toSet())",
    "invalid_argument: expected value for `other` of type Array<Any>, received Set<Any>",
  ],
  ["[[1], [2, [3]]].flatten()", "[1, 2, [3]]"],
  ["[[1], 2].flatten()", "type_mismatch: expected type: Array<Any>, received Int"],
  ["[1, 2].flatMap(x => [x, [x]])", "[1, [1], 2, [2]]"],
  ["[1].flatMap(x => x)", "type_mismatch: expected type: Array<Any>, received Int"],
  ["[1].toSet().toArray()", "[1]"],
  [`["a", 1, null].toString()`, `"[\\"a\\", 1, null]"`],
]);

table(bench, "searching", [
  ["[1].includes(1.0)", "true"],
  [`[ID(1)].includes("1")`, "true"],
  [`["1"].includes(ID(1))`, "true"],
  ["[1].includes(ID(1))", "false"],
  ["[Math.NaN].includes(Math.NaN)", "false"],
  ["[{ a: 1, b: [2] }].includes({ b: [2], a: 1 })", "true"],
  ["[null].includes(null)", "true"],
  [`["a", "b", "a"].indexOf("a")`, "0"],
  [`["a", "b", "a"].indexOf("a", 1)`, "2"],
  [`["a", "b"].indexOf("a", 2)`, BOUNDS(2, 2)],
  [`["a"].indexOf("a", -1)`, BOUNDS(-1, 1)],
  [`[].indexOf("a", 0)`, BOUNDS(0, 0)],
  [`[].indexOf("a")!`, "null_value: Null value, due to no element found"],
  [`["a", "b", "a"].lastIndexOf("a")`, "2"],
  [`["a", "b", "a"].lastIndexOf("a", 1)`, "0"],
  [`["a"].lastIndexOf("a", 1)`, BOUNDS(1, 1)],
  [`["a"].lastIndexOf("b")!`, "null_value: Null value, due to no element found"],
  ["[5, 6, 7].indexWhere(x => x > 5)", "1"],
  ["[5, 6, 7].indexWhere(x => if (x == 6) true else if (x > 6) abort(0))", "1"],
  ["[5, 6, 7].indexWhere(x => x > 5, 2)", "2"],
  ["[5].indexWhere((a, b) => true, 3)", BOUNDS(3, 1)],
  [
    "[5].indexWhere((a, b) => true, 0)",
    "invalid_argument: `predicate` should accept 1 parameter, provided function requires exactly 2 parameters.",
  ],
  ["[5, 6, 7].lastIndexWhere(x => x < 7)", "1"],
  ["[5, 6, 7].lastIndexWhere(x => x < 7, 0)", "0"],
  ["[].lastIndexWhere(x => true)!", "null_value: Null value, due to no element found"],
  ["[1, 2, 3].firstWhere(x => x > 1)", "2"],
  ["[1, 2].firstWhere(x => if (x == 1) true else abort(0))", "abort: Query aborted."],
  ["[1, 2, 3].lastWhere(x => x < 3)", "2"],
  ["[1].firstWhere(x => false)!", "null_value: Null value, due to no element found"],
  ["[1].lastWhere(x => null)!", "null_value: Null value, due to no element found"],
]);

table(bench, "predicates", [
  ["[1, 2].any(x => if (x == 1) true else abort(0))", "true"],
  ["[].any(x => true)", "false"],
  ["[1, 2].every(x => if (x == 1) null else abort(0))", "false"],
  ["[].every(x => false)", "true"],
  ["[1, 2, 3].where(x => if (x > 1) true)", "[2, 3]"],
  ["[1, 2, 3].filter(x => x > 1)", "[2, 3]"],
  [`[1].where(x => "a")`, NOT_BOOLEAN],
  [`[1].any(x => "a")`, NOT_BOOLEAN],
  [`[1].every(x => "a")`, NOT_BOOLEAN],
  [`[1].firstWhere(x => "a")`, NOT_BOOLEAN],
  [`[1].indexWhere(x => "a")`, NOT_BOOLEAN],
  [`[1].filter(x => "a")`, "type_mismatch: expected type: Boolean, received Int"],
]);

table(bench, "folding", [
  ["[1, 2, 3].fold(10, (a, x) => a + x)", "16"],
  ["[].fold(10, (a, x) => a + x)", "10"],
  [`["a", "b"].foldRight("", (a, x) => a + x)`, `"ba"`],
  ["[1, 2, 3].reduce((a, x) => a * 10 + x)", "123"],
  ["[3, 1, 2].reduceRight((acc, x) => acc * 10 + x)", "213"],
  ["[].reduce((a, x) => a)!", "null_value: Null value, due to empty array"],
  ["[].reduceRight((a, x) => a)!", "null_value: Null value, due to empty array"],
  [`["a", "b", "c", "d", "e"].aggregate("s", (a, b) => "(" + a + b + ")")`, `"((((ab)(cd))e)s)"`],
  [`["a"].aggregate("s", (a, b) => "(" + a + b + ")")`, `"(as)"`],
  ["[].aggregate(0, (a, b) => abort(0))", "0"],
  ["[1].forEach(x => x)", "null"],
  ["[1].forEach(x => x)!", "null_value: Null literal value"],
  ["[1, 2].map(x => x * 10)", "[10, 20]"],
  [`["b", "a"].map("abc".includes)`, "[true, true]"],
]);

table(bench, "order", [
  ["[3, 1, 2].order()", "[1, 2, 3]"],
  [`[2, null, "a", 1].order(desc(x => x))`, `[null, "a", 2, 1]`],
  [
    `[true, null, "b", 2, Date("2020-01-01"), [0], { a: 1 }, 1.5].order()`,
    `[1.5, 2, "b", [0], { a: 1 }, Date("2020-01-01"), true, null]`,
  ],
  [`[{ k: 1, v: "b" }, { k: 1, v: "a" }].order(.k).map(.v)`, `["b", "a"]`],
  [`[{ k: 1, v: "b" }, { k: 1, v: "a" }].order(desc(.k)).map(.v)`, `["b", "a"]`],
  [`[{ k: 1, v: "b" }, { k: 0, v: "a" }, { k: 1, v: "c" }].order(.k, desc(.v)).map(.v)`, `["a", "c", "b"]`],
  ["[1, 2].order({ desc: x => x })", "[2, 1]"],
  ["[{ a: 1 }, {}].order(.a)", "[{ a: 1 }, {}]"],
  ["[1].order(1)", "invalid_argument: expected value for `ordering0` of type Function, received Int"],
  [
    "[1].order(x => x, { asc: 1 })",
    "invalid_argument: expected value for `ordering1` of type Function, received { *: Any }",
  ],
  [
    "[1].order({ asc: x => x, desc: x => x })",
    "invalid_argument: expected value for `ordering0` of type Function, received { *: Any }",
  ],
  [
    "[].order((a, b) => a)",
    "invalid_argument: `ordering0` should accept 1 parameter, provided function requires exactly 2 parameters.",
  ],
]);

describe("callbacks are looked at before anything runs", () => {
  test.each([
    ["aggregate(0, x => x)", "combiner", 2],
    ["any(() => true)", "predicate", 1],
    ["every(() => true)", "predicate", 1],
    ["filter(() => true)", "predicate", 1],
    ["firstWhere(() => true)", "pred", 1],
    ["flatMap(() => [])", "mapper", 1],
    ["fold(0, () => 0)", "reducer", 2],
    ["foldRight(0, () => 0)", "reducer", 2],
    ["forEach(() => 0)", "fn", 1],
    ["indexWhere(() => true)", "predicate", 1],
    ["lastIndexWhere(() => true)", "predicate", 1],
    ["lastWhere(() => true)", "pred", 1],
    ["map(() => 0)", "mapper", 1],
    ["reduce(() => 0)", "reducer", 2],
    ["reduceRight(() => 0)", "reducer", 2],
    ["where(() => true)", "pred", 1],
  ])("[].%s", (call, name, count) => {
    const provided = call.includes("x =>") ? "exactly 1 parameter" : "no parameters";
    expect(bench.run(`[].${call}`).text).toBe(
      `invalid_argument: \`${name}\` should accept ${count} parameter${count === 1 ? "" : "s"}, provided function requires ${provided}.`,
    );
  });

  test("a callback that is no function", () => {
    expect(bench.run("[].map(1)").text).toBe(
      "invalid_argument: expected value for `mapper` of type Function, received Int",
    );
  });
});

table(bench, "Array.sequence", [
  ["Array.sequence(1, 4)", "[1, 2, 3]"],
  ["Array.sequence(4, 1)", "[]"],
  ["Array.sequence(0, 16000).length", "16000"],
  ["Array.sequence(0, 16001)", "value_too_large: Value too large: range size 16001 exceeds limit 16000."],
]);

test("errors in callbacks have the callback's frame, then the call's", () => {
  const { text, frames } = bench.run("[1, 2].map(x => [x].at(1))");
  expect(text).toBe(BOUNDS(1, 1));
  expect(frames).toEqual(["(1)", "(x => [x].at(1))"]);
});

test("compute: calls, callbacks, operators", () => {
  expect(bench.run("[1, 2].map(x => x)").units).toBe(3);
  expect(bench.run("[1, 2].map(x => x + 1)").units).toBe(5);
  expect(bench.run("[{ a: 1 }, { a: 2 }] { a }").units).toBe(3);
});
