import { createDatabase, type Database } from "./database.js";
import { openEngine } from "./openEngine.js";
import { checkOpenOptions, type OpenOptions } from "./options.js";

/** Opens a database: in memory, or on the storage given. */
export async function open(options: OpenOptions = {}): Promise<Database> {
  checkOpenOptions(options);
  return createDatabase(await openEngine(options));
}
