import { parentPort, workerData } from "node:worker_threads";
import { FqlError, type OpenOptions, open } from "../../runtime/index.js";
import { type RunningServer, serve } from "../../runtime/server/node/index.js";
import type { ServerMessage, ServerSettings } from "./serverMessages.js";

/** Runs in a thread with a large stack: there queries may nest as deep as the language allows. engine §6 */
const port = parentPort!;
const settings = workerData as ServerSettings;

const started = start();
port.once("message", async () => {
  const running = await started;
  await running?.close();
  port.close();
});

async function start(): Promise<RunningServer | undefined> {
  try {
    const { secret, store, schema, data } = settings;
    const db = await open({ secret, storage: store === undefined ? undefined : await durable(store) });
    if (schema !== undefined) await db.schema.push(schema);
    for (const { path, text } of data) await runFirst(() => db.query(text), path);
    const running = await serve(db, { port: settings.port, host: settings.host });
    tell({ kind: "listening", url: running.url, port: running.port });
    return {
      ...running,
      async close() {
        await running.close();
        await db.close();
      },
    };
  } catch (error) {
    tell({ kind: "failed", message: reasonOf(error) });
    port.close();
    return undefined;
  }
}

async function durable(directory: string): Promise<OpenOptions["storage"]> {
  const { lmdb } = await import("../../runtime/storage/lmdb/index.js");
  return lmdb(directory);
}

async function runFirst(run: () => Promise<unknown>, path: string): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    throw new Error(`${path} failed\n${error.message}`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") return `port ${settings.port} is taken: --port names another one`;
  if (code === "ERR_MODULE_NOT_FOUND") return "--store needs the package lmdb: npm install lmdb";
  if (code === "EACCES") return `port ${settings.port} needs rights that this process has not`;
  return error.message;
}

function tell(message: ServerMessage): void {
  port.postMessage(message);
}
