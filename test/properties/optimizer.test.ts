import fc from "fast-check";
import { expect, test } from "vitest";
import { bothOutcomes } from "./optimizer/compare.js";
import { query } from "./optimizer/queries.js";
import { openWorld, world } from "./optimizer/world.js";

const QUERIES = 40;
/** `COPPICE_WORLDS=50000` runs two million. */
const WORLDS = Number(process.env.COPPICE_WORLDS ?? 100);

test("optimized plans give what naive plans give", { timeout: 3_600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.array(query, { minLength: 1, maxLength: QUERIES, size: "max" }),
      async (each, queries) => {
        const opened = await openWorld(each);
        for (const text of queries) {
          const { optimized, naive } = await bothOutcomes(opened, text);
          expect(optimized, text).toBe(naive);
        }
      },
    ),
    { numRuns: WORLDS, seed: Number(process.env.COPPICE_SEED ?? 7) },
  );
});
