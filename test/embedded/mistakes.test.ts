import { describe, expect, test } from "vitest";
import {
  type Database,
  type FqlDocument,
  FqlError,
  fql,
  open,
  type QueryPart,
  type QueryValue,
  Time,
} from "../../runtime/index.js";

/** What newcomers, and programs in plain JS, get wrong: each time they are told, and the database stays as it was. */
const SCHEMA = `collection Customer {
  name: String
  email: String
  visits: Int?
  unique [.email]
  index byEmail { terms [.email] }
}`;

async function shop(): Promise<Database> {
  const db = await open();
  await db.schema.push({ "main.fsl": SCHEMA });
  await db.query(fql`Customer.create({ name: "Alice", email: "alice@example.com", visits: 1 })`);
  return db;
}

async function isAsBefore(db: Database): Promise<void> {
  expect((await db.query("Customer.all().toArray().map(.visits)")).data).toEqual([1]);
  expect(Object.keys(await db.schema.pull())).toEqual(["main.fsl"]);
}

function caught(action: () => unknown): Promise<unknown> {
  return Promise.resolve()
    .then(action)
    .then(
      (value) => expect.fail(`should have failed, but gave ${String(value)}`),
      (error: unknown) => error,
    );
}

async function failure(action: () => unknown): Promise<FqlError> {
  const error = await caught(action);
  expect(error).toBeInstanceOf(FqlError);
  return error as FqlError;
}

/** For calls that TypeScript would not let through. */
function untyped<Wanted>(value: unknown): Wanted {
  return value as Wanted;
}

class Point {
  readonly x = 1;
}

function cyclic(): object {
  const object: { first?: unknown; second?: unknown } = {};
  object.first = object;
  object.second = object;
  return object;
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = [value];
  return value;
}

const TOO_DEEP = "what holds itself, or is nested deeper than 1000, is no FQL value";

describe("a value that is none of FQL", () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ["a function", () => 1, "a function is no FQL value"],
    ["a symbol", Symbol("x"), "a symbol is no FQL value"],
    ["an instance", new Point(), "an instance of Point is no FQL value: spread it into a plain object"],
    ["a Map", new Map([["a", 1]]), "an instance of Map is no FQL value: spread it into a plain object"],
    ["a Set", new Set([1]), "an instance of Set is no FQL value: spread it into a plain object"],
    [
      "a Promise",
      Promise.resolve(1),
      "an instance of Promise is no FQL value: spread it into a plain object",
    ],
    ["an invalid Date", new Date(Number.NaN), "an invalid Date is no FQL value"],
    ["a large bigint", 2n ** 63n, "a bigint beyond 64 bits is no FQL value: `Number()` makes it a Double"],
    ["a place within", { a: [1, { "b c": Symbol("x") }] }, 'a symbol is no FQL value, at .a[1]["b c"]'],
    ["what is deep", nested(1002), TOO_DEEP],
    ["what holds itself", cyclic(), TOO_DEEP],
  ];
  test.each(cases)("%s, in each place that takes values", async (_name, value, reason) => {
    const db = await shop();
    const start = (text: string) => text.split(", at ")[0]!;
    const inText = await failure(() => db.query(fql`Customer.all().forEach(_ => ${value as QueryPart})`));
    expect(inText.reason + inText.summary).toContain(start(reason));
    const asArgument = await failure(() => db.query("x", { arguments: { x: value as QueryValue } }));
    expect(asArgument.code).toBe("invalid_request");
    expect(asArgument.reason).toContain(`Invalid argument 'x': ${reason}`);
    const toPrepared = await failure(() => db.prepare("(_, x) => x").run(1, value as QueryValue));
    expect(toPrepared.code).toBe("invalid_request");
    expect(toPrepared.reason).toContain(`Invalid argument 'arguments': ${start(reason)}, at [1]`);
    await isAsBefore(db);
  });

  test("a query, where only values are taken", async () => {
    const db = await open();
    const error = await failure(() => db.prepare("x => x").run(fql`1` as QueryValue));
    expect(error.reason).toContain("an instance of Query is no FQL value");
  });

  test("while these are values", async () => {
    const db = await open();
    interface Customer {
      readonly name: string;
    }
    const customer: Customer = { name: "Alice" };
    const { data } = await db.query(
      fql`${[customer, Object.assign(Object.create(null), { a: 1 }), undefined, { b: undefined }, 2n ** 63n - 1n, -(2n ** 63n)]}`,
    );
    expect(data).toEqual([{ name: "Alice" }, { a: 1 }, null, {}, 2n ** 63n - 1n, -(2n ** 63n)]);
    expect((await db.query(fql`${nested(500) as QueryPart}.length`)).data).toBe(1);
  });
});

describe("queries", () => {
  test.each([undefined, null, 12, {}, Promise.resolve("1")])("that are none: %s", async (query) => {
    const db = await open();
    const message = "a query is text, or what the tag fql`…` makes";
    await expect(db.query(untyped<string>(query))).rejects.toThrow(new TypeError(message));
    await expect(db.explain(untyped<string>(query))).rejects.toThrow(new TypeError(message));
  });

  test("`fql` as a function", () => {
    expect(() => fql(untyped<TemplateStringsArray>("1 + 1"))).toThrow(/^fql is a template tag/);
  });

  test("composed out of hand", async () => {
    const db = await open();
    let query = fql`1`;
    for (let i = 0; i < 900; i++) query = fql`${query}`;
    expect((await db.query(query)).data).toBe(1);
    for (let i = 0; i < 20_000; i++) query = fql`${query}`;
    expect((await failure(() => db.query(query))).reason).toBe(TOO_DEEP);
  });

  test("with a field misspelt, or a null not thought of", async () => {
    const db = await shop();
    const typo = await failure(() => db.query("Customer.all().map(.nme)"));
    expect(typo).toMatchObject({ code: "invalid_query" });
    expect(typo.message).toContain("does not have field `nme`");
    const nullable = await failure(() => db.query(`Customer.byEmail("a").first().name`));
    expect(nullable.message).toContain("Use the ! or ?. operator");
    await isAsBefore(db);
  });

  test("aborted before they start", async () => {
    const db = await shop();
    const options = { signal: AbortSignal.abort() };
    await expect(db.query("Customer.all().forEach(.delete())", options)).rejects.toMatchObject({
      name: "AbortError",
    });
    await isAsBefore(db);
  });
});

describe("prepared queries", () => {
  test.each([undefined, 1, fql`x => x`])("of what is no text: %s", async (text) => {
    const db = await open();
    expect(() => db.prepare(untyped<string>(text))).toThrow(TypeError);
  });

  test("of what is no lambda, and with too few or many arguments", async () => {
    const db = await open();
    expect((await failure(() => db.prepare("1 + 1"))).message).toContain("Expression is not a lambda");
    const add = db.prepare("(a, b) => a + b");
    for (const args of [[1], [1, 2, 3]]) {
      const error = await failure(() => add.run(...args));
      expect(error.code).toBe("invalid_function_invocation");
      expect(error.message).toContain("at *query*:1:1");
    }
    expect(add.run(1, 2)).toBe(3);
  });
});

describe("options", () => {
  test("that do not exist, or are of another kind", async () => {
    const db = await open();
    const cases: readonly (readonly [() => unknown, string])[] = [
      [
        () => db.query("1", untyped({ typechek: false })),
        "query has no option 'typechek': there are arguments, typecheck",
      ],
      [
        () => db.query("1", { timeoutMs: Number.NaN }),
        "the option 'timeoutMs' of query is a number, 0 or more",
      ],
      [
        () => db.query("1", { maxContentionRetries: -1 }),
        "the option 'maxContentionRetries' of query is a number",
      ],
      [() => db.query("1", untyped(null)), "the options of query are an object"],
      [() => db.transaction(async () => 1, untyped({ retries: 1 })), "transaction has no option 'retries'"],
      [() => open(untyped({ storge: 1 })), "open has no option 'storge'"],
      [() => open(untyped({ storage: {} })), "the option 'storage' of open is a function"],
      [() => open({ limits: untyped({ ops: 1 }) }), "open.limits has no option 'ops'"],
      [() => open(untyped(null)), "the options of open are an object"],
    ];
    for (const [action, message] of cases) {
      const error = await caught(action);
      expect(error).toBeInstanceOf(TypeError);
      expect(String(error)).toContain(message);
    }
    expect((await db.query("1", { typecheck: undefined })).data).toBe(1);
  });
});

describe("schemas", () => {
  test("with errors of FSL, of FQL, and of types", async () => {
    const db = await shop();
    const pushed = (text: string) => failure(() => db.schema.push({ "main.fsl": text }));
    for (const [text, message] of [
      ["collection Customer { name: Strin }", "Unknown type `Strin`"],
      ["collection Customer { name String }", "Invalid field or member `name`"],
      ["function f(x) { x.foo(1 + ) }", "at main.fsl:1:27"],
      ["function f(x: Int): String { x + 1 }", "Type `Number` is not a subtype of `String`"],
    ] as const) {
      const error = await pushed(text);
      expect(error.code).toBe("invalid_schema");
      expect(error.message).toContain(message);
    }
    await isAsBefore(db);
  });

  test.each([
    undefined,
    null,
    SCHEMA,
    [SCHEMA],
    new Map([["main.fsl", SCHEMA]]),
    { "main.fsl": undefined },
    { "main.fsl": 1 },
  ])("that are no files: %s", async (files) => {
    const db = await shop();
    for (const action of [() => db.schema.push(untyped(files)), () => db.schema.diff(untyped(files))]) {
      expect(String(await caught(action))).toContain(
        "files of a schema are an object of FSL texts by file names",
      );
    }
    await isAsBefore(db);
  });
});

describe("transactions", () => {
  test("whose callback throws, or is none", async () => {
    const db = await shop();
    const mine = new Error("mine");
    const create = fql`Customer.create({ name: "Bob", email: "bob@example.com" })`;
    const error = await caught(() =>
      db.transaction(async (transaction) => {
        await transaction.query(create);
        throw mine;
      }),
    );
    expect(error).toBe(mine);
    expect(await caught(() => db.transaction(untyped("x")))).toBeInstanceOf(TypeError);
    await isAsBefore(db);
  });

  test("used when they are over", async () => {
    const db = await shop();
    const query = await db.transaction(async (transaction) => transaction.query);
    expect(await failure(() => query("Customer.all().forEach(.delete())"))).toMatchObject({
      code: "transaction_over",
    });
    await isAsBefore(db);
  });

  test("that always conflict", async () => {
    const db = await shop();
    let attempts = 0;
    const error = await failure(() =>
      db.transaction(
        async (transaction) => {
          attempts++;
          await transaction.query("Customer.all().forEach(c => c.update({ visits: 5 }))");
          await db.query("Customer.all().forEach(c => c.update({ visits: 1 }))");
          await db.query(fql`Customer.all().forEach(c => c.update({ name: ${`Alice ${attempts}`} }))`);
        },
        { maxRetries: 2 },
      ),
    );
    expect(error.code).toBe("contended_transaction");
    expect(attempts).toBe(3);
    await isAsBefore(db);
  });
});

describe("a closed database", () => {
  test("fails instead of being empty, and closes once", async () => {
    const db = await shop();
    const fork = db.fork();
    const prepared = db.prepare("x => x");
    const { query, schema } = db;
    await db.close();
    await db.close();
    for (const action of [
      () => query("1"),
      () => db.explain("1"),
      () => db.prepare("x => x"),
      () => prepared.run(1),
      () => db.transaction(async () => 1),
      () => db.schema.pull(),
      () => schema.pull(),
      () => schema.push({}),
      () => db.fork(),
      () => db.fetch(new Request("http://localhost/ping")),
    ]) {
      expect(await failure(action)).toMatchObject({
        code: "database_closed",
        reason: "The database is closed",
      });
    }
    await isAsBefore(fork);
    await fork.close();
  });

  test("while a transaction runs", async () => {
    const db = await shop();
    const error = await failure(() =>
      db.transaction(async (transaction) => {
        await db.close();
        await transaction.query("1");
      }),
    );
    expect(error.code).toBe("database_closed");
  });
});

test("times and days that are none", () => {
  expect(() => new Time("yesterday")).toThrow(new RangeError("yesterday is not a valid time"));
  expect(() => new Time(new Date(Number.NaN))).toThrow(RangeError);
});

test("documents of answers are values", async () => {
  const db = await shop();
  const { data } = await db.query<FqlDocument>("Customer.all().first()");
  expect((await db.query(fql`${data}.name`)).data).toBe("Alice");
});

test("a prepared query that is ill-typed, now or by a later schema", async () => {
  const db = await shop();
  expect(await failure(() => db.prepare("id => Custmer.byId(id)!.name"))).toMatchObject({
    code: "invalid_query",
    summary: expect.stringContaining("error: Unbound variable `Custmer`\nat *query*:1:7"),
  });
  const visits = db.prepare("id => Customer.byId(id)!.visits");
  await db.schema.push({ "main.fsl": SCHEMA.replace("visits: Int?", "migrations { drop .visits }") });
  expect(await failure(() => visits.run("1"))).toMatchObject({
    code: "invalid_query",
    summary: expect.stringContaining("does not have field `visits`"),
  });
  expect(db.prepare("id => Customer.byId(id)?.visits", { typecheck: false }).run("1")).toBe(null);
});
