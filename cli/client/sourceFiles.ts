import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readText } from "./readText.js";

/** Texts by path. */
export interface SourceFiles {
  /** `.fsl` */
  readonly schema: ReadonlyMap<string, string>;
  /** `.fql`, and whatever else was named as a file. */
  readonly queries: ReadonlyMap<string, string>;
}

/** The files named, and those in the directories named. */
export async function readSourceFiles(paths: readonly string[]): Promise<SourceFiles> {
  const schema = new Map<string, string>();
  const queries = new Map<string, string>();
  for (const path of paths) {
    const isDirectory = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    for (const file of isDirectory ? await filesBelow(path) : [path]) {
      if (file.endsWith(".fsl")) schema.set(file, await readText(file));
      else if (file.endsWith(".fql") || !isDirectory) queries.set(file, await readText(file));
    }
  }
  return { schema, queries };
}

async function filesBelow(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries
    .filter((entry) => !/(^|[/\\])(\.|node_modules)/.test(entry))
    .sort()
    .map((entry) => join(directory, entry));
}
