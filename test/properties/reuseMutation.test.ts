import fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import type { Reuse, Reuses } from "../../compiler/index.js";
import { bothOutcomes } from "./optimizer/compare.js";
import { query } from "./optimizer/queries.js";
import { openWorld, type World, world } from "./optimizer/world.js";

/** Faults in what keeps its value, or how: the property must find each. */
const FAULTS: Readonly<Record<string, (reuse: Reuse) => Reuse>> = {
  "a value is kept although its variables changed": (reuse) =>
    reuse.kind === "remembered" ? { ...reuse, variables: [] } : reuse,
  "a value is kept although something was written": (reuse) =>
    reuse.kind === "remembered" && reuse.variables.length === 0 ? { kind: "constant" } : reuse,
  "nulls of one place are taken for those of another": (reuse) =>
    reuse.kind === "remembered" ? Object.assign(reuse, { isShared: false }) : reuse,
};

let fault: (reuse: Reuse) => Reuse = (reuse) => reuse;
const seen = new Map<Reuse["kind"] | "shared", number>();

vi.mock("../../runtime/evaluate/reuses.js", async (original) => {
  const actual = await original<typeof import("../../runtime/evaluate/reuses.js")>();
  return {
    ...actual,
    reusesIn: (...args: Parameters<typeof actual.reusesIn>): Reuses => {
      const changed = new Map<Reuse, Reuse>();
      return new Map(
        [...actual.reusesIn(...args)].map(([ir, reuse]) => {
          const kind = reuse.kind === "remembered" && reuse.isShared ? "shared" : reuse.kind;
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          if (!changed.has(reuse)) changed.set(reuse, fault(reuse));
          return [ir, changed.get(reuse)!];
        }),
      );
    },
  };
});

beforeEach(() => {
  fault = (reuse) => reuse;
});

test("queries of the property keep values of each kind", { timeout: 60_000 }, async () => {
  for (const [each, texts] of fc.sample(fc.tuple(world, fc.array(query, { minLength: 40, maxLength: 40 })), {
    numRuns: 20,
    seed: 5,
  })) {
    const opened = await openWorld(each);
    for (const text of texts) await bothOutcomes(opened, text);
  }
  for (const kind of ["constant", "remembered", "shared"] as const) {
    expect(seen.get(kind), kind).toBeGreaterThan(50);
  }
});

test.each(Object.entries(FAULTS))("found: %s", { timeout: 120_000 }, async (_name, injected) => {
  fault = injected;
  const found = await fc.check(
    fc.asyncProperty(world, fc.array(query, { minLength: 1, maxLength: 30, size: "max" }), areSame),
    { numRuns: 300, seed: 11 },
  );
  expect(found.failed).toBe(true);
  const [smallest, queries] = found.counterexample!;
  expect(smallest.documents.length).toBeLessThanOrEqual(10);
  expect(queries[queries.length - 1]!.length).toBeLessThan(250);
});

async function areSame(each: World, queries: readonly string[]): Promise<boolean> {
  const opened = await openWorld(each);
  for (const text of queries) {
    const { optimized, naive } = await bothOutcomes(opened, text);
    if (optimized !== naive) return false;
  }
  return true;
}
