import { readFile } from "node:fs/promises";
import { UsageError } from "../output/failure.js";

/** A file that a person named. Some editors begin files with a mark of their encoding, which is no part of the text. */
export async function readText(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new UsageError(`there is no file ${path}`);
    if (error.code === "EISDIR") throw new UsageError(`${path} is a directory`);
    throw error;
  });
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}
