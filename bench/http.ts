import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Client, fql } from "fauna";

/** `npm run bench:http`: a point read through the official driver over HTTP/2, at several numbers of callers. */
const QUERIES = 4000;
const CALLERS = [1, 16, 128];

const server = new Worker(new URL("./httpServer.js", import.meta.url));
const [url] = (await once(server, "message")) as [string];
const client = new Client({ secret: "secret", endpoint: new URL(url) });

console.log(`\nA point read over HTTP/2 with the official driver, ${QUERIES} queries\n`);
console.log("callers   queries/s    p50 ms    p99 ms");
await round(16); // warms up both sides
for (const callers of CALLERS) {
  const { seconds, latencies } = await round(callers);
  const quantile = (share: number) => latencies[Math.floor(latencies.length * share)]!.toFixed(2);
  const columns = [
    String(callers).padStart(7),
    (QUERIES / seconds).toFixed(0).padStart(12),
    quantile(0.5).padStart(10),
    quantile(0.99).padStart(10),
  ];
  console.log(columns.join(""));
}
client.close();
server.postMessage("close");

/** Each caller sends its next query when the last is answered. */
async function round(callers: number): Promise<{ seconds: number; latencies: readonly number[] }> {
  const latencies: number[] = [];
  let left = QUERIES;
  const started = performance.now();
  const call = async (): Promise<void> => {
    while (left-- > 0) {
      const sent = performance.now();
      await client.query(fql`Leaf.byId(${"1"})!.n`);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - started) / 1000;
  return { seconds, latencies: latencies.sort((a, b) => a - b) };
}
