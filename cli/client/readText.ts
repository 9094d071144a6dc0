import { readFile } from "node:fs/promises";
import { UsageError } from "../output/failure.js";

/** A file that a person named. */
export async function readText(path: string): Promise<string> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new UsageError(`there is no file ${path}`);
    if (error.code === "EISDIR") throw new UsageError(`${path} is a directory`);
    throw error;
  });
}
