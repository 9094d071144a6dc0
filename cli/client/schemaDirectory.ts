import { mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { UsageError } from "../output/failure.js";
import { readText } from "./readText.js";
import type { SchemaFiles } from "./schema.js";

const EXTENSION = ".fsl";

/** The `.fsl` files of a directory and those below it, by path within it, with `/` on every system. */
export async function readSchemaDirectory(directory: string): Promise<SchemaFiles> {
  const files = new Map<string, string>();
  for (const path of (await schemaPaths(directory)).sort()) {
    files.set(relative(directory, path).split(sep).join("/"), await readText(path));
  }
  if (files.size === 0) throw new UsageError(`there are no ${EXTENSION} files in ${directory}`);
  return files;
}

/** The same by the paths that a person would open. */
export async function readSchemaPaths(directory: string): Promise<SchemaFiles> {
  const files = await readSchemaDirectory(directory);
  return new Map([...files].map(([name, text]) => [join(directory, name), text]));
}

export async function writeSchemaFile(directory: string, name: string, text: string): Promise<void> {
  const path = join(directory, name);
  if (relative(directory, path).startsWith(".."))
    throw new UsageError(`${name} lies outside of ${directory}`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** Those of a directory that may not be there yet. */
export async function presentSchemaNames(directory: string): Promise<readonly string[]> {
  if ((await stat(directory).catch(() => undefined)) === undefined) return [];
  return (await schemaPaths(directory)).map((path) => relative(directory, path).split(sep).join("/"));
}

async function schemaPaths(directory: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new UsageError(`there is no directory ${directory}`);
    if (error.code === "ENOTDIR") throw new UsageError(`${directory} is no directory`);
    throw error;
  });
  for (const entry of entries) {
    if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) found.push(...(await schemaPaths(path)));
    else if (entry.name.endsWith(EXTENSION)) found.push(path);
  }
  return found;
}
