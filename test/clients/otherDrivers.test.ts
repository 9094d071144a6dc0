import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PREFACE, requestFrames } from "../../runtime/server/node/http2Frames.js";
import { createApp, type RunningServer, serve } from "../../runtime/server/node/index.js";
import { openEngine } from "./openEngine.js";

/** What the official drivers of other languages send, each as its HTTP library writes it. */
let server: RunningServer;

beforeAll(async () => {
  server = await serve(createApp(await openEngine()), { port: 0, host: "127.0.0.1", graceMs: 100 });
  await ask('Collection.create({ name: "Shelf" })');
});

afterAll(() => server.close());

const QUERY = '{"query":{"fql":["1 + ",{"value":{"@int":"2"}}]},"arguments":{}}';
const ANSWER = '{"data":{"@int":"3"},';

async function ask(query: string): Promise<{ readonly data: unknown }> {
  const headers = { authorization: "Bearer secret" };
  const body = JSON.stringify({ query });
  const response = await fetch(`${server.url}/query/1`, { method: "POST", headers, body });
  return (await response.json()) as { data: unknown };
}

interface Conversation {
  send(bytes: string | Buffer): void;
  /** All that came, once it matches. */
  until(pattern: RegExp): Promise<string>;
  close(): void;
}

function converse(): Conversation {
  const socket: Socket = connect(server.port, "127.0.0.1");
  let received = "";
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    received += text;
  });
  socket.on("error", () => socket.destroy());
  return {
    send: (bytes) => socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes),
    until: async (pattern) => {
      await expect.poll(() => received, { timeout: 5000 }).toMatch(pattern);
      return received;
    },
    close: () => socket.destroy(),
  };
}

function head(path: string, headers: readonly string[]): string {
  return [`POST ${path} HTTP/1.1`, ...headers, "", ""].join("\r\n");
}

describe("the driver for Python, on httpx", () => {
  const headers = (body: string) => [
    "Host: localhost:8443",
    "Accept: */*",
    "Accept-Encoding: gzip",
    "Connection: keep-alive",
    "User-Agent: python-httpx/0.27.0",
    "Authorization: Bearer secret",
    "Content-Type: application/json;charset=utf-8",
    "X-Format: tagged",
    "X-Driver-Env: driver=python-2.4.0; runtime=python-3.12.1 env=Unknown; os=Linux-6.1",
    "X-Query-Timeout-Ms: 5000",
    "X-Linearized: true",
    "X-Max-Contention-Retries: 3",
    "X-Typecheck: true",
    "X-Query-Tags: project=teapot,hello=world",
    "X-Last-Txn-Ts: 1700000000000000",
    `Content-Length: ${body.length}`,
  ];

  it("asks one thing after the other on its connection", async () => {
    const { send, until, close } = converse();
    send(head("/query/1", headers(QUERY)) + QUERY);
    const first = await until(/"schema_version":\d+\}$/);
    expect(first).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(first).toContain(ANSWER);
    expect(first).toContain('"query_tags":"hello=world,project=teapot"');
    expect(first).not.toMatch(/content-encoding/i);
    const failing = '{"query":{"fql":["abort(",{"value":"x"},")"]},"arguments":{}}';
    send(head("/query/1", headers(failing)) + failing);
    await until(/HTTP\/1\.1 400 Bad Request[\s\S]*"abort":"x"/);
    close();
  });

  it("follows a stream of chunks and polls a feed", async () => {
    const { data: token } = await ask("Shelf.all().eventSource()");
    const { send, until, close } = converse();
    const body = JSON.stringify({ token });
    send(head("/stream/1", headers(body)) + body);
    await until(
      /transfer-encoding: chunked[\s\S]*\{"type":"status","txn_ts":\d+,"cursor":"[^"]+","stats":\{[^}]*\}\}\r\n/i,
    );
    await ask("Shelf.create({ n: 1 })");
    await until(/\{"type":"add","data":\{"@doc":\{/);
    close();
    const feed = converse();
    feed.send(head("/feed/1", headers(body)) + body);
    await feed.until(/\{"events":\[\{"type":"add",.*"has_next":false,"stats":\{.*\}\}$/);
    feed.close();
  });
});

describe("the driver for Go, on net/http", () => {
  it("writes its headers its way, and <, > and & in JSON as escapes", async () => {
    const body = '{"arguments":null,"query":{"fql":["1 \\u003c 2 \\u0026\\u0026 ",{"value":true}]}}\n';
    const { send, until, close } = converse();
    send(
      head("/query/1", [
        "Host: localhost:8443",
        "User-Agent: Go-http-client/1.1",
        `Content-Length: ${body.length}`,
        "Authorization: Bearer secret",
        "Content-Type: application/json; charset=utf-8",
        "X-Driver: go",
        "X-Driver-Env: driver=go-3.0.0; runtime=go1.22 env=Unknown; os=linux",
        "X-Format: tagged",
        "X-Query-Timeout-Ms: 5000",
        "Accept-Encoding: gzip",
      ]) + body,
    );
    await until(/^HTTP\/1\.1 200 OK[\s\S]*\{"data":true,/);
    close();
  });
});

describe("the driver for .NET, on HttpClient", () => {
  const headers = [
    "Host: localhost:8443",
    "Accept: application/json",
    "Authorization: Bearer secret",
    "X-Format: tagged",
    "X-Driver-Env: driver=fauna-dotnet-1.0.0; runtime=dotnet-8.0; env=unknown; os=unix",
    "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    "Content-Type: application/json; charset=utf-8",
  ];

  it("sends chunks", async () => {
    const { send, until, close } = converse();
    send(head("/query/1", [...headers, "Transfer-Encoding: chunked"]));
    const [first, rest] = [QUERY.slice(0, 10), QUERY.slice(10)];
    send(`${first.length.toString(16)}\r\n${first}\r\n`);
    send(`${rest.length.toString(16)}\r\n${rest}\r\n0\r\n\r\n`);
    const answer = await until(/"schema_version":\d+\}$/);
    expect(answer).toContain(ANSWER);
    expect(answer).toMatch(/\r\ntraceparent: 00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01\r\n/);
    close();
  });

  it("may ask whether to go on", async () => {
    const { send, until, close } = converse();
    send(head("/query/1", [...headers, `Content-Length: ${QUERY.length}`, "Expect: 100-continue"]));
    await until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    send(QUERY);
    expect(await until(/"schema_version":\d+\}$/)).toContain(ANSWER);
    close();
  });
});

describe("the driver for the JVM, on java.net.http", () => {
  const headers = (more: readonly string[] = []) => [
    "Connection: Upgrade, HTTP2-Settings",
    `Content-Length: ${QUERY.length}`,
    "Host: localhost:8443",
    "HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA",
    "Upgrade: h2c",
    "User-Agent: Java-http-client/17.0.15",
    "Accept-Encoding: gzip",
    "Authorization: Bearer secret",
    "Content-Type: application/json;charset=utf-8",
    "X-Format: tagged",
    "X-Driver-Env: driver=fauna-jvm-1.0.0; runtime=java-17; env=unknown; os=linux",
    ...more,
  ];
  const SETTINGS = Buffer.from("000000040000000000", "hex");

  it("goes on in HTTP/2 with its first query, and asks the next on the next stream", async () => {
    const { send, until, close } = converse();
    send(head("/query/1", headers()) + QUERY);
    await until(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
    send(Buffer.concat([Buffer.from(PREFACE), SETTINGS]));
    await until(/\0\0\0\0\x01\{"data":\{"@int":"3"\},/); // the DATA frame of stream 1
    const fields = [
      [":method", "POST"],
      [":path", "/query/1"],
      [":scheme", "http"],
      [":authority", "localhost:8443"],
      ["authorization", "Bearer secret"],
      ["x-format", "tagged"],
    ] as const;
    send(requestFrames(3, fields, Buffer.from('{"query":"7"}')));
    await until(/\0\0\0\0\x03\{"data":\{"@int":"7"\},/);
    close();
  });

  it("stays in HTTP/1.1 where it first asks whether to go on", async () => {
    const { send, until, close } = converse();
    send(head("/query/1", headers(["Expect: 100-continue"])));
    await until(/^HTTP\/1\.1 100 Continue\r\n\r\n$/);
    send(QUERY);
    expect(await until(/"schema_version":\d+\}$/)).toContain(ANSWER);
    close();
  });
});

describe("any driver", () => {
  it.each([
    ["lower-case names", ["host: x", "authorization: Bearer secret", "x-format: tagged"]],
    ["upper-case names", ["HOST: x", "AUTHORIZATION: Bearer secret", "X-FORMAT: tagged"]],
    ["no space after colons", ["host:x", "authorization:Bearer secret", "x-format:tagged"]],
    [
      "a repeated secret, of which the first counts",
      ["host: x", "authorization: Bearer secret", "authorization: Bearer other", "x-format: tagged"],
    ],
  ])("%s", async (_name, headers) => {
    const { send, until, close } = converse();
    send(head("/query/1", [...headers, `content-length: ${QUERY.length}`]) + QUERY);
    expect(await until(/"schema_version":\d+\}$/)).toContain(ANSWER);
    close();
  });

  it("may send several queries without waiting", async () => {
    const { send, until, close } = converse();
    const one = head("/query/1", ["host: x", "authorization: Bearer secret", "content-length: 13"]);
    send(`${one}{"query":"1"}${one}{"query":"2"}${one}{"query":"3"}`);
    const answer = await until(/"data":3,[\s\S]*\}$/);
    expect(answer.match(/"data":\d/g)).toEqual(['"data":1', '"data":2', '"data":3']);
    close();
  });
});
