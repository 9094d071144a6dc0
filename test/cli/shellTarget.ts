import type { Target } from "../../cli/target/target.js";
import { open } from "../../runtime/index.js";

/** A database in memory, in this thread. */
export async function shellTarget(schema?: string): Promise<Target> {
  const database = await open({ seed: 7 });
  if (schema !== undefined) await database.schema.push({ "main.fsl": schema });
  return {
    name: "memory",
    async fetch(path, init = {}) {
      const response = await database.fetch(
        new Request(`http://localhost${path}`, {
          method: init.method ?? "GET",
          headers: { authorization: "Bearer secret", ...init.headers },
          body: init.body,
        }),
      );
      return { status: response.status, text: await response.text() };
    },
    close: () => database.close(),
  };
}
