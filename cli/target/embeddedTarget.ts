import { Worker } from "node:worker_threads";
import { CommandFailure } from "../output/failure.js";
import type { EngineRequest, EngineResponse, EngineSettings } from "./engineMessages.js";
import { LARGE_STACK } from "./stack.js";
import type { Target, TargetRequest, TargetResponse } from "./target.js";

interface Waiting {
  resolve(answer: TargetResponse): void;
  reject(error: Error): void;
}

/** A database in memory, in a thread of this process. */
export function embeddedTarget(secret: string): Target {
  const settings: EngineSettings = { secret };
  const worker = new Worker(new URL("./engineThread.js", import.meta.url), {
    resourceLimits: LARGE_STACK,
    workerData: settings,
  });
  const waiting = new Map<number, Waiting>();
  let nextId = 0;
  let ended: Error | undefined;
  worker.on("message", (answer: EngineResponse) => {
    waiting.get(answer.id)?.resolve({ status: answer.status, text: answer.text });
    waiting.delete(answer.id);
  });
  const end = (error: Error): void => {
    ended ??= error;
    for (const each of waiting.values()) each.reject(ended);
    waiting.clear();
  };
  worker.on("error", (error) => end(new CommandFailure(`the database stopped: ${error.message}`)));
  worker.on("exit", () => end(new CommandFailure("the database is closed")));
  return {
    name: "memory",
    async fetch(path, init = {}) {
      const message = await encodeRequest(nextId++, path, secret, init);
      return new Promise((resolve, reject) => {
        if (ended !== undefined) throw ended;
        waiting.set(message.id, { resolve, reject });
        worker.postMessage(message);
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** `Request` writes multipart bodies and their content type; messages carry bytes. */
async function encodeRequest(
  id: number,
  path: string,
  secret: string,
  init: TargetRequest,
): Promise<EngineRequest> {
  const method = init.method ?? "GET";
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: { authorization: `Bearer ${secret}`, ...init.headers },
    body: init.body,
  });
  const body = init.body === undefined ? undefined : new Uint8Array(await request.arrayBuffer());
  return { id, path, method, headers: Object.fromEntries(request.headers), body };
}
