import fc from "fast-check";
import { expect, it } from "vitest";
import { HashMap } from "../../runtime/storage/memory/hashMap.js";

/** Few keys, so that they meet; those of one residue crowd the same cells of every table, as numbers are only multiplied. */
const number = fc.oneof(
  fc.integer({ min: -20, max: 400 }),
  fc.integer({ min: 0, max: 300 }).map((n) => (n << 22) | 0),
);
const key = fc.oneof(number, number.map(String), fc.constantFrom("", "\u0000i1", "é", "𝒳", "constructor"));
const step = fc.record({ key, item: fc.nat(), isSet: fc.boolean() });

it("a hash map holds what a native one does", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 900, size: "max" }), (steps) => {
      const map = new HashMap<string | number, number>();
      const model = new Map<string | number, number>();
      for (const { key, item, isSet } of steps) {
        if (isSet) {
          map.set(key, item);
          model.set(key, item);
        } else {
          map.delete(key);
          model.delete(key);
        }
        if (map.get(key) !== model.get(key)) expect.fail(`${JSON.stringify(key)} is wrong`);
      }
      expect(map.size).toBe(model.size);
      expect(new Map(map.entries())).toEqual(model);
      for (const { key } of steps) expect(map.get(key)).toBe(model.get(key));
    }),
    { numRuns: 100 },
  );
});

it("keys that crowd the same cells are told apart", () => {
  const map = new HashMap<number, number>();
  const keys = Array.from({ length: 1000 }, (_, n) => (n << 22) | 0);
  keys.forEach((key, n) => {
    map.set(key, n);
  });
  const last = new Map(keys.map((key, n) => [key, n]));
  for (const [key, n] of last) expect(map.get(key)).toBe(n);
  for (const key of keys) map.delete(key);
  expect(map.size).toBe(0);
  expect([...map.entries()]).toEqual([]);
});
