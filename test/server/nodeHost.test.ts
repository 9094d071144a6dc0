import { connect as connectHttp2, constants } from "node:http2";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createApp } from "../../runtime/server/createApp.js";
import { type RunningServer, type ServeOptions, serve } from "../../runtime/server/node/index.js";
import type { Served } from "../../runtime/server/served.js";
import { fakeDatabase } from "./fakeDatabase.js";

const BODY = '{"query":"1"}';
const HEADERS = { authorization: "Bearer secret" };

const running: RunningServer[] = [];

async function start(served: Partial<Served> = {}, options: ServeOptions = {}): Promise<RunningServer> {
  const defaults = { port: 0, host: "127.0.0.1", graceMs: 200 };
  const server = await serve(createApp(fakeDatabase(served)), { ...defaults, ...options });
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

/** Sends bytes as they are, with pauses, and reads until the server closes or `enough` of the answer is there. */
function sendRaw(port: number, parts: readonly (string | number)[], enough?: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket: Socket = connect(port, "127.0.0.1", async () => {
      for (const part of parts) {
        if (typeof part === "string") socket.write(part, "latin1");
        await new Promise((next) => setTimeout(next, typeof part === "string" ? 10 : part));
      }
    });
    const finish = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setEncoding("latin1");
    socket.on("data", (text) => {
      answer += text;
      if (enough?.test(answer)) finish();
    });
    socket.on("close", finish);
    socket.on("error", reject);
  });
}

function post(body: string, headers: readonly string[] = []): string {
  return [
    "POST /query/1 HTTP/1.1",
    "host: localhost",
    "authorization: Bearer secret",
    `content-length: ${body.length}`,
    ...headers,
    "",
    body,
  ].join("\r\n");
}

/** One request over an HTTP/2 session of its own. */
function askHttp2(
  url: string,
  body: string | Buffer,
  path = "/query/1",
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(url);
    session.on("error", reject);
    const stream = session.request({ ":method": "POST", ":path": path, ...HEADERS });
    let status = 0;
    let text = "";
    stream.setEncoding("utf8");
    stream.on("response", (headers) => {
      status = Number(headers[constants.HTTP2_HEADER_STATUS]);
    });
    stream.on("data", (chunk) => {
      text += chunk;
    });
    stream.on("error", reject);
    stream.on("end", () => {
      session.close();
      resolve({ status, body: text });
    });
    stream.end(body);
  });
}

describe("one port", () => {
  it("speaks HTTP/1.1", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/query/1`, { method: "POST", body: BODY, headers: HEADERS });
    expect(await response.json()).toMatchObject({ data: "1" });
    expect(response.headers.get("connection")).toBe("keep-alive");
  });

  it("speaks HTTP/2 with prior knowledge", async () => {
    const { url } = await start();
    const answer = await askHttp2(url, BODY);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toMatchObject({ data: "1" });
  });

  it("tells them apart however the bytes arrive", async () => {
    const { port } = await start();
    const split = await sendRaw(port, ["P", "OST /query/1 HTT", post(BODY).slice(17)], /"data":"1"/);
    expect(split).toMatch(/^HTTP\/1\.1 200 OK/);
    const http2 = await sendRaw(
      port,
      ["PRI * HT", "TP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\x04\0\0\0\0\0"],
      /^.{9}/s,
    );
    expect(http2.charCodeAt(3)).toBe(4); // a SETTINGS frame
  });

  it("switches to HTTP/2 where a request asks for it", async () => {
    const { port } = await start();
    const upgrade = ["connection: Upgrade, HTTP2-Settings", "upgrade: h2c", "http2-settings: AAMAAABk"];
    const preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0";
    const answer = await sendRaw(port, [post(BODY, upgrade), preface], /"data":"1".*\}/s);
    expect(answer).toMatch(/^HTTP\/1\.1 101 Switching Protocols\r\n/);
    expect(answer).toContain('\0\0\0\0\x01{"data":"1"'); // a DATA frame of stream 1
  });

  it("ignores an upgrade that it does not offer", async () => {
    const { port } = await start();
    const answer = await sendRaw(
      port,
      [post(BODY, ["connection: Upgrade", "upgrade: websocket"])],
      /"data":"1"/,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it("answers several requests on one connection", async () => {
    const { port } = await start();
    const answer = await sendRaw(port, [post(BODY) + post('{"query":"2"}')], /"data":"2"/);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
  });
});

describe("limits", () => {
  const large = `{"query":"${"x".repeat(8_388_608)}"}`;

  it("refuses bodies past 8 MiB over HTTP/1.1", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/query/1`, { method: "POST", body: large, headers: HEADERS });
    expect(response.status).toBe(413);
  });

  it("refuses bodies past 8 MiB over HTTP/2", async () => {
    const { url } = await start();
    expect((await askHttp2(url, large)).status).toBe(413);
  });

  it("takes a body of exactly 8 MiB", async () => {
    const { url } = await start({ execute: () => ({ kind: "unauthorized" }) });
    const body = large.replace("x".repeat(12), "");
    expect(body.length).toBe(8_388_608);
    expect((await askHttp2(url, body)).status).toBe(401);
  });

  it.each([
    ["headers", post(BODY, [`x-much: ${"y".repeat(8200)}`])],
    [
      "many headers",
      post(
        BODY,
        Array.from({ length: 500 }, (_, i) => `x-${i}: ${"y".repeat(20)}`),
      ),
    ],
    ["huge headers", post(BODY, [`x-much: ${"y".repeat(40_000)}`])],
    ["URL", `GET /${"y".repeat(17_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`],
    ["nonsense", "HELLO\r\n\r\n"],
    ["a bad length", "POST /query/1 HTTP/1.1\r\nhost: localhost\r\ncontent-length: x\r\n\r\n"],
  ])("answers 400 and closes: %s", async (_name, text) => {
    const { port } = await start();
    const answer = await sendRaw(port, [text]);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/connection: close/i);
    expect(answer.endsWith('{"error":"bad request"}')).toBe(true);
  });

  it("answers TRACE, which fetch does not know", async () => {
    const { port } = await start();
    expect(await sendRaw(port, ["TRACE / HTTP/1.1\r\nhost: localhost\r\n\r\n"])).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe("clients that go away", () => {
  it("aborts what they waited for", async () => {
    let isAborted = () => false;
    const served: Partial<Served> = {
      execute: async ({ signal }) => {
        isAborted = () => signal!.aborted;
        await expect.poll(isAborted).toBe(true);
        return { kind: "unauthorized" };
      },
    };
    const { url } = await start(served);
    const controller = new AbortController();
    const response = fetch(`${url}/query/1`, {
      method: "POST",
      body: BODY,
      headers: HEADERS,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 50);
    await expect(response).rejects.toThrow(/aborted/);
    await expect.poll(isAborted).toBe(true);
  });

  it("survives those that stop in the middle", async () => {
    const { url, port } = await start();
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(post(BODY).slice(0, -3));
      setTimeout(() => socket.destroy(), 20);
    });
    await new Promise((resolve) => socket.on("close", resolve));
    expect((await askHttp2(url, BODY)).status).toBe(200);
  });
});

describe("slow clients", () => {
  const TIMED_OUT =
    /^HTTP\/1\.1 408 Request Timeout\r\n[\s\S]*\{"error":"request timeout: Client timed out\."\}$/;

  it.each([
    ["in the head", "POST /query/1 HTTP/1.1\r\nhost: localhost\r\n"],
    ["in the body", post(BODY).slice(0, -3)],
  ])("that stop %s are told", async (_where, text) => {
    const { port } = await start({}, { requestTimeoutMs: 200 });
    expect(await sendRaw(port, [text])).toMatch(TIMED_OUT);
  });

  it("that say nothing are left", async () => {
    const { port } = await start({}, { requestTimeoutMs: 200 });
    expect(await sendRaw(port, [])).toBe("");
  });

  it("that have no more to ask are left some seconds later", async () => {
    const { port } = await start();
    const started = performance.now();
    expect(await sendRaw(port, [post(BODY)])).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\nkeep-alive: timeout=5\r\n/i,
    );
    const seconds = (performance.now() - started) / 1000;
    expect(seconds).toBeGreaterThan(4.9);
    expect(seconds).toBeLessThan(9);
  });
});

describe("idle connections", () => {
  // Node adds a second of its own.
  const idle = { keepAliveMs: 100, pooledIdleMs: 5000 };
  const LONGER = 1500;

  it("outlive a client that stands still, once they are used again", async () => {
    const { port } = await start({}, { idle });
    const answer = await sendRaw(port, [post(BODY), post(BODY), LONGER, post('{"query":"3"}')], /"data":"3"/);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  });

  it("outlive it where there are many", async () => {
    const { port } = await start({}, { idle });
    const asking = Array.from({ length: 10 }, () =>
      sendRaw(port, [post(BODY), LONGER, post('{"query":"2"}')], /"data":"2"/),
    );
    for (const answer of await Promise.all(asking)) expect(answer).toContain('"data":"2"');
  });

  it("that asked once are closed as clients are told", async () => {
    const { port } = await start({}, { idle });
    const answer = await sendRaw(port, [post(BODY), LONGER, post('{"query":"2"}')], /"data":"2"/);
    expect(answer).not.toContain('"data":"2"');
  });

  it("are closed in the end", async () => {
    const { port } = await start({}, { idle: { keepAliveMs: 100, pooledIdleMs: 1300 } });
    const started = performance.now();
    const answer = await sendRaw(port, [post(BODY), post(BODY)]);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    expect(performance.now() - started).toBeGreaterThan(2300);
  });

  it("may be half closed: what was asked is answered", async () => {
    const { port } = await start();
    const answer = await new Promise<string>((resolve, reject) => {
      let text = "";
      const socket = connect(port, "127.0.0.1", () => socket.end(post(BODY)));
      socket.on("data", (chunk) => {
        text += chunk;
      });
      socket.on("error", reject);
      socket.on("close", () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(answer).toContain('"data":"1"');
  });
});

describe("closing", () => {
  it("lets requests end, and takes no more", async () => {
    let answer: (() => void) | undefined;
    const { url, close } = await start({
      execute: () =>
        new Promise((resolve) => {
          answer = () => resolve({ kind: "unauthorized" });
        }),
    });
    const response = fetch(`${url}/query/1`, { method: "POST", body: BODY, headers: HEADERS });
    await expect.poll(() => answer).toBeDefined();
    const closed = close();
    answer!();
    expect((await response).status).toBe(401);
    expect((await response).headers.get("connection")).toBe("close");
    await closed;
    await expect(fetch(`${url}/ping`)).rejects.toThrow();
  });

  it("does not wait for idle connections", async () => {
    const { url, port, close } = await start({}, { graceMs: 60_000 });
    const silent = connect(port, "127.0.0.1");
    const session = connectHttp2(url);
    await new Promise((resolve) => session.once("connect", resolve));
    await fetch(`${url}/ping`);
    const started = Date.now();
    await close();
    expect(Date.now() - started).toBeLessThan(2000);
    silent.destroy();
    session.destroy();
  });
});
