import { type Database, FqlError, Page } from "../../../runtime/index.js";
import { debugText } from "../../runner/debugText.js";
import type { OpenWorld } from "./world.js";

/**
 * What a query comes to on each of the two; empty last pages are a stated freedom. Pages that follow are read by cursor: what
 * one of the two began, the other goes on with. engine §4, §5
 */
export async function bothOutcomes(
  { optimized, naive, past }: OpenWorld,
  query: string,
): Promise<{ readonly optimized: string; readonly naive: string }> {
  return {
    optimized: await outcome([optimized, naive], past, query),
    naive: await outcome([naive, naive], past, query),
  };
}

/** A query that writes ends by `abort`, which shows a value as an answer has it and takes back what was written. */
async function outcome(
  databases: readonly [Database, Database],
  past: string,
  query: string,
): Promise<string> {
  const writes = /create\(|delete\(|update\(/.test(query);
  const result = `let result = {\n${query}\n}\n`;
  try {
    const { data, summary } = await databases[0].query<readonly unknown[]>(
      `let past = Time("${past}")\n${result}${writes ? "abort([result])" : "[result]"}`,
    );
    return shown(await withRest(databases, data)) + summary;
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    return error.abort === undefined ? error.summary || error.reason : shown(error.abort);
  }
}

/** More are not followed: reading a set that is at fault may never end. */
const MOST_PAGES = 10;

/** A page as all elements from it on. */
async function withRest(
  databases: readonly [Database, Database],
  answer: readonly unknown[],
): Promise<readonly unknown[]> {
  const [first] = answer;
  if (!(first instanceof Page)) return answer;
  const elements = [...first.data];
  let { after } = first;
  for (let pages = 1; after !== undefined && pages < MOST_PAGES; pages++) {
    const { data } = await databases[pages % 2]!.query<Pick<Page, "data" | "after">>("Set.paginate(after)", {
      arguments: { after },
    });
    elements.push(...data.data);
    after = data.after;
  }
  return [new Page(elements, after)];
}

function shown(answer: unknown): string {
  return debugText(answer)
    .replace(/(, \[\])+\]\]$/, "]]")
    .replaceAll(", after: <cursor>", "")
    .replaceAll(/ ts: Time\("[^"]*"\),/g, "");
}
