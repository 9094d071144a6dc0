import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  check,
  type Effect,
  effectOf,
  Origins,
  QueryFailure,
  resolveQuery,
  type TypeEnvironment,
  typeEnvironment,
  valuesByForm,
  valuesByType,
} from "../../compiler/index.js";
import { type Block, parseQuery } from "../../grammar/index.js";
import { attempt, callLambda, DEFAULT_LIMITS, Lambda, Run } from "../../runtime/call/index.js";
import { ROOT } from "../../runtime/engine/engine.js";
import { linkQuery } from "../../runtime/evaluate/index.js";
import { displayText } from "../../runtime/stdlib/displayText.js";
import { library } from "../../runtime/stdlib/library.js";
import { runSync } from "../../runtime/transaction/index.js";
import { emptyEngine, execute } from "../support/evaluate.js";

const engine = emptyEngine();
const SETUP = [
  `Collection.create({ name: "Cat", fields: { name: { signature: "String" }, next: { signature: "Ref<Cat>?" } },
    computed_fields: { all: { body: "c => Cat.all()" } }, indexes: { byName: { terms: [{ field: "name" }] } } })`,
  `Function.create({ name: "born", body: "name => Cat.create({ name: name })" })`,
  `Cat.create({ id: 1, name: "Mog" }); Cat.create({ id: 2, name: "Tib", next: Cat.byId(1) })`,
];

const { query } = fc.letrec<{ query: string; value: string; code: string }>((tie) => ({
  query: fc.oneof(
    tie("value"),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `let v = ${a}\n${b}`),
    fc.tuple(tie("code"), tie("value")).map(([a, b]) => `let v = ${a}\n${b}`),
  ),
  /** Functions, and what holds some. */
  code: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom("(.name)", "newId", "born", `"a".includes`, "Cat.create", "v"),
    tie("value").map((body) => `(v => ${body})`),
    tie("value").map((body) => `(() => ${body})`),
    tie("code").map((code) => `desc(${code})`),
    tie("code").map((code) => `{ asc: ${code} }`),
    tie("code").map((code) => `{ f: ${code} }`),
  ),
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        "1",
        `"a"`,
        "null",
        "v",
        "Cat.byId(1)",
        `Cat(2)`,
        "Cat.all()",
        "Cat.all().first()!",
        `Cat.byName("Mog")`,
        "[Cat.byId(2)!]",
        "[1, 2]",
        "Time.now()",
        "newId()",
        "Set.sequence(0, 3)",
        `Cat.create({ name: "x" })`,
        "{ a: 1, b: Cat.byId(1) }",
      ),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          tie("value"),
          fc.constantFrom("map", "where", "filter", "any", "order", "forEach", "f"),
          tie("code"),
        )
        .map(([value, method, code]) => `(${value}).${method}(${code})`),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          tie("value"),
          fc.constantFrom(
            "first()",
            "count()",
            "toArray()",
            "toString()",
            "exists()",
            "delete()",
            "f()",
            "asc(1)",
          ),
        )
        .map(([value, call]) => `(${value}).${call}`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          tie("value"),
          fc.constantFrom(
            ".name",
            "?.next",
            "?.next?.name",
            ".all",
            "!",
            "[0]",
            `["name"]`,
            " { name }",
            ".a",
          ),
        )
        .map(([value, link]) => `(${value})${link}`),
    },
    fc
      .tuple(tie("value"), fc.constantFrom("==", "??", "isa"), tie("value"))
      .map(([a, o, b]) => `((${a}) ${o} (${b}))`),
    fc.tuple(tie("value"), tie("value")).map(([a, b]) => `(if ((${a}) == null) ${b} else ${a})`),
    fc.tuple(tie("code"), tie("value")).map(([f, a]) => `(${f})(${a})`),
    tie("value").map((value) => `"<#{${value}}>"`),
    tie("value").map((value) => `Object.toString(${value})`),
    tie("value").map((value) => `log(${value})`),
    tie("value").map((value) => `[${value}]`),
    tie("value").map((value) => `{ a: ${value} }`),
    tie("code").map((code) => `[1, 2].map(${code})`),
  ),
}));

const REASON = "a context of this test";

/** Whether a query tries to do more than `limit`. Texts show what they were not allowed to read. */
function exceedsLimit(text: string, limit: Effect): boolean {
  const parsed = parsedQuery(text);
  return runSync(engine.runOptions(ROOT), (transaction, sources) => {
    const schema = engine.schemaOf(transaction);
    const run = new Run(transaction, schema, DEFAULT_LIMITS, sources);
    const start = transaction.mark();
    const query = new Lambda(linkQuery(parsed, [], schema, parsed.span.source), []);
    const result = attempt(run, () => run.limited(limit, REASON, () => callLambda(run, query, [])));
    const shown =
      result instanceof QueryFailure ? result.message : attempt(run, () => displayText(run, result));
    const texts = [shown, ...run.emissions.map((each) => (each.kind === "log" ? each.text : ""))];
    transaction.undo(start);
    return texts.some((each) => String(each).includes(REASON));
  }).value;
}

function parsedQuery(text: string): Block {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.diagnostics[0]!.message}`);
  return parsed.value;
}

/** The bound without types, and the one with them, where the query has some. */
function boundsOf(text: string): readonly Effect[] {
  const parsed = parsedQuery(text);
  const origins = new Origins();
  const { body } = resolveQuery(parsed, [], origins);
  const untyped = effectOf(body, { library, values: valuesByForm(library) });
  const checked = check(parsed, environment);
  if (!checked.ok) return [untyped];
  return [
    untyped,
    effectOf(body, { library, values: valuesByType(library, (node) => origins.typeOf(node, checked)) }),
  ];
}

const LEVELS: readonly Effect[] = ["pure", "observation", "read"];
let environment: TypeEnvironment;

describe("the effect of a query", () => {
  beforeAll(async () => {
    for (const text of SETUP) expect((await execute(engine, text)).kind, text).toBe("success");
    environment = runSync(engine.runOptions(ROOT), (transaction) =>
      typeEnvironment(engine.schemaOf(transaction).catalog, library),
    ).value;
  });

  test("is a bound of what it does, with types and without", () => {
    const reached = { typed: 0, bounded: 0, exact: 0 };
    fc.assert(
      fc.property(query, (text) => {
        const bounds = boundsOf(text);
        reached.typed += bounds.length - 1;
        for (const bound of bounds) {
          if (bound === "write") continue;
          reached.bounded++;
          expect(exceedsLimit(text, bound), `${bound}: ${text}`).toBe(false);
          const below = LEVELS[LEVELS.indexOf(bound) - 1];
          if (below !== undefined && exceedsLimit(text, below)) reached.exact++;
        }
      }),
      { numRuns: 400 },
    );
    expect(reached.typed).toBeGreaterThan(20);
    expect(reached.bounded).toBeGreaterThan(50);
    expect(reached.exact).toBeGreaterThan(20);
  });

  test("leaves operators out: those of the library do nothing but look at values", () => {
    const operators = [...library.types.values()].flatMap((type) => [...type.operators.values()]);
    expect(operators.filter(({ effect }) => effect !== "pure")).toEqual([]);
  });
});
