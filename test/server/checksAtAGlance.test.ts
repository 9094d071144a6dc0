import { beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../../runtime/server/createApp.js";
import { openEngine } from "../clients/openEngine.js";

let app: App;

/** Sends a body to `/query/1`, as text, or as JSON of what is given. */
async function ask(body: string | object, headers: Record<string, string> = {}) {
  const response = await app.fetch(
    new Request("http://localhost/query/1", {
      method: "POST",
      body: typeof body === "string" ? body : JSON.stringify(body),
      headers: { authorization: "Bearer secret", ...headers },
    }),
  );
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  app = createApp(await openEngine());
  await ask({ query: 'Collection.create({ name: "Shelf" })' });
});

describe("values in answers, spec/08 §15", () => {
  it.each<[string, string, string, string]>([
    ["'abc'.length", "simple", "3", ""],
    ["9223372036854775808", "simple", "9.223372036854776E18", ""],
    ["[1, null, 2.0]", "decorated", '"[\\n  1,\\n  null,\\n  2.0\\n]"', ""],
    ['{ "@x": 1 }', "simple", '{"@x":1}', ""],
    ['{ "@x": 1 }', "tagged", '{"@object":{"@x":{"@int":"1"}}}', ""],
    ["Math.abs", "simple", '"[function abs()]"', ""],
    ["Math.abs", "decorated", '"\\"[function abs]\\""', ""],
    ['Shelf.byId("9")', "simple", "null", ""],
    [
      'Shelf.byId("9")',
      "tagged",
      '{"@ref":{"id":"9","coll":{"@mod":"Shelf"},"exists":false,"cause":"not found"}}',
      "",
    ],
    ["Shelf.all()", "simple", '{"data":[]}', ""],
    ["Shelf.all()", "tagged", '{"@set":{"data":[]}}', ""],
    [
      'log("n", 2); dbg([1])',
      "simple",
      "[1]",
      `info at *query*:1: n 2

info: [1]
at *query*:1:17
  |
1 | log("n", 2); dbg([1])
  |                 ^^^^^
  |`,
    ],
  ])("%s as %s", async (query, format, data, summary) => {
    const { status, text } = await ask({ query }, { "x-format": format, "x-typecheck": "false" });
    expect(status).toBe(200);
    expect(text.startsWith(`{"data":${data},"summary":`)).toBe(true);
    expect(JSON.parse(text).summary).toBe(summary);
  });

  it("binds arguments, by the rules of the format", async () => {
    const query = { query: "x + 1", arguments: { x: 41 } };
    expect(JSON.parse((await ask(query)).text)).toMatchObject({ data: 42 });
    expect(await ask(query, { "x-format": "tagged" })).toEqual({
      status: 400,
      text: '{"error":{"code":"invalid_request","message":"Invalid argument \'x\': numbers must be tagged"}}',
    });
    const tagged = await ask({ query: "x", arguments: { x: { "@int": "41" } } }, { "x-format": "tagged" });
    expect(JSON.parse(tagged.text)).toMatchObject({ data: { "@int": "41" } });
  });

  it("tells of an undecodable value at its place", async () => {
    const { status, text } = await ask({ query: { fql: ["1 + ", { value: { "@big": "1" } }] } });
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({
      error: { code: "invalid_query", message: "The query failed 1 validation check" },
      summary: `error: invalid tag '@big'
at *query*:1:5
  |
1 | 1 + <value>
  |     ^^^^^^^
  |`,
    });
  });

  it("writes the value of an abort", async () => {
    const { status, text } = await ask({ query: "abort({ a: 1 })" });
    expect(status).toBe(400);
    expect(text).toContain(
      '{"error":{"code":"abort","message":"Query aborted.","abort":{"a":1}},"summary":"',
    );
  });

  it("tells of a null and of where it came from", async () => {
    const query = "let total = null\n[10, 20].map(n => n + total!)";
    const { text } = await ask({ query }, { "x-typecheck": "false" });
    expect(JSON.parse(text)).toMatchObject({
      error: { code: "null_value", message: "Null literal value" },
      summary: `error: Null literal value
at *query*:2:23
  |
2 | [10, 20].map(n => n + total!)
  |                       ^^^^^^
  |
hint: Null value created here
at *query*:1:13
  |
1 | let total = null
  |             ^^^^
  |
trace:
  |
2 | [10, 20].map(n => n + total!)
  |             ^^^^^^^^^^^^^^^^^
  |`,
    });
  });

  it("keeps the time of the last schema change", async () => {
    const created = JSON.parse((await ask({ query: 'Collection.create({ name: "Later" })' })).text);
    const after = JSON.parse((await ask({ query: "nobody" }, { "x-typecheck": "false" })).text);
    expect(created.schema_version).toBeLessThan(created.txn_ts);
    expect(after).toMatchObject({
      error: { code: "unbound_variable" },
      schema_version: created.txn_ts,
    });
  });

  it("gives documents the time of their transaction", async () => {
    const { text } = await ask({ query: "Shelf.create({ n: 1 }) { ts, n }" });
    const { data, txn_ts } = JSON.parse(text);
    expect(Date.parse(data.ts)).toBe(Math.floor(txn_ts / 1000));
  });

  it("repeats tags where the spec says so", async () => {
    const tags = { "x-query-tags": "a=1,b=2" };
    for (const body of [{ query: "1" }, { query: "abort(0)" }, { query: "1 +" }]) {
      expect(JSON.parse((await ask(body, tags)).text)).toMatchObject({ query_tags: "b=2,a=1" });
    }
    expect((await ask({ q: 1 }, tags)).text).not.toContain("query_tags");
  });
});
