import { performance } from "node:perf_hooks";
import { parentPort } from "node:worker_threads";
import { open } from "../runtime/index.js";
import { serve } from "../runtime/server/node/index.js";

/** The server of `http.ts` and `soak.ts`, in a thread of its own. */
export type Request = "busy" | "memory" | "close";

const db = await open();
await db.query('Collection.create({ name: "Leaf" })');
await db.query('Leaf.create({ id: "1", n: 1, name: "beech" })');
const server = await serve(db, { port: 0, host: "127.0.0.1", graceMs: 100 });
const port = parentPort!;
port.on("message", async (request: Request) => {
  switch (request) {
    case "busy":
      // Milliseconds since the start of the thread in which it did not wait.
      return port.postMessage(performance.eventLoopUtilization().active);
    case "memory":
      globalThis.gc?.();
      return port.postMessage(process.memoryUsage().heapUsed);
    case "close":
      await server.close();
      await db.close();
      port.close();
  }
});
port.postMessage(server.url);
