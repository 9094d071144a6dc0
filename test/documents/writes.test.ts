import { describe, expect, test } from "vitest";
import { World } from "./world.js";

const world = () =>
  World.of(
    'Collection.create({ name: "S" })',
    `Collection.create({ name: "T", fields: {
       n: { signature: "Int" },
       o: { signature: "{ a: Int = 1, b: Int? }" },
       l: { signature: "Array<Int>", default: "[]" } } })`,
  );

// spec/06 §15
describe("checks at a glance", () => {
  const values: readonly (readonly [string, unknown])[] = [
    ["S.create({ a: null, b: [1, null], c: { d: null } }) { a, b, c }", { a: null, b: [1, null], c: {} }],
    ["S.create({ b: [1] }).update({ b: [null, 2] }).b", [2]],
    ["S.create({ c: { x: 1, y: 2 } }).update({ c: { x: null, z: 3 } }).c", { y: 2, z: 3 }],
    ["S.create({ c: { x: 1 } }).replace({ c: { z: 3 } }).c", { z: 3 }],
    ["Object.keys(S.createData({ update: 1, z: 2 }))", ["id", "coll", "ts", "z", "data"]],
    ['[S.create({ id: "7" }).id == 7, S("7") == S(7)]', [true, true]],
    ["[S(8) == null, S(8).exists(), S(8)?.x]", [true, false, null]],
    ["let d = S.create({ x: 1 }); d.delete(); [d.exists(), d == null, d { x }]", [false, true, null]],
    ["S.create({ ttl: Time.now() })", null],
    ["T.create({ n: 1 }) { o, l }", { o: { a: 1 }, l: [] }],
  ];
  test.each(values)("%s", (query, value) => expect(world().run(query)).toEqual(value));

  const failures: readonly (readonly [string, string])[] = [
    [
      "S.create({ coll: 1, ts: null })",
      "constraint_failure: Failed to create document in collection `S`.\ncoll: Is a reserved field and cannot be used\nts: Is a reserved field and cannot be used",
    ],
    ["S(8).x", "document_not_found: Collection `S` does not contain document with id 8."],
    [
      "T.create({ o: { b: 2 } })",
      "constraint_failure: Failed to create document in collection `T`.\nn: Missing required field of type Int",
    ],
    [
      "T.create({ n: 1.0, x: 1 })",
      "constraint_failure: Failed to create document in collection `T`.\nn: Expected Int, provided Double\nx: Unexpected field provided",
    ],
    [
      "T.create({ n: 1, o: null })",
      "constraint_failure: Failed to create document in collection `T`.\no: Missing required field of type { a: Int, b: Int | Null }",
    ],
    [
      'T.create({ n: 1, l: [1, "a"] })',
      "constraint_failure: Failed to create document in collection `T`.\nl[1]: Expected Int, provided String",
    ],
    [
      "T.create({ id: 5, n: 1 }).update({ l: null })",
      "constraint_failure: Failed to update document with id 5 in collection `T`.\nl: Missing required field of type Array<Int>",
    ],
    [
      "S.create({ f: x => x })",
      "invalid_type: Anonymous functions cannot be stored. Use a string of FQL instead.",
    ],
    ["S.create({ f: S })", "invalid_type: Value at `f` has type S, which cannot be persisted."],
    ["S.create({ f: S.all() })", "invalid_type: Value at `f` has type Set<Any>, which cannot be persisted."],
    [
      "S.definition.update({}); S.create({})",
      "invalid_write: Cannot modify a document and its collection in the same query.",
    ],
  ];
  test.each(failures)("%s fails", (query, failure) => expect(world().fails(query)).toBe(failure));
});
