import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import {
  Client,
  type EventSource,
  FetchClient,
  fql,
  type HTTPClient,
  NodeHTTP2Client,
  type StreamClient,
} from "fauna";
import { type ServerThread, startServer } from "./serverThread.js";

/**
 * `npm run soak -- 10`: so many minutes of a thousand queries at once and two hundred open streams, with both HTTP
 * clients of the official driver. Exits with 1 at an error, an event that is missing, or memory that grows.
 */
const MINUTES = Number(process.argv[2] ?? 10);
const QUERIES_AT_ONCE = 1000;
const STREAMS = 200;
const REPORT_MS = 10_000;
const SETTLE_MS = 5000;
/** What the server's heap may grow by after the first third, documents written in that time left out. */
const GROWTH_LIMIT = 0.2;

const HTTP_OPTIONS = { http2_session_idle_ms: 5000, http2_max_streams: 100, fetch_keepalive: false };
const HTTP_CLIENTS: readonly ((url: string) => HTTPClient)[] = [
  (url) => NodeHTTP2Client.getClient({ ...HTTP_OPTIONS, url }),
  (url) => new FetchClient({ ...HTTP_OPTIONS, url }),
];

const failures: string[] = [];
const server = await startServer();
const clients = HTTP_CLIENTS.map(
  (create) => new Client({ secret: "secret", endpoint: new URL(server.url) }, create(server.url)),
);
await clients[0]!.query(fql`Collection.create({ name: "Tick", history_days: 0 })`);
await clients[0]!.query(fql`Tick.create({ id: "1", n: 0 })`);
const { data: source } = await clients[0]!.query<EventSource>(fql`Tick.all().map(.n).eventSource()`);

/** The last tick that each stream told of. */
const told = new Array<number>(STREAMS).fill(0);
const streams = Array.from({ length: STREAMS }, (_, i) => follow(clients[i % clients.length]!, i));
const end = Date.now() + MINUTES * 60_000;
let queries = 0;
let ticks = 0;
const heaps: number[] = [];
await Promise.all([
  ...Array.from({ length: QUERIES_AT_ONCE }, (_, i) => ask(clients[i % clients.length]!)),
  tick(clients[0]!),
  report(server),
]);
await sleep(SETTLE_MS);
const behind = told.filter((n) => n !== ticks).length;
if (behind > 0) failures.push(`${behind} streams have not told of the last tick`);
const [early, late] = [
  median(heaps.slice(heaps.length / 3, (heaps.length * 2) / 3)),
  median(heaps.slice((heaps.length * 2) / 3)),
];
if (late > early * (1 + GROWTH_LIMIT))
  failures.push(`the heap grew from ${megabytes(early)} to ${megabytes(late)}`);
for (const stream of streams) stream.close();
for (const client of clients) client.close();
server.close();
for (const failure of new Set(failures)) console.error(failure);
console.log(failures.length === 0 ? "No error, nothing lost, no growth." : `${failures.length} failures.`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function ask(client: Client): Promise<void> {
  while (Date.now() < end) {
    const n = queries++ % 1000;
    try {
      const { data } = await client.query<number>(fql`Leaf.byId("1")!.n + ${n}`, {
        query_timeout_ms: 60_000,
      });
      if (data !== n + 1) failures.push(`wrong answer ${data}`);
    } catch (error) {
      failures.push(`query: ${error}, because of ${causeOf(error)}`);
    }
  }
}

/** Changes what the streams watch. */
async function tick(client: Client): Promise<void> {
  while (Date.now() < end) {
    await client.query(fql`Tick.byId("1")!.update({ n: ${ticks + 1} })`, { query_timeout_ms: 60_000 });
    ticks++;
    await sleep(1000);
  }
}

function follow(client: Client, index: number): StreamClient {
  const stream = client.stream<number>(source);
  stream.start(
    (event) => {
      if (event.type !== "update") return;
      if (event.data !== told[index]! + 1) failures.push(`tick ${event.data} came after ${told[index]}`);
      told[index] = event.data;
    },
    (error) => failures.push(`stream: ${error}, because of ${causeOf(error)}`),
  );
  return stream;
}

/** The pauses of the client tell how loaded the machine is. */
async function report(thread: ServerThread): Promise<void> {
  const pauses = monitorEventLoopDelay();
  pauses.enable();
  for (let before = 0; Date.now() < end; before = queries) {
    await sleep(Math.min(REPORT_MS, Math.max(0, end - Date.now())));
    const heap = await thread.ask("memory");
    heaps.push(heap);
    console.log(
      [
        `${ticks} ticks`,
        `${queries - before} queries`,
        `heap of the server ${megabytes(heap)}`,
        `longest pause of the client ${(pauses.max / 1e6).toFixed(0)} ms`,
        `${failures.length} failures`,
      ].join(", "),
    );
    pauses.reset();
  }
}

/** The driver hides what happened to a connection in chains of causes. */
function causeOf(error: unknown): string {
  const { cause, code } = error as { readonly cause?: unknown; readonly code?: string };
  return cause === undefined ? `${code ?? error}` : causeOf(cause);
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
