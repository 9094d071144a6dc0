import { createEngine, signingKeyOf, sourcesOf } from "../engine/index.js";
import { createDatabase, type Database } from "./database.js";
import { limitsOf, type OpenOptions, storageOf, surroundingsOf } from "./options.js";

/** Opens a database: in memory, or on the storage given. */
export async function open(options: OpenOptions = {}): Promise<Database> {
  const surroundings = surroundingsOf(options);
  const storage = storageOf(options, surroundings);
  const engine = createEngine({
    storage,
    limits: limitsOf(options),
    surroundings,
    sources: sourcesOf(surroundings, await signingKeyOf(storage, surroundings)),
    historyBudget: options.historyBudget,
    secret: options.secret ?? "secret",
    typechecked: options.typecheck ?? true,
    optimize: options.optimize,
  });
  return createDatabase(engine);
}
