import { describe, expect, test } from "vitest";
import { DocumentValue } from "../../runtime/values/index.js";
import { SHELF, Workbench } from "../operators/workbench.js";
import { table } from "./table.js";

const bench = new Workbench();
bench.put({ id: 1, kind: "poem", rank: 3 });

const ABSENT = (parameter: string) =>
  `invalid_argument: invalid argument \`${parameter}\`: collection \`Shelf\` does not contain document with id 9.`;

table(bench, "keys, values, entries", [
  ["Object.keys({ b: 1, a: null })", `["b", "a"]`],
  [`Object.keys({ "1": 1, "0": 2 })`, `["1", "0"]`],
  ["Object.values({ b: 1, a: null })", "[1, null]"],
  ["Object.entries({ b: 1 })", `[["b", 1]]`],
  ["Object.keys(shelves.first()!)", `["id", "coll", "ts", "kind", "rank"]`],
  ["Object.values(shelves.first()!).drop(3)", `["poem", 3]`],
  ["Object.keys(1)", "invalid_argument: expected value for `object` of type { *: Any }, received Int"],
  [
    "Object.keys([1])",
    "invalid_argument: expected value for `object` of type { *: Any }, received Array<Any>",
  ],
  [
    "Object.keys(Math)",
    "invalid_argument: invalid argument `object`: expected either an object or a document",
  ],
]);

table(bench, "fromEntries", [
  [`Object.fromEntries([["a", 1], ["b", 2], ["a", 3]])`, "{ a: 3, b: 2 }"],
  [
    `Object.fromEntries([["a", 1], 5])`,
    "invalid_argument: invalid argument `entries`: expected an array for each element of the outer array, but saw type Int at index 1",
  ],
  [
    `Object.fromEntries([["a"]])`,
    "invalid_argument: invalid argument `entries`: expected inner array of length 2 but saw length 1 at index 0",
  ],
  [
    "Object.fromEntries([[1, 1]])",
    "invalid_argument: invalid argument `entries`: expected a string for the first element of each inner array, but saw type Int at index 0",
  ],
]);

table(bench, "assign", [
  ["Object.assign({ a: 1, b: 2 }, { b: 3, c: 4 })", "{ a: 1, b: 3, c: 4 }"],
  ["Object.assign({ a: 1 }, { a: null })", "{ a: null }"],
  ["Object.assign({ rank: 9 }, shelves.first()!).rank", "3"],
  ["Object.assign({}, 1)", "invalid_argument: expected value for `source` of type { *: Any }, received Int"],
  [
    "Object.assign(1, Math)",
    "invalid_argument: expected value for `destination` of type { *: Any }, received Int",
  ],
  [
    "Object.assign({}, Math)",
    "invalid_argument: invalid argument `source`: expected either an object or a document",
  ],
]);

table(bench, "paths", [
  [`Object.select({ a: { b: 1 } }, ["a", "b"])`, "1"],
  [`Object.select({ a: { b: 1 } }, [])`, "{ a: { b: 1 } }"],
  [`Object.select({ a: { b: null } }, ["a", "b"])!`, "null_value: Null literal value"],
  [
    `Object.select({ a: { b: 1 } }, ["a", "x"])!`,
    "null_value: Null value, due to no value in object found at path",
  ],
  [`Object.select({ a: 1 }, ["a", "b", 5])`, "null"],
  [
    `Object.select({ a: {} }, ["a", 5])`,
    "invalid_argument: invalid argument `path`: expected an array of strings",
  ],
  [`Object.select({ d: shelves.first() }, ["d", "rank"])`, "null"],
  [
    `Object.select(shelves.first(), ["rank"])`,
    "invalid_argument: expected value for `object` of type { *: Any }, received Doc",
  ],
  [`Object.hasPath({ a: { b: null } }, ["a", "b"])`, "true"],
  [`Object.hasPath({ a: { b: null } }, ["a", "c"])`, "false"],
  [`Object.hasPath({}, [])`, "true"],
]);

table(bench, "toString", [
  [`Object.toString({ a: "x", "b c": [1.0] })`, `"{ a: \\"x\\", \\"b c\\": [1.0] }"`],
  [`Object.toString("x")`, `"x"`],
  ["Object.toString(null)", `"null"`],
  ["({}).toString()", "invalid_function_invocation: The function `toString` does not exist on `{ *: Any }`"],
]);

table(bench, "kinds", [
  ["[{} isa Object, shelves.first() isa Object, Math isa Object, 1 isa Object]", "[true, true, true, false]"],
  ["[{} isa Struct, shelves.first() isa Struct, Math isa Struct]", "[true, false, false]"],
]);

describe("documents that are not there", () => {
  const missing = { missing: new DocumentValue(SHELF, "9") };

  test.each([
    ["Object.keys(missing)", ABSENT("object")],
    ["Object.entries(missing)", ABSENT("object")],
    ["Object.assign(missing, {})", ABSENT("destination")],
    ["Object.assign({}, missing)", ABSENT("source")],
  ])("%s", (query, result) => {
    expect(bench.run(query, missing).text).toBe(result);
  });
});
