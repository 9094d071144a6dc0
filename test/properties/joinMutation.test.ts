import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { HashTable } from "../../runtime/operators/access/hashTable.js";
import { bothOutcomes } from "./optimizer/compare.js";
import { query } from "./optimizer/queries.js";
import { openWorld, world } from "./optimizer/world.js";

const { add, get } = HashTable.prototype;

/** Faults in what joins look into: the property must find each. */
const FAULTS: Readonly<Record<string, Partial<HashTable>>> = {
  "a document is missing": {
    get(value) {
      return get.call(this, value).slice(1);
    },
  },
  "documents are listed under what is no value of theirs": {
    add(value, id) {
      add.call(this, value, id);
      if (typeof value === "number") add.call(this, value + 1, id);
    },
  },
};

afterEach(() => {
  Object.assign(HashTable.prototype, { add, get });
});

test.each(Object.entries(FAULTS))("found: %s", { timeout: 120_000 }, async (_name, fault) => {
  Object.assign(HashTable.prototype, fault);
  const found = await fc.check(
    fc.asyncProperty(
      world,
      fc.array(query, { minLength: 1, maxLength: 30, size: "max" }),
      async (each, queries) => {
        const opened = await openWorld(each);
        for (const text of queries) {
          const { optimized, naive } = await bothOutcomes(opened, text);
          if (optimized !== naive) return false;
        }
        return true;
      },
    ),
    { numRuns: 300, seed: 11 },
  );
  expect(found.failed).toBe(true);
  const [smallest, queries] = found.counterexample!;
  expect(smallest.documents.length).toBeLessThanOrEqual(10);
  expect(queries[queries.length - 1]!.length).toBeLessThan(250);
});
