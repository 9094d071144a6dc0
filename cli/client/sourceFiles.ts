import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../output/failure.js";
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
    const files = isDirectory ? await filesBelow(path) : [path];
    if (files.length === 0) throw new UsageError(`there are no .fql or .fsl files in ${path}`);
    for (const file of files) {
      (file.endsWith(".fsl") ? schema : queries).set(file, await readText(file));
    }
  }
  return { schema, queries };
}

async function filesBelow(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries
    .filter((entry) => /\.f[qs]l$/.test(entry) && !/(^|[/\\])(\.|node_modules)/.test(entry))
    .sort()
    .map((entry) => join(directory, entry));
}
