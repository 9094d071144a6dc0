import { closeSync, existsSync, openSync, readSync } from "node:fs";
import { join } from "node:path";
import { open, type RootDatabase } from "lmdb";

/** The size of the two pages that a file of LMDB begins with, where pages are smallest. */
const HEAD_SIZE = 8192;
/** What the first page says of itself, and where. */
const MAGIC = 0xbeefc0de;
const MAGIC_AT = 24;

/** Opens the LMDB environment of a directory, or tells why there can be none. */
export function openEnvironment(directory: string): RootDatabase<Uint8Array, Uint8Array> {
  try {
    // LMDB trusts what it maps into memory: another file would end the process.
    if (!isDatabase(join(directory, "data.mdb")))
      throw new Error("its data.mdb is damaged, or is no database");
    return open({
      path: directory,
      keyEncoding: "binary",
      encoding: "binary",
      // A name with a dot is a directory, too.
      noSubdir: false,
      // What is told to be committed is on the disk.
      overlappingSync: false,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`no database can be kept in ${directory}: ${reason}`, { cause: error });
  }
}

/** An empty file becomes a database. */
function isDatabase(file: string): boolean {
  if (!existsSync(file)) return true;
  const head = Buffer.alloc(HEAD_SIZE);
  const opened = openSync(file, "r");
  const size = readSync(opened, head, 0, HEAD_SIZE, 0);
  closeSync(opened);
  return size === 0 || (size === HEAD_SIZE && head.readUInt32LE(MAGIC_AT) === MAGIC);
}
