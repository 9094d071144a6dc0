import { parentPort, workerData } from "node:worker_threads";
import { open } from "../../runtime/index.js";
import type { EngineRequest, EngineResponse, EngineSettings } from "./engineMessages.js";

/** Runs in a thread with a large stack: there queries may nest as deep as the language allows. engine §6 */
const port = parentPort!;
const { secret } = workerData as EngineSettings;
const database = open({ secret });

port.on("message", async (message: EngineRequest) => {
  const db = await database;
  const response = await db.fetch(
    new Request(`http://localhost${message.path}`, {
      method: message.method,
      headers: message.headers,
      body: message.body as BodyInit | undefined,
    }),
  );
  const answer: EngineResponse = { id: message.id, status: response.status, text: await response.text() };
  port.postMessage(answer);
});
