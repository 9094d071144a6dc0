import { describe, expect, test } from "vitest";
import { World } from "./world.js";

// spec/06 §12, spec/06b §13: two transactions that begin together, the second to commit meets a conflict or runs on.
describe("what two transactions may not do at once", () => {
  const setup = [
    'Collection.create({ name: "U", constraints: [{ unique: ["a"] }], indexes: { byB: { terms: [{ field: "b" }] } } })',
    "U.create({ id: 1, a: 1, b: 1 })",
  ];
  const conflicts: readonly (readonly [string, string])[] = [
    ["U.create({ a: 7 })", "U.create({ a: 7 })"],
    ["U.create({ id: 5 })", "U.create({ id: 5 })"],
    ["U.create({ b: 1 })", "U.create({ b: U.byB(1).count() })"],
    ["U.create({})", "U.create({ n: U.all().count() })"],
    ["U(1)!.update({ b: 2 })", "U(1)!.update({ b: 3 })"],
    ['Collection.create({ name: "A" })', 'Collection.create({ name: "A" })'],
    ['Role.create({ name: "r" })', 'Role.create({ name: "r" })'],
    ["U.create({ c: 1 })", 'U.definition.update({ indexes: { byC: { terms: [{ field: "c" }] } } })'],
    ['U.definition.update({ indexes: { byC: { terms: [{ field: "c" }] } } })', "U.create({ c: 1 })"],
  ];
  test.each(conflicts)("%s, and %s", async (first, second) => {
    expect(await World.of(...setup).together(first, second)).toEqual(["committed", "conflict"]);
  });

  const harmless: readonly (readonly [string, string])[] = [
    ["U.create({ a: 7 })", "U.create({ a: 8 })"],
    ["U.create({ b: 1 })", "U.create({ n: U.byB(2).count() })"],
    ["U.create({ id: 5 })", "U(1)!.update({ b: 3 })"],
  ];
  test.each(harmless)("but %s, and %s", async (first, second) => {
    expect(await World.of(...setup).together(first, second)).toEqual(["committed", "committed"]);
  });
});
