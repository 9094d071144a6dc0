import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Request } from "./httpServer.js";

/** A server in a thread of its own, and what it tells of itself. */
export interface ServerThread {
  readonly url: string;
  ask(request: Exclude<Request, "close">): Promise<number>;
  close(): void;
}

export async function startServer(): Promise<ServerThread> {
  const worker = new Worker(new URL("./httpServer.js", import.meta.url));
  const [url] = (await once(worker, "message")) as [string];
  return {
    url,
    async ask(request) {
      worker.postMessage(request);
      const [answer] = (await once(worker, "message")) as [number];
      return answer;
    },
    close: () => worker.postMessage("close" satisfies Request),
  };
}
