import { connect as connectHttp2, constants } from "node:http2";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, createApp } from "../../runtime/server/createApp.js";
import { type RunningServer, serve } from "../../runtime/server/node/index.js";
import { openEngine } from "../clients/openEngine.js";
import { sendAndLeave } from "./rawSocket.js";

const BODIES = [
  '{"query":"Leaf.all().first()!.n + x","arguments":{"x":1}}',
  '{"query":{"fql":["[1, 2].map(n => n + ",{"value":{"@int":"3"}},")"]}}',
  '{"query":{"object":{"a":{"array":[{"value":{"@ref":{"id":"1","coll":{"@mod":"Leaf"}}}},"1 + 1"]}}}}',
  '{"token":"abc","start_ts":1,"page_size":3}',
  '{"query":{"fql":[{"value":{"@time":"2024-05-01T10:00:00Z"}},".add(1, \'day\')"]},"arguments":null}',
].map((text) => new TextEncoder().encode(text));

/** A body of a client with some bytes changed, put in or left out. */
const mutated = fc
  .record({
    body: fc.constantFrom(...BODIES),
    edits: fc.array(fc.record({ at: fc.nat(), remove: fc.nat(3), insert: fc.uint8Array({ maxLength: 4 }) }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ body, edits }) =>
    edits.reduce((bytes, { at, remove, insert }) => {
      const start = at % (bytes.length + 1);
      return Uint8Array.of(...bytes.subarray(0, start), ...insert, ...bytes.subarray(start + remove));
    }, body),
  );

const truncated = fc
  .record({ body: fc.constantFrom(...BODIES), length: fc.nat() })
  .map(({ body, length }) => body.subarray(0, length % body.length));

const anyBody = fc.oneof(mutated, truncated, fc.uint8Array({ maxLength: 200 }));

const anyHeaders = fc.dictionary(
  fc.constantFrom(
    "x-format",
    "x-typecheck",
    "x-query-tags",
    "x-last-txn-ts",
    "x-query-timeout-ms",
    "x-max-contention-retries",
    "traceparent",
    "authorization",
    "origin",
    "content-type",
  ),
  fc.oneof(
    fc.constantFrom("tagged", "true", "1", "Bearer secret", "Basic c2VjcmV0", "a=b", "multipart/form-data"),
    fc.string({ unit: "grapheme-ascii", maxLength: 20 }).map((text) => text.trim()),
  ),
  { maxKeys: 4 },
);

const PATHS = ["/query/1", "/stream/1", "/feed/1", "/ping", "/nowhere"];

let app: App;
const faults: unknown[] = [];

async function contents(): Promise<string> {
  const response = await app.fetch(
    new Request("http://localhost/query/1", {
      method: "POST",
      body: '{"query":"Leaf.all().map(.n).toArray()"}',
      headers: { authorization: "Bearer secret" },
    }),
  );
  return JSON.stringify(((await response.json()) as { data: unknown }).data);
}

beforeAll(async () => {
  app = createApp(await openEngine(), { onFault: (fault) => faults.push(fault) });
  for (const query of ['Collection.create({ name: "Leaf" })', "Leaf.create({ n: 1 })"]) {
    const response = await app.fetch(
      new Request("http://localhost/query/1", {
        method: "POST",
        body: JSON.stringify({ query }),
        headers: { authorization: "Bearer secret" },
      }),
    );
    expect(response.status).toBe(200);
  }
});

describe("whatever is sent", () => {
  it("gets a proper answer", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PATHS),
        fc.constantFrom("POST", "PUT", "DELETE"),
        anyBody,
        anyHeaders,
        async (path, method, body, headers) => {
          const request = new Request(`http://localhost${path}`, {
            method,
            body: Uint8Array.from(body),
            headers: { authorization: "Bearer secret", ...headers },
          });
          const response = await app.fetch(request);
          expect(response.headers.get("traceparent")).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/);
          expect([200, 400, 401, 404, 405]).toContain(response.status);
          const answer: unknown = JSON.parse(await response.text());
          expect(answer).toBeTypeOf("object");
        },
      ),
      { numRuns: 500 },
    );
    expect(faults).toEqual([]);
    expect(await contents()).toBe("[1]");
  });
});

describe("whatever comes in over the wire", () => {
  let server: RunningServer;

  beforeAll(async () => {
    server = await serve(app, { port: 0, host: "127.0.0.1", graceMs: 100, onFault: (f) => faults.push(f) });
  });

  afterAll(() => server.close());

  const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  const head = (length: number) =>
    Buffer.from(
      `POST /query/1 HTTP/1.1\r\nhost: a\r\nauthorization: Bearer secret\r\ncontent-length: ${length}\r\n\r\n`,
    );
  const anyWire = fc.oneof(
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes)),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.concat([preface, bytes])),
    anyBody.map((body) => Buffer.concat([head(body.length), body])),
    anyBody.map((body) => Buffer.concat([head(body.length + 5), body])),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.concat([head(0).subarray(0, 40), bytes])),
  );

  it("is answered or closed, and the server stays up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyWire, { minLength: 1, maxLength: 2 }), async (parts) => {
        await sendAndLeave(server.port, parts);
      }),
      { numRuns: 200 },
    );
    const response = await fetch(`${server.url}/ping`);
    expect(response.status).toBe(200);
    expect(faults).toEqual([]);
    expect(await contents()).toBe("[1]");
  });

  it("leaves nothing behind of clients that go away", async () => {
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const controller = new AbortController();
        const answer = fetch(`${server.url}/query/1`, {
          method: "POST",
          headers: { authorization: "Bearer secret" },
          body: '{"query":"Set.sequence(0, 15000).map(n => n * 2).toArray()"}',
          signal: controller.signal,
        }).then((response) => response.text());
        setTimeout(() => controller.abort(), i % 10);
        await answer.catch((reason: Error) => expect(reason.name).toBe("AbortError"));
      }),
    );
    expect(faults).toEqual([]);
    expect(await contents()).toBe("[1]");
  });

  it("leaves nothing behind of HTTP/2 streams that are reset", async () => {
    const session = connectHttp2(server.url);
    await Promise.all(
      Array.from(
        { length: 100 },
        (_, i) =>
          new Promise<void>((resolve) => {
            const stream = session.request({
              ":method": "POST",
              ":path": "/query/1",
              authorization: "Bearer secret",
            });
            stream.on("error", () => {});
            stream.on("close", resolve);
            stream.write('{"query":"Set.sequence(0, 5000).map(n => n * 2)');
            if (i % 3 === 0) stream.end('.toArray()"}');
            setTimeout(() => stream.close(constants.NGHTTP2_CANCEL), i % 7);
          }),
      ),
    );
    await new Promise<void>((resolve) => session.close(resolve));
    expect(faults).toEqual([]);
    expect(await contents()).toBe("[1]");
  });
});
