import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type Database, fql, open } from "../../runtime/index.js";
import { type RunningServer, serve } from "../../runtime/server/node/index.js";

/** Clients of streams that do not read: 54 MB of events for each of them. */
const CHANGES = 900;
const TEXT = "x".repeat(60_000);
const STREAMS = 4;
/** What the database keeps of the changes, with room for what was not collected yet. */
const ALLOWED_BYTES = 110 * 2 ** 20;

let database: Database;
let server: RunningServer;

async function start(): Promise<string> {
  database = await open();
  server = await serve(database, { port: 0, host: "127.0.0.1", graceMs: 100 });
  await database.query('Collection.create({ name: "Shelf" })');
  await database.query('Shelf.create({ id: "1", text: "" })');
  const response = await fetch(`${server.url}/query/1`, {
    method: "POST",
    headers: { authorization: "Bearer secret" },
    body: '{"query":"Shelf.all().eventSource()"}',
  });
  return JSON.stringify({ token: ((await response.json()) as { data: string }).data });
}

afterEach(async () => {
  await server.close();
  await database.close();
});

interface SlowClient {
  readonly started: Promise<unknown>;
  leave(): void;
}

function followHttp1(body: string): SlowClient {
  const socket = connect(server.port, "127.0.0.1");
  const started = new Promise((resolve) => socket.once("readable", resolve));
  socket.write(
    `POST /stream/1 HTTP/1.1\r\nhost: x\r\nauthorization: Bearer secret\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return { started, leave: () => socket.destroy() };
}

function followHttp2(body: string): SlowClient {
  const session = connectHttp2(server.url);
  const stream = session.request({ ":method": "POST", ":path": "/stream/1", authorization: "Bearer secret" });
  stream.end(body);
  return {
    started: new Promise((resolve) => stream.once("response", resolve)),
    leave: () => session.destroy(),
  };
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe.each([
  ["HTTP/1.1", followHttp1],
  ["HTTP/2", followHttp2],
])("clients over %s that do not read their stream", (_protocol, follow) => {
  it("cost no memory, and leave nothing behind", async () => {
    const body = await start();
    const timersBefore = timers();
    const clients = Array.from({ length: STREAMS }, () => follow(body));
    await Promise.all(clients.map(({ started }) => started));
    const before = memory();
    for (let n = 1; n <= CHANGES; n++) {
      await database.query(fql`Shelf.byId("1")!.update({ text: ${n + TEXT} }).id`);
    }
    expect(memory() - before).toBeLessThan(ALLOWED_BYTES);
    for (const client of clients) client.leave();
    await expect.poll(timers, { timeout: 5000 }).toBeLessThanOrEqual(timersBefore);
  });
});
