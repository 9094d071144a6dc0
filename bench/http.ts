import { performance } from "node:perf_hooks";
import { Client, fql, NodeHTTP2Client } from "fauna";
import { printPhases } from "./httpPhases.js";
import { startServer } from "./serverThread.js";

/** `npm run bench:http`: a point read through the official driver over HTTP/2, at several numbers of connections. */
const QUERIES = 8000;
const CONNECTIONS = [1, 16, 128];

const server = await startServer();
console.log(
  `\nA point read over HTTP/2 with the official driver, ${QUERIES} queries; busy: time a query, of one thread\n`,
);
console.log("connections   queries/s    p50 ms    p99 ms   client busy   server busy");
await round(16); // warms up both sides
let serverMicros = 0;
for (const connections of CONNECTIONS) {
  const { seconds, latencies, client, server } = await round(connections);
  serverMicros = server;
  const quantile = (share: number) => latencies[Math.floor(latencies.length * share)]!.toFixed(2);
  console.log(
    [
      String(connections).padStart(11),
      (QUERIES / seconds).toFixed(0).padStart(12),
      quantile(0.5).padStart(10),
      quantile(0.99).padStart(10),
      `${client.toFixed(0)} µs`.padStart(14),
      `${server.toFixed(0)} µs`.padStart(14),
    ].join(""),
  );
}
server.close();
printPhases(serverMicros);

interface Round {
  readonly seconds: number;
  readonly latencies: readonly number[];
  /** Microseconds of work for each query. */
  readonly client: number;
  readonly server: number;
}

/** Each connection sends its next query when the last is answered. */
async function round(connections: number): Promise<Round> {
  const clients = Array.from({ length: connections }, (_, i) => connect(i));
  const latencies: number[] = [];
  let left = QUERIES;
  const serverBefore = await server.ask("busy");
  const clientBefore = performance.eventLoopUtilization();
  const started = performance.now();
  const call = async (client: Client): Promise<void> => {
    while (left-- > 0) {
      const sent = performance.now();
      await client.query(fql`Leaf.byId(${"1"})!.n`);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(clients.map(call));
  const seconds = (performance.now() - started) / 1000;
  const clientBusy = performance.eventLoopUtilization(clientBefore).active;
  const serverBusy = (await server.ask("busy")) - serverBefore;
  for (const client of clients) client.close();
  const micros = (milliseconds: number) => (milliseconds * 1000) / QUERIES;
  return {
    seconds,
    latencies: latencies.sort((a, b) => a - b),
    client: micros(clientBusy),
    server: micros(serverBusy),
  };
}

/** The driver shares a connection between clients that are configured alike. */
function connect(index: number): Client {
  const options = {
    url: server.url,
    http2_session_idle_ms: 5000 + index,
    http2_max_streams: 100,
    fetch_keepalive: true,
  };
  return new Client({ secret: "secret", endpoint: new URL(server.url) }, NodeHTTP2Client.getClient(options));
}
