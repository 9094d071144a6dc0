import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { type IncomingMessage, request as requestHttp1 } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, open } from "../runtime/index.js";
import { type RunningServer, serve } from "../runtime/server/node/index.js";
import { type Exchange, type Expected, parseExchanges } from "./runner/exchangeFile.js";

const DIRECTORY = "test/protocol";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

type Send = (server: RunningServer, exchange: Exchange) => Promise<Answer>;

const PROTOCOLS: readonly (readonly [string, Send])[] = [
  ["HTTP/1.1", sendHttp1],
  ["HTTP/2", sendHttp2],
];

for (const file of readdirSync(DIRECTORY)) {
  const exchanges = parseExchanges(readFileSync(`${DIRECTORY}/${file}`, "utf8"));
  describe.each(PROTOCOLS)(`${file} over %s`, (_protocol, send) => {
    let database: Database;
    let server: RunningServer;
    const kept = new Map<string, string>();

    beforeAll(async () => {
      database = await open();
      server = await serve(database, { port: 0, host: "127.0.0.1", graceMs: 100 });
    });
    afterAll(async () => {
      await server.close();
      await database.close();
    });

    it.each(exchanges.map((each) => [`${each.line}: ${each.name}`, each] as const))("%s", async (_, each) => {
      const filled = fillIn(each, kept);
      const answer = await send(server, filled);
      const lines = answer.body.split("\r\n");
      for (const expected of each.expected) {
        if (expected.kind === "event") expectText(lines.shift() ?? "", expected.text);
        else if (expected.kind === "end") expect(lines).toEqual([""]);
        else check(answer, expected);
      }
      if (each.keep !== undefined) kept.set(each.keep, String(JSON.parse(answer.body).data));
    });
  });
}

/** The request with what earlier answers gave. */
function fillIn(exchange: Exchange, kept: ReadonlyMap<string, string>): Exchange {
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole);
  const headers = Object.entries(exchange.headers).map(([name, value]) => [name, fill(value)] as const);
  return { ...exchange, body: fill(exchange.body), headers: Object.fromEntries(headers) };
}

function check(
  { status, headers, body }: Answer,
  expected: Exclude<Expected, { readonly kind: "event" | "end" }>,
): void {
  switch (expected.kind) {
    case "answer":
      expect(status, body).toBe(expected.status);
      if (expected.body !== undefined) expectText(body, expected.body);
      break;
    case "header":
      expectText(headers[expected.name] ?? "(none)", expected.value);
      break;
    case "data": {
      expect(status, body).toBe(200);
      const next = body.includes('"static_type":') ? "static_type" : "summary";
      expectText(body, `{"data":${expected.text},"${next}":…`);
      break;
    }
    case "type":
      expect(JSON.parse(body).static_type).toBe(expected.text);
      break;
    case "summary":
      expectText(JSON.parse(body).summary, expected.text);
      break;
    case "bodyError":
      expect(status, body).toBe(400);
      expectText(body, `{"error":{"code":"invalid_request","message":${JSON.stringify(expected.text)}}}`);
      break;
    case "error": {
      const message = JSON.stringify(expected.message);
      expect(status, body).toBe(400);
      expectText(body, `{"error":{"code":"${expected.code}","message":${message}…`);
    }
  }
}

/** `…` in what is expected stands for any text. */
function expectText(text: string, expected: string): void {
  const pattern = expected.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (!new RegExp(`^${pattern.join("[^]*")}$`).test(text)) expect(text).toBe(expected);
}

async function sendHttp1({ port }: RunningServer, exchange: Exchange): Promise<Answer> {
  const { method, path, headers, body } = exchange;
  const length = body === "" ? {} : { "content-length": Buffer.byteLength(body) };
  const request = requestHttp1({
    port,
    host: "127.0.0.1",
    method,
    path,
    agent: false,
    headers: { ...sent(headers), ...length },
  });
  request.end(body);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const text = await textOf(response, exchange);
  request.destroy();
  return {
    status: response.statusCode ?? 0,
    headers: response.headers as Record<string, string>,
    body: text,
  };
}

async function sendHttp2({ url }: RunningServer, exchange: Exchange): Promise<Answer> {
  const { method, path, headers, body } = exchange;
  const session = connectHttp2(url);
  const head = { ":method": method, ":path": path, ...sent(headers) };
  const stream = session.request(head, { endStream: body === "" });
  if (body !== "") stream.end(body);
  const [received] = (await once(stream, "response")) as [Record<string, string>];
  const text = await textOf(stream, exchange);
  session.destroy();
  return { status: Number(received[":status"]), headers: received, body: text };
}

/** The whole body, or as many lines of a stream as there are events to expect. */
async function textOf(body: Readable, { expected }: Exchange): Promise<string> {
  const events = expected.filter(({ kind }) => kind === "event").length;
  const isWhole = events === 0 || expected.some(({ kind }) => kind === "end");
  let text = "";
  for await (const chunk of body.setEncoding("utf8")) {
    text += chunk;
    if (!isWhole && text.split("\r\n").length > events) break;
  }
  return text;
}

/** `(none)`: not sent. */
function sent(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== "(none)"));
}
