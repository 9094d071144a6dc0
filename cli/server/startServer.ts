import { Worker } from "node:worker_threads";
import { CommandFailure } from "../output/failure.js";
import { LARGE_STACK } from "../target/stack.js";
import type { ServerMessage, ServerSettings } from "./serverMessages.js";

export interface StartedServer {
  readonly url: string;
  readonly port: number;
  /** Lets requests end first. */
  close(): Promise<void>;
}

/** Opens a database and serves it, in a thread of this process. */
export async function startServer(settings: ServerSettings): Promise<StartedServer> {
  const worker = new Worker(new URL("./serverThread.js", import.meta.url), {
    resourceLimits: LARGE_STACK,
    workerData: settings,
  });
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const message = await new Promise<ServerMessage>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  if (message.kind === "failed") {
    await ended;
    throw new CommandFailure(message.message);
  }
  return {
    url: message.url,
    port: message.port,
    async close() {
      worker.postMessage("close");
      await ended;
    },
  };
}
