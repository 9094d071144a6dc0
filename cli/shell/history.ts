import { appendFile, mkdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/** Earlier queries, kept between sessions. */
export interface History {
  /** Oldest first. */
  readonly entries: readonly string[];
  add(entry: string): Promise<void>;
}

const MOST_ENTRIES = 2_000;

/** One JSON string a line, so that queries of several lines are one entry. */
export async function openHistory(path: string): Promise<History> {
  const entries: string[] = [];
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  for (const line of text.split("\n").slice(-MOST_ENTRIES)) {
    const entry = entryOf(line);
    if (entry !== undefined) entries.push(entry);
  }
  return {
    entries,
    async add(entry) {
      if (entry.trim() === "" || entries.at(-1) === entry) return;
      entries.push(entry);
      await mkdir(dirname(path), { recursive: true });
      await appendFile(path, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    },
  };
}

/** Where programs keep such things. https://specifications.freedesktop.org/basedir-spec */
export function historyPath(environment: Environment): string {
  const { COPPICE_HISTORY, XDG_STATE_HOME, LOCALAPPDATA } = environment;
  if (COPPICE_HISTORY) return COPPICE_HISTORY;
  const directory = XDG_STATE_HOME || LOCALAPPDATA || join(homedir(), ".local", "state");
  return join(directory, "coppice", "history");
}

/** A line that another program has damaged is left out. */
function entryOf(line: string): string | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "string" ? entry : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
