import { parentPort } from "node:worker_threads";
import { open } from "../runtime/index.js";
import { serve } from "../runtime/server/node/index.js";

/** The server of `http.ts`, in a thread of its own. */
const db = await open();
await db.query('Collection.create({ name: "Leaf" })');
await db.query('Leaf.create({ id: "1", n: 1, name: "beech" })');
const server = await serve(db, { port: 0, host: "127.0.0.1", graceMs: 100 });
parentPort!.postMessage(server.url);
parentPort!.once("message", async () => {
  await server.close();
  await db.close();
});
