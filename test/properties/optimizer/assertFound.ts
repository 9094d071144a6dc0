import fc from "fast-check";
import { expect } from "vitest";
import { bothOutcomes } from "./compare.js";
import { query } from "./queries.js";
import { type OpenWorld, openWorld, type World, world } from "./world.js";

/** The property finds the fault that is there now; what it is found with may be large. */
export async function assertSeen(): Promise<void> {
  const { failed } = await checked(FEW, { numRuns: 600, endOnFailure: true });
  expect(failed).toBe(true);
}

/** The property finds the fault that is there now, and shows it with little around it. */
export async function assertFound(): Promise<void> {
  // An index with no more than 12 entries to read is read as it is written.
  demandSmall(await checked(FEW, { numRuns: 600 }), { documents: 13, length: 160 });
}

/** The same of a fault that shows where queries repeat much, so that many are asked of each world. */
export async function assertFoundAmongMany(): Promise<void> {
  demandSmall(await checked(MANY, { numRuns: 300 }), { documents: 10, length: 250 });
}

type Asked = [each: World, queries: readonly string[]];
type Found = fc.RunDetails<Asked>;

const FEW = fc.array(query, { minLength: 1, maxLength: 12 });
const MANY = fc.array(query, { minLength: 1, maxLength: 30, size: "max" });

function checked(queries: fc.Arbitrary<string[]>, settings: fc.Parameters<Asked>): Promise<Found> {
  // What was planned and linked with another fault is not taken along.
  last = undefined;
  return fc.check(fc.asyncProperty(world, queries, areSame), { seed: 11, ...settings });
}

interface Bounds {
  readonly documents: number;
  /** Below which the text of the query lies that shows it. */
  readonly length: number;
}

function demandSmall(found: Found, { documents, length }: Bounds): void {
  expect(found.failed).toBe(true);
  const [smallest, queries] = found.counterexample!;
  expect(smallest.documents.length).toBeLessThanOrEqual(documents);
  expect(queries[queries.length - 1]!.length).toBeLessThan(length);
}

/** The first that differs ends it: so the last of a counterexample is the one that shows the fault. */
async function areSame(each: World, queries: readonly string[]): Promise<boolean> {
  const opened = await opening(each);
  for (const text of queries) {
    const { optimized, naive } = await bothOutcomes(opened, text);
    if (optimized !== naive) return false;
  }
  return true;
}

let last: { readonly text: string; readonly opened: OpenWorld } | undefined;

/** While queries shrink, the world stays the same. */
async function opening(each: World): Promise<OpenWorld> {
  const text = JSON.stringify(each);
  if (last?.text !== text) last = { text, opened: await openWorld(each) };
  return last.opened;
}
