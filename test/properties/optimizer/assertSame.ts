import fc from "fast-check";
import { expect } from "vitest";
import { bothOutcomes } from "./compare.js";
import { query } from "./queries.js";
import { openWorld, world } from "./world.js";

/** Of one world; half as many on average. */
const MOST_QUERIES = 60;
/** Half of 20,000 queries: two files run side by side. `COPPICE_WORLDS=50000` runs three million. */
const WORLDS = Number(process.env.COPPICE_WORLDS ?? 340);

interface Options {
  readonly worlds?: number;
  readonly openStorage?: Parameters<typeof openWorld>[1];
}

/** Optimized plans give what naive plans give: value, order, pages, errors with their places, log. engine §4 */
export async function assertSame(seed: number, { worlds, openStorage }: Options = {}): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      world,
      fc.array(query, { minLength: 1, maxLength: MOST_QUERIES, size: "max" }),
      async (each, queries) => {
        const opened = await openWorld(each, openStorage);
        for (const text of queries) {
          const { optimized, naive } = await bothOutcomes(opened, text);
          expect(optimized, text).toBe(naive);
        }
      },
    ),
    { numRuns: worlds ?? WORLDS, seed: Number(process.env.COPPICE_SEED ?? seed) },
  );
}
