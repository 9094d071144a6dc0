import { type Database, FqlError } from "../../../runtime/index.js";
import { debugText } from "../../runner/debugText.js";
import type { OpenWorld } from "./world.js";

/** What a query comes to on each of the two; empty last pages are a stated freedom. engine §4 */
export async function bothOutcomes(
  { optimized, naive, past }: OpenWorld,
  query: string,
): Promise<{ readonly optimized: string; readonly naive: string }> {
  return {
    optimized: await outcome(optimized, past, query),
    naive: await outcome(naive, past, query),
  };
}

/** A query that writes ends by `abort`, which shows a value as an answer has it and takes back what was written. */
async function outcome(database: Database, past: string, query: string): Promise<string> {
  const writes = /create\(|delete\(|update\(/.test(query);
  const result = `let result = {\n${query}\n}\n`;
  try {
    const { data, summary } = await database.query(
      `let past = Time("${past}")\n${result}${writes ? "abort([result])" : "[result]"}`,
    );
    return shown(data) + summary;
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    return error.abort === undefined ? error.summary || error.reason : shown(error.abort);
  }
}

function shown(answer: unknown): string {
  return debugText(answer)
    .replace(/(, \[\])+\]\]$/, "]]")
    .replaceAll(", after: <cursor>", "")
    .replaceAll(/ ts: Time\("[^"]*"\),/g, "");
}
