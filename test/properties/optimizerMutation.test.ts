import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { RULES, type Rule, rule } from "../../compiler/index.js";
import { bothOutcomes } from "./optimizer/compare.js";
import { query } from "./optimizer/queries.js";
import { openWorld, type World, world } from "./optimizer/world.js";

/** Rules with a fault: the property must find each, and show it with little around it. */
const FAULTS: readonly Rule[] = [
  rule("a reverse is lost", (plan) =>
    plan.kind === "operator" && plan.operator.kind === "reverse" && plan.inputs[0]?.kind === "indexedFilter"
      ? plan.inputs[0]
      : undefined,
  ),
  rule("a take is put below its sort", (plan) => {
    if (plan.kind !== "operator" || plan.operator.kind !== "take") return undefined;
    const [sort] = plan.inputs;
    return sort?.kind === "operator" && sort.operator.kind === "sort"
      ? { kind: "topN", sort: { ...sort.operator, directions: [] }, input: sort.inputs[0]! }
      : undefined;
  }),
];

const rules = RULES as Rule[];
afterEach(() => {
  while (FAULTS.includes(rules[0]!)) rules.shift();
});

test.each(FAULTS.map((fault) => [fault.name, fault] as const))("found: %s", async (_name, fault) => {
  rules.unshift(fault);
  const found = await fc.check(fc.asyncProperty(world, query, isSame), { numRuns: 3000, seed: 11 });
  expect(found.failed).toBe(true);
  const [smallest, shown] = found.counterexample!;
  expect(shown.length).toBeLessThan(150);
  expect(smallest.documents.length).toBeLessThanOrEqual(3);
});

async function isSame(each: World, text: string): Promise<boolean> {
  const { optimized, naive } = await bothOutcomes(await openWorld(each), text);
  return optimized === naive;
}
