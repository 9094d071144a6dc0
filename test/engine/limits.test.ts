import { describe, expect, test } from "vitest";
import { hostSurroundings, open, seededSurroundings } from "../../runtime/index.js";
import { ask } from "./http.js";

const failure = async (query: string, limits: object) => {
  const db = await open({ typecheck: false, limits });
  return db.query(query).then(
    ({ data }) => data,
    ({ code, reason }) => ({ code, reason }),
  );
};

describe("limits are options of open()", () => {
  const TABLE: readonly (readonly [limits: object, query: string, code: string, reason: string])[] = [
    [
      { depth: 50 },
      "let f = f => f(f); f(f)",
      "stack_overflow",
      "number of stack frames exceeded limit of 50",
    ],
    [
      { computeOps: 10 },
      "Set.sequence(0, 1000).toArray().map(x => x + 1)",
      "invalid_request",
      "Transaction does too much compute: got 21, limit: 10",
    ],
    [
      { setElements: 100 },
      "Set.sequence(0, 101).toArray()",
      "value_too_large",
      "Value too large: exceeded maximum number of elements (limit=100).",
    ],
    [
      { stringLength: 10 },
      "'abcdef' + 'abcdef'",
      "value_too_large",
      "Value too large: string size 12 exceeds limit 10.",
    ],
    [
      { transactionBytes: 1000 },
      "Collection.create({ name: 'C', data: { a: Set.sequence(0, 500).toArray() } })",
      "invalid_request",
      "Transaction exceeded limit: got ",
    ],
    [
      { versionBytes: 1000 },
      "Collection.create({ name: 'C', data: { a: Set.sequence(0, 500).toArray() } })",
      "invalid_request",
      "Version bytes (",
    ],
  ];

  for (const [limits, query, code, reason] of TABLE) {
    test(JSON.stringify(limits), async () => {
      const failed = (await failure(query, limits)) as { code: string; reason: string };
      expect(failed.code).toBe(code);
      expect(failed.reason.startsWith(reason), failed.reason).toBe(true);
    });
  }
});

describe("the memory budget", () => {
  /** Each would take the whole memory of the process. */
  const BOMBS = [
    "Set.sequence(0, 40).fold([1, 2, 3], (a, _) => a.concat(a))",
    "let a = Set.sequence(0, 16000).toArray(); a.flatMap(_ => a)",
    "let a = Set.sequence(0, 16000).toArray(); let b = a.map(_ => a); b.flatten()",
    "let s = Set.sequence(0, 24).fold('x', (a, _) => a + a); Set.sequence(0, 16000).toArray().map(n => [n, (if (n < 0) '' else s).toUpperCase()])",
    "let s = Set.sequence(0, 23).fold('x', (a, _) => a + a); Set.sequence(0, 16000).toArray().map(n => s + n.toString())",
    'let s = Set.sequence(0, 24).fold("x", (a, _) => a + a); Set.sequence(0, 16000).toArray().map(n => "#{n}#{s.slice(9)}")',
    "let s = Set.sequence(0, 24).fold('x', (a, _) => a + a); Set.sequence(0, 16000).forEach(_ => log(s))",
    "let a = Set.sequence(0, 16000).toArray(); a.map(n => a.append(n))",
    "let a = Set.sequence(0, 16000).toArray(); Set.sequence(0, 16000).fold([], (l, n) => [l, a.append(n)])",
    "let a = Set.sequence(0, 16000).toArray(); let f = x => () => x; a.map(n => f(a.append(n))).length",
    'let a = Set.sequence(0, 9000).toArray().map(n => ["k#{n}", n]); a.map(_ => Object.fromEntries(a))',
  ];
  for (const query of BOMBS) {
    test(query, async () => {
      const failed = await failure(query, { memoryBytes: 100_000_000 });
      expect(failed).toEqual({
        code: "value_too_large",
        reason: "Value too large: values of the query exceed 100000000 bytes.",
      });
    });
  }

  const SHARING = [
    "Array.sequence(0, 40).fold(0, (s, _) => { a: s, b: s })",
    "Array.sequence(0, 40).fold(0, (s, _) => [s, s])",
  ];
  for (const query of SHARING) {
    test(`none is as JS values: ${query}`, async () => {
      const failed = (await failure(query, {})) as { code: string };
      expect(failed.code).toBe("value_too_large");
    });
  }

  test("no answer is larger, though it shares what it shows again and again", async () => {
    const db = await open({ typecheck: false });
    const text = "let s = Set.sequence(0, 23).fold('x', (a, _) => a + a);";
    const queries = [
      "let a = Array.sequence(0, 16000); a.map(_ => a)",
      "let a = Array.sequence(0, 16000); abort(a.map(_ => { b: a }))",
      "let a = Array.sequence(0, 16000); Set.sequence(0, 16000).pageSize(16000).map(_ => a)",
      `${text} Array.sequence(0, 16000).map(_ => s)`,
      `${text} Array.sequence(0, 16000).map(_ => { s: s })`,
      ...SHARING,
    ];
    for (const query of queries) {
      const answer = await ask(db, "secret", query);
      expect([query, answer.status, answer.code]).toEqual([query, 400, "value_too_large"]);
      expect(answer.message).toBe("Value too large: values of the query exceed 134217728 bytes.");
    }
  });

  /** Each builds far more, but holds little of it at any time. */
  const HARMLESS: readonly (readonly [query: string, value: unknown])[] = [
    ["Set.sequence(0, 8000).toArray().fold([], (a, x) => a.append(x)).length", 8000],
    ["Set.sequence(0, 12000).fold('', (a, _) => a + 'twenty bytes of text').length", 240_000],
    [
      'Set.sequence(0, 12000).fold({ t: "" }, (a, _) => { t: "#{a.t}twenty bytes of text" }).t.length',
      240_000,
    ],
    ["let f = (a, x) => a.append(x); Set.sequence(0, 8000).fold([], (a, x) => f(a, x)).length", 8000],
    ["let a = Set.sequence(0, 9000).toArray(); a.where(n => a.reverse()[n] == n).length", 0],
    ["let a = Set.sequence(0, 9000).toArray(); a.map(n => a.append(n).length)[7]", 9001],
    ["let a = Set.sequence(0, 9000).toArray(); a.reduce((x, n) => a.append(n).length)", 9001],
  ];
  for (const [query, value] of HARMLESS) {
    test(`is wide enough for ${query}`, async () => {
      expect(await failure(query, { memoryBytes: 100_000_000 })).toBe(value);
    });
  }

  test("texts of arrays and objects are as long as strings may be", async () => {
    const array = "let s = Set.sequence(0, 24).fold('x', (a, _) => a + a); [s, s]";
    const tooLarge = (size: number) => ({
      code: "value_too_large",
      reason: `Value too large: string size ${size} exceeds limit 16777216.`,
    });
    expect(await failure(`${array}.toString()`, {})).toEqual(tooLarge(2 ** 25 + 8));
    expect(await failure(`{ ${array.replace(";", "; Object.toString({ a:")} }) }`, {})).toEqual(
      tooLarge(2 ** 25 + 8 + 8 - 1),
    );
  });
});

describe("the time of a query", () => {
  const LONG = "Set.sequence(0, 16000).toArray().map(x => x.toString().length)";

  test("that ends early is 440, with what it was given", async () => {
    let now = 0;
    const surroundings = {
      ...seededSurroundings(1),
      clock: () => {
        now += 100_000;
        return now;
      },
    };
    const db = await open({ surroundings });
    const response = await db.fetch(
      new Request("http://localhost/query/1", {
        method: "POST",
        headers: { authorization: "Bearer secret", "x-query-timeout-ms": "300" },
        body: JSON.stringify({ query: LONG }),
      }),
    );
    expect(response.status).toBe(440);
    expect(((await response.json()) as { error: unknown }).error).toEqual({
      code: "time_out",
      message: "Client set aggressive deadline: query needs 1000, timed out within 400",
    });
  });

  test("that ends late is 503", async () => {
    let now = 0;
    const surroundings = {
      ...seededSurroundings(1),
      clock: () => {
        now += 1_000_000;
        return now;
      },
    };
    const db = await open({ surroundings });
    const response = await db.fetch(
      new Request("http://localhost/query/1", {
        method: "POST",
        headers: { authorization: "Bearer secret", "x-query-timeout-ms": "2500" },
        body: JSON.stringify({ query: LONG }),
      }),
    );
    expect(response.status).toBe(503);
    expect(((await response.json()) as { error: unknown }).error).toEqual({
      code: "time_out",
      message: "Read timed out",
    });
  });
});

test("a fault of ours is not told as the user's", async () => {
  const db = await open();
  const faulty = new Error("broken inside");
  const surroundings = hostSurroundings();
  await db.close();
  let isBroken = false;
  const broken = await open({
    surroundings: {
      ...surroundings,
      clock: () => {
        if (isBroken) throw faulty;
        return surroundings.clock();
      },
    },
  });
  isBroken = true;
  await expect(broken.query("1")).rejects.toBe(faulty);
  const answer = await ask(broken, "secret", "1");
  expect([answer.status, answer.code]).toEqual([500, "internal_error"]);
  expect(answer.message).not.toContain("broken inside");
});

test("what an index holds of a document is limited, value by value and together", async () => {
  const db = await open({ typecheck: false });
  await db.schema.push({ "main.fsl": "collection C { *: Any; index i { terms [.a]; values [.b, .c] } }" });
  const reason = (fields: object) =>
    db.query("C.create(fields).id", { arguments: { fields: fields as never } }).then(
      () => "",
      (error) => error.reason,
    );
  const text = (length: number) => "x".repeat(length);
  expect(await reason({ a: text(32_000), b: text(20_000) })).toBe("");
  expect(await reason({ other: text(100_000) })).toBe("");
  expect(await reason({ a: text(33_000) })).toMatch(/^buf length 330\d\d exceeds 32767$/);
  expect(await reason({ a: 1, c: [text(33_000)] })).toMatch(/^buf length 330\d\d exceeds 32767$/);
  expect(await reason({ a: text(30_000), b: text(30_000), c: text(30_000) })).toMatch(
    /^Key bytes \(900\d\d\) exceeds threshold \(64000\)$/,
  );
});
