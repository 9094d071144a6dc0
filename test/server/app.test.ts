import { describe, expect, it } from "vitest";
import { createApp } from "../../runtime/server/createApp.js";
import type { Served } from "../../runtime/server/served.js";
import { ACCOUNT, fakeDatabase } from "./fakeDatabase.js";

const SECRET = { authorization: "Bearer secret" };

function ask(path: string, init: RequestInit = {}, served: Partial<Served> = {}, faults: unknown[] = []) {
  const app = createApp(fakeDatabase(served), { bodyLimit: 1000, onFault: (fault) => faults.push(fault) });
  return Promise.resolve(app.fetch(new Request(`http://localhost${path}`, init)));
}

function query(body: string, headers: Record<string, string> = SECRET, served: Partial<Served> = {}) {
  return ask("/query/1", { method: "POST", body, headers }, served);
}

describe("/query/1", () => {
  it("answers a query", async () => {
    const response = await query('{"query":{"fql":["1 + ",{"value":{"@int":"2"}}]}}');
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ data: "1 + \0value>", summary: "", schema_version: 0 });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/json;charset=utf-8",
      "content-length": String(new TextEncoder().encode(text).length),
      traceparent: expect.stringMatching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/),
      "x-faunadb-build": "coppice",
    });
  });

  it.each([
    [
      "headers before the body",
      '{"q":1}',
      { "x-format": "xml" },
      400,
      "Invalid header 'x-format': Invalid format xml",
    ],
    ["the body before the secret", '{"q":1}', {}, 400, "Invalid request body"],
    ["the secret before all else", '{"query":"1"}', {}, 401, "Access token required"],
    [
      "the scheme as it is written",
      '{"query":"1"}',
      { authorization: "bearer secret" },
      401,
      "Access token required",
    ],
    ["unknown secrets", '{"query":"1"}', { authorization: "Bearer no" }, 401, "Access token required"],
    [
      "secrets that do not parse",
      '{"query":"1"}',
      { authorization: "Bearer secret:adminx" },
      401,
      "Access token required",
    ],
    ["missing bodies", undefined, SECRET, 400, "No request body provided"],
  ])("checks %s", async (_name, body, headers, status, message) => {
    const response = await ask("/query/1", {
      method: "POST",
      body,
      headers: headers as Record<string, string>,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { message } });
  });

  it("takes Basic, and hands over scope, headers and arguments", async () => {
    let seen: unknown;
    const served: Partial<Served> = {
      execute: (request) => {
        seen = request;
        return { kind: "unauthorized" };
      },
    };
    const headers = {
      authorization: `Basic ${btoa("secret:shop/eu:server:")}`,
      "x-query-tags": "a=1",
      "x-typecheck": "false",
      "x-query-timeout-ms": "5000",
    };
    const response = await query('{"query":"x","arguments":{"x":1}}', headers, served);
    expect(await response.json()).toMatchObject({ query_tags: "a=1" });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(seen).toMatchObject({
      text: "x",
      values: [],
      arguments: new Map([["x", expect.any(Function)]]),
      credentials: {
        kind: "secret",
        secret: "secret",
        scope: { database: ["shop", "eu"], identity: { kind: "builtIn", role: "server" } },
      },
      typecheck: false,
      timeoutMs: 5000,
      maxContentionRetries: 4,
    });
  });

  it("refuses bodies past the limit", async () => {
    const response = await query(`{"query":"${"x".repeat(1000)}"}`);
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      error: { code: "request_size_exceeded", message: "Request entity is too large" },
    });
  });

  it("refuses GET, which has no body", async () => {
    const response = await ask("/query/1");
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message: "No request body provided" } });
  });

  it("shows faults of ours to us only", async () => {
    const faults: unknown[] = [];
    const fault = new Error("a detail nobody should see");
    const served: Partial<Served> = {
      execute: () => {
        throw fault;
      },
    };
    const response = await ask(
      "/query/1",
      { method: "POST", body: '{"query":"1"}', headers: SECRET },
      served,
      faults,
    );
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      error: { code: "internal_error", message: expect.not.stringContaining("detail") },
    });
    expect(faults).toEqual([fault]);
  });

  it("writes decorated values as text", async () => {
    const served: Partial<Served> = {
      execute: () => ({ kind: "success", value: [1], staticType: undefined, ...ACCOUNT }),
    };
    const response = await query('{"query":"1"}', { ...SECRET, "x-format": "decorated" }, served);
    expect(await response.json()).toMatchObject({ data: "[\n  1\n]" });
  });
});

describe("traces", () => {
  const trace = "0af7651916cd43dd8448eb211c80319c";
  it.each([
    [`00-${trace}-b7ad6b7169203331-01`, new RegExp(`^00-${trace}-(?!b7ad6b7169203331)[0-9a-f]{16}-01$`)],
    ["nonsense", /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/],
    [`00-${"0".repeat(32)}-b7ad6b7169203331-01`, /^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-00$/],
  ])("%s", async (traceparent, expected) => {
    const response = await ask("/ping", { headers: { traceparent } });
    expect(response.headers.get("traceparent")).toMatch(expected);
  });
});

describe("/ping", () => {
  it.each([
    ["", "write"],
    ["?scope=node", "node"],
    ["?scope=read", "read"],
    ["?scope=all", "all"],
    ["?scope=local", "read"],
    ["?scope=global", "write"],
    ["?scope=toString", "node"],
    ["?timeout=5", "write"],
  ])("%s", async (parameters, scope) => {
    const response = await ask(`/ping${parameters}`);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(`{"resource":"Scope ${scope} is OK"}`);
  });

  it("answers HEAD without a body, and no other method", async () => {
    const head = await ask("/ping", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect((await ask("/ping", { method: "POST" })).status).toBe(405);
  });
});

describe("/environment/1", () => {
  it.each([
    [{}, 401, { code: "unauthorized", message: "Invalid token, unable to authenticate request" }],
    [
      { authorization: "Bearer secret:client" },
      403,
      { code: "forbidden", message: "A valid admin/server key must be provided to use this endpoint" },
    ],
    [
      { authorization: "Bearer secret:server-readonly" },
      403,
      { code: "forbidden", message: "A valid admin/server key must be provided to use this endpoint" },
    ],
    [SECRET, 200, { schema_version: 7, environment: { globals: { a: "String", b: "Number" }, types: {} } }],
  ])("%j", async (headers, status, body) => {
    const response = await ask("/environment/1", { headers: headers as Record<string, string> });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual(body);
  });
});

describe("other paths", () => {
  it.each(["/", "/query/2", "/query", "/query/1/x"])("%s", async (path) => {
    const response = await ask(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('{"errors":[{"code":"not found","description":"Not Found"}]}');
  });
});

describe("CORS", () => {
  const origin = "https://shop.example";

  it("lets a page read answers", async () => {
    const response = await query('{"query":"1"}', { ...SECRET, origin });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-expose-headers": "x-faunadb-build",
    });
    expect(response.headers.has("access-control-max-age")).toBe(false);
  });

  it("lets a page read refusals too", async () => {
    for (const response of [await ask("/nowhere", { headers: { origin } }), await query("", { origin })]) {
      expect(response.headers.get("access-control-allow-origin")).toBe(origin);
    }
  });

  it("answers preflights on any path", async () => {
    const response = await ask("/query/1", { method: "OPTIONS", headers: { origin } });
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-max-age": "86400",
      "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE",
      "access-control-allow-headers": expect.stringContaining("authorization, content-type, x-driver-env"),
    });
  });

  it("says nothing without an origin, and OPTIONS is a request like others", async () => {
    const response = await ask("/query/1", { method: "OPTIONS" });
    expect(response.status).toBe(400);
    expect([...response.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
  });
});
