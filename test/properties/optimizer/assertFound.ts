import fc from "fast-check";
import { expect } from "vitest";
import { bothOutcomes } from "./compare.js";
import { query } from "./queries.js";
import { type OpenWorld, openWorld, type World, world } from "./world.js";

const property = fc.asyncProperty(world, fc.array(query, { minLength: 1, maxLength: 12 }), areSame);
const SETTINGS = { numRuns: 600, seed: 11 };

/** The property finds the fault that is there now; what it is found with may be large. */
export async function assertSeen(): Promise<void> {
  const { failed } = await fc.check(property, { ...SETTINGS, endOnFailure: true });
  expect(failed).toBe(true);
}

/** The property finds the fault that is there now, and shows it with little around it. */
export async function assertFound(): Promise<void> {
  const found = await fc.check(property, SETTINGS);
  expect(found.failed).toBe(true);
  const [smallest, queries] = found.counterexample!;
  // An index with no more than 12 entries to read is read as it is written.
  expect(smallest.documents.length).toBeLessThanOrEqual(13);
  expect(queries[queries.length - 1]!.length).toBeLessThan(160);
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
