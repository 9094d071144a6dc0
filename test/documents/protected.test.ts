import { describe, expect, test } from "vitest";
import { World } from "./world.js";

const SUFFIX = ": destructive change forbidden because database is in protected mode.";

// spec/06b §10
describe("a protected database", () => {
  const db = () => {
    const world = World.of(
      `Collection.create({ name: "C", history_days: 3, ttl_days: 5, indexes: {
         one: { terms: [{ field: "a" }] }, two: { terms: [{ field: ".a" }] }, three: { values: [{ field: "b" }] } } })
       Collection.create({ name: "D", constraints: [{ unique: ["a"] }] })`,
    );
    world.protect();
    return world;
  };

  const refused: readonly (readonly [string, string, string])[] = [
    [
      "C.definition.delete()",
      "constraint_failure: Failed to delete Collection `C`.",
      "Cannot delete collection",
    ],
    [
      "C.definition.update({ history_days: 2 })",
      "constraint_failure: Failed to update Collection `C`.",
      "Cannot decrease `history_days` field",
    ],
    [
      "C.definition.update({ history_days: null })",
      "constraint_failure: Failed to update Collection `C`.",
      "Cannot remove `history_days` field",
    ],
    [
      "C.definition.update({ ttl_days: 4 })",
      "constraint_failure: Failed to update Collection `C`.",
      "Cannot decrease `ttl_days` field",
    ],
    [
      "D.definition.update({ ttl_days: 4 })",
      "constraint_failure: Failed to update Collection `D`.",
      "Cannot remove `ttl_days` field",
    ],
    [
      "C.definition.update({ indexes: { three: null } })",
      "invalid_schema: Invalid database schema update.",
      "Cannot cause deletion of backing index",
    ],
    [
      "D.definition.update({ constraints: [] })",
      "invalid_schema: Invalid database schema update.",
      "Cannot cause deletion of backing index",
    ],
  ];
  test.each(refused)("refuses %s", (query, message, what) => {
    expect(db().fails(query)).toBe(`${message}\n${what}${SUFFIX}`);
  });

  const allowed = [
    "C.definition.update({ history_days: 4, ttl_days: 6 })",
    "C.definition.update({ ttl_days: null })",
    "C.definition.update({ indexes: { one: null } })",
    'C.definition.update({ name: "E" })',
    'C.definition.update({ indexes: { three: null, four: { values: [{ field: ".b" }] } } })',
    'Collection.create({ name: "N" })',
    "D.create({ a: 1 }).delete()",
  ];
  test.each(allowed)("allows %s", (query) => {
    expect(db().outcome(query).kind).toBe("success");
  });
});
