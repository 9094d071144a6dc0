import { expect, test } from "vitest";
import { emptyEngine, evaluate } from "../support/evaluate.js";

const engine = emptyEngine();

/** The lines of spec/04 §17. */
test.each([
  ["2147483647 + 1", "2147483648"],
  ["10 / 4", "2"],
  ["10 / 4.0", "2.5"],
  ["9 % 0", "divide_by_zero: Attempted integer division by zero."],
  ["1.7e308 * 10", "Infinity"],
  ["2 ** 2 ** 3", "256"],
  ["-2 ** 2", "4"],
  ["~9", "-10"],
  ["6.9 ^ 3", "5"],
  [`"a" == 1`, "false"],
  [`"a" < 1`, "false"],
  [`["a"] > [1]`, "true"],
  ["{ a: 1, b: 2 } == { b: 2, a: 1 }", "true"],
  ["{ a: 1 } < { a: 1, b: 0 }", "true"],
  ["{ a: 9 } < { b: 0 }", "true"],
  [`ID("007") == 7`, "true"],
  [`ID(7) < "8"`, "true"],
  ["null == null", "true"],
  ["null == 0", "false"],
  ["null > 0", "false"],
  ["1 isa Number", "true"],
  ["1.0 isa Int", "false"],
  ["Math isa Object", "true"],
  ["5 isa 5", "invalid_argument: invalid argument `type_object`: expected a module object"],
  ["null.toString()", `"null"`],
  [`[1.0, "x"].toString()`, `"[1.0, \\"x\\"]"`],
  ["1e7.toString()", `"10000000"`],
  ["0.00001.toString()", `"1.0E-5"`],
  [
    `Object.toString({ a: [ID(1)], "b c": Date("2020-02-02") })`,
    `"{ a: [ID(\\"1\\")], \\"b c\\": Date(\\"2020-02-02\\") }"`,
  ],
  [`log("a", 1.0, [2.0])`, "null"],
  [`dbg("q")`, `"q"`],
  [`"héllo"[1]`, `"é"`],
  [`"abc"[3]`, "index_out_of_bounds: index 3 out of bounds for length 3"],
  [`"abc".slice(-2)`, `"abc"`],
  [`"abcabc".lastIndexOf("a", 2)`, "0"],
  [`"a1b22".matchIndexes("[0-9]+")`, `[[1, "1"], [3, "22"]]`],
  [`"x.y".replaceAll(".", "$0")`, `"x$0y"`],
  [`"ff".parseInt(16)`, "255"],
  [
    `"ff".parseInt(1)`,
    "invalid_argument: invalid argument `format`: invalid radix, expected a number from 2-36",
  ],
  ["Math.mean([1, 2])", "1.5"],
  ["Math.mean([1, 2].toSet())", "1"],
  ["Math.round(2.5, 0)", "3.0"],
  ["Math.sqrt(-1)", "invalid_argument: invalid argument `x`: x must be nonnegative"],
  [`Time("2020-01-01T00:00:00Z").add(1.5, "days")`, `Time("2020-01-02T12:00:00Z")`],
  [`Time.epoch(90, "minutes").hour`, "1"],
  [`Time("2020-01-01T00:00:00Z").difference(Time("2020-01-02T12:00:00Z"), "days")`, "-1"],
  [`Date("2024-02-28").add(1, "days")`, `Date("2024-02-29")`],
  [`Date("2024-01-01").add(1, "month")`, "invalid_unit: `month` is not a valid date unit."],
])("%s", async (query, expected) => {
  expect(await evaluate(engine, query)).toBe(expected);
});
