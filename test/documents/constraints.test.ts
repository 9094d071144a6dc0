import { describe, expect, test } from "vitest";
import { World } from "./world.js";

// spec/06 §8.1
describe("check constraints", () => {
  const db = () =>
    World.of(
      `Collection.create({ name: "C", indexes: { byX: { terms: [{ field: "x" }] } }, constraints: [
         { check: { name: "positive", body: "(d) => d.n > 0" } },
         { check: { name: "boolean", body: "(d) => if (d.odd) 3 else true" } },
         { check: { name: "few", body: "(d) => C.byX(d.x).count() < 3" } }] })`,
    );
  test("all that fail are listed, without a path", () => {
    expect(db().fails("C.create({ n: 0, odd: true })")).toBe(
      [
        "constraint_failure: Failed to create document in collection `C`.",
        "Document failed check constraint `positive`",
        "Error evaluating check constraint `boolean`: function returned a non-boolean value",
      ].join("\n"),
    );
  });
  test("see the write", () => {
    const fails = db().fails("[1, 2, 3].forEach(_ => C.create({ n: 1, odd: false, x: 1 }))");
    expect(fails).toContain("Document failed check constraint `few`");
  });
  test("are not asked when a document is deleted", () => {
    expect(db().run("C.create({ n: 1, odd: false }).delete()")).toBe(null);
  });
  test("an error in one ends the query", () => {
    expect(db().fails("C.create({ n: 1 })")).toBe("type_mismatch: expected type: Boolean, received Null");
  });
});

// spec/06 §8.2
describe("unique constraints", () => {
  const unique = (fields: string) =>
    World.of(`Collection.create({ name: "U", constraints: [{ unique: ${fields} }] })`);
  const FAILED = "constraint_failure: Failed unique constraint.";

  test("name all their fields", () => {
    const db = unique('["name", "address.city"]');
    db.run('U.create({ name: "a", address: { city: "b" } })');
    expect(db.fails('U.create({ name: "a", address: { city: "b" } })')).toBe(
      `${FAILED}\nname,address.city: Failed unique constraint`,
    );
  });
  test("null is a value unless all are null", () => {
    const db = unique('["a", "b"]');
    db.run("U.create({}); U.create({})");
    expect(db.fails("U.create({ a: 1 }); U.create({ a: 1 })")).toBe(
      `${FAILED}\na,b: Failed unique constraint`,
    );
  });
  test("keep 1 and 1.0 apart", () => {
    expect(unique('["a"]').run("U.create({ a: 1 }); U.create({ a: 1.0 }).a")).toBe(1);
  });
  test("hold within the query: no swapping, but deleting first", () => {
    const db = unique('["a"]');
    db.run("U.create({ id: 1, a: 1 }); U.create({ id: 2, a: 2 })");
    expect(db.fails("U(1)!.update({ a: 2 }); U(2)!.update({ a: 1 })")).toContain(
      "a: Failed unique constraint",
    );
    expect(db.run("U(1)!.delete(); U.create({ a: 1 }).a")).toBe(1);
  });
  test("with mva each element is a key of its own", () => {
    const db = unique('[{ field: "a", mva: true }]');
    db.run("U.create({ a: [1, [2, 2]] })");
    expect(db.fails("U.create({ a: [2, 3] })")).toContain("a: Failed unique constraint");
    expect(db.run("U.create({ a: [3] }); U.create({ a: [] }); U.create({ a: {} }).exists()")).toBe(true);
  });
  test("forget expired documents", () => {
    const db = unique('["a"]');
    db.run("U.create({ a: 1, ttl: Time.now() })");
    expect(db.run("U.create({ a: 1 }).a")).toBe(1);
  });
  test("may be added to duplicates; only later writes of the key are checked", () => {
    const db = World.of(
      'Collection.create({ name: "U" })',
      "U.create({ id: 1, a: 1 }); U.create({ id: 2, a: 1 })",
    );
    db.run('U.definition.update({ constraints: [{ unique: ["a"] }] })');
    expect(db.run("U.definition.constraints")).toEqual([{ unique: ["a"], status: "active" }]);
    expect(db.run("U(1)!.update({ b: 1 }).b")).toBe(1);
    expect(db.fails("U(1)!.update({ a: 2 }); U(1)!.update({ a: 1 })")).toContain(
      "a: Failed unique constraint",
    );
  });
});
