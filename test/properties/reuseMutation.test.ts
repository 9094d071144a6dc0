import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { KINDS, type Reuse } from "../../compiler/index.js";
import { assertFoundAmongMany } from "./optimizer/assertFound.js";
import { bothOutcomes } from "./optimizer/compare.js";
import { query } from "./optimizer/queries.js";
import { openWorld, world } from "./optimizer/world.js";

type Kinds = typeof KINDS;
const actual: Kinds = { ...KINDS };

function* changed(all: ReturnType<Kinds["commonExpressions"]>, change: (reuse: Reuse) => Reuse) {
  const known = new Map<Reuse, Reuse>();
  for (const [ir, reuse] of all) {
    if (!known.has(reuse)) known.set(reuse, change(reuse));
    yield [ir, known.get(reuse)!] as const;
  }
}

/** Faults in what keeps its value, or how: the property must find each. */
const FAULTS: Readonly<Record<string, Partial<Kinds>>> = {
  "a value is kept although its variables changed": {
    commonExpressions: (costly) =>
      changed(actual.commonExpressions(costly), (reuse) => ({ ...reuse, variables: [] })),
  },
  "a value is kept although something was written": {
    constant: () => ({ kind: "constant" }),
    invariant: (ir) => {
      const reuse = actual.invariant(ir);
      return reuse.kind === "remembered" && reuse.variables.length === 0 ? { kind: "constant" } : reuse;
    },
  },
  "nulls of one place are taken for those of another": {
    commonExpressions: (costly) =>
      changed(actual.commonExpressions(costly), (reuse) => ({ ...reuse, isShared: false })),
  },
};

afterEach(() => {
  Object.assign(KINDS, actual);
});

test("queries of the property keep values of each kind", { timeout: 60_000 }, async () => {
  const kept = { constant: 0, invariant: 0, common: 0 };
  KINDS.constant = (...args) => {
    kept.constant++;
    return actual.constant(...args);
  };
  KINDS.invariant = (ir) => {
    kept.invariant++;
    return actual.invariant(ir);
  };
  KINDS.commonExpressions = (costly) =>
    changed(actual.commonExpressions(costly), (reuse) => {
      kept.common++;
      return reuse;
    });
  for (const [each, texts] of fc.sample(fc.tuple(world, fc.array(query, { minLength: 40, maxLength: 40 })), {
    numRuns: 50,
    seed: 5,
  })) {
    const opened = await openWorld(each);
    for (const text of texts) await bothOutcomes(opened, text);
  }
  for (const [kind, times] of Object.entries(kept)) expect(times, kind).toBeGreaterThan(50);
});

test.each(Object.entries(FAULTS))("found: %s", { timeout: 120_000 }, async (_name, injected) => {
  Object.assign(KINDS, injected);
  await assertFoundAmongMany();
});
