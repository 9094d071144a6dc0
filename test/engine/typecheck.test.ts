import { describe, expect, test } from "vitest";
import { parseQuery } from "../../grammar/index.js";
import type { Schema } from "../../runtime/call/index.js";
import { KnownQuery } from "../../runtime/engine/queryCache.js";
import { type CheckRequest, createTypecheckCache } from "../../runtime/engine/typecheck.js";
import { runSync } from "../../runtime/transaction/index.js";
import { Double, structOf, type Value } from "../../runtime/values/index.js";
import { emptyEngine, execute } from "../support/evaluate.js";

const NEVER_LATE = { clock: () => 0, deadline: 1 };

async function schemaWith(definition: string): Promise<Schema> {
  const engine = emptyEngine();
  await execute(engine, definition);
  const done = runSync(engine.runOptions(0), (transaction) => engine.schemaOf(transaction));
  return done.value;
}

const schema = await schemaWith(
  'Collection.create({ name: "Row", fields: { n: { signature: "Int" }, kind: { signature: \'"a" | "b"\' } } })',
);

/** Answers for the same query with different arguments; equal numbers mean that one check served both. */
function checks(text: string, ...rows: readonly Readonly<Record<string, Value>>[]): string[] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(text);
  const cache = createTypecheckCache(1e7);
  const query = new KnownQuery(text, parsed.value);
  const seen: unknown[] = [];
  return rows.map((row) => {
    const args = { names: Object.keys(row), values: Object.values(row) };
    const request: CheckRequest = { query, ...args, schema, limits: NEVER_LATE };
    const result = cache.check(request);
    if (!seen.includes(result)) seen.push(result);
    return `${seen.indexOf(result)} ${result.ok ? result.display : result.errors[0]!.message}`;
  });
}

const row = (fields: Readonly<Record<string, Value>>): Value => structOf(Object.entries(fields));

describe("checks are remembered by the types of arguments (engine §7)", () => {
  test("values that nothing looks at do not count", () => {
    expect(checks("x + 1", { x: 1 }, { x: 2 }, { x: 3 })).toEqual(["0 Number", "0 Number", "0 Number"]);
  });

  test("kinds and names that come back find their checks again", () => {
    const rows: Record<string, Value>[] = [
      { x: 1 },
      { x: "a" },
      { x: 2 },
      { y: 1, x: 1 },
      { x: true },
      { x: 3 },
    ];
    expect(checks("x == 1", ...rows).map((each) => each.split(" ")[0])).toEqual([
      "0",
      "1",
      "0",
      "2",
      "3",
      "0",
    ]);
  });

  test("the type that a literal counts as does", () => {
    const types = checks("x + x", { x: 1 }, { x: 2n ** 40n }, { x: new Double(1.5) }, { x: "a" }, { x: "b" });
    expect(types).toEqual(["0 Number", "1 Number", "2 Number", "3 String", "3 String"]);
  });

  test("values that are displayed count", () => {
    expect(checks("[x, y + 1]", { x: 1, y: 1 }, { x: 1, y: 2 }, { x: 2, y: 1 }, { x: 1, y: 3 })).toEqual([
      "0 [1, Number]",
      "0 [1, Number]",
      "1 [2, Number]",
      "0 [1, Number]",
    ]);
  });

  test("values that are compared count, others beside them do not", () => {
    const rows = [
      { r: row({ n: 1, kind: "a" }) },
      { r: row({ n: 2, kind: "a" }) },
      { r: row({ n: 3, kind: "b" }) },
      { r: row({ n: 4, kind: "c" }) },
      { r: row({ n: 5, kind: "b" }) },
    ];
    const results = checks("Row.create(r)", ...rows);
    expect(results.slice(0, 3)).toEqual(["0 Row", "0 Row", "1 Row"]);
    expect(results[3]).toBe(
      '2 Type `{ n: 4, kind: "c" }` is not a subtype of `{ id: ID | Null, n: Number, kind: "a" | "b" }`',
    );
    expect(results[4]).toBe("1 Row");
  });

  test("names and fields count, in their order", () => {
    expect(
      checks("x.a", { x: row({ a: true }) }, { x: row({ a: true, b: 1 }) }, { y: 1, x: row({ a: true }) }),
    ).toEqual(["0 Boolean", "1 Boolean", "2 Boolean"]);
  });

  test("a check that ran out of time is not remembered", () => {
    const parsed = parseQuery("1");
    if (!parsed.ok) throw new Error("unreachable");
    const cache = createTypecheckCache(1e7);
    const request = { query: new KnownQuery("1", parsed.value), names: [], values: [], schema };
    const late = cache.check({ ...request, limits: { clock: () => 2, deadline: 1 } });
    expect(cache.check({ ...request, limits: NEVER_LATE })).not.toBe(late);
  });
});
