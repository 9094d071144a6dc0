import { createEngine, sourcesOf } from "../engine/index.js";
import { createDatabase, type Database } from "./database.js";
import { limitsOf, type OpenOptions, storageOf, surroundingsOf } from "./options.js";

const SIGNING_KEY_BYTES = 32;

/** Opens a database: in memory, or on the storage given. */
export async function open(options: OpenOptions = {}): Promise<Database> {
  const surroundings = surroundingsOf(options);
  const engine = createEngine({
    storage: storageOf(options, surroundings),
    limits: limitsOf(options),
    surroundings,
    sources: sourcesOf(surroundings, surroundings.randomBytes(SIGNING_KEY_BYTES)),
    secret: options.secret ?? "secret",
    typechecked: options.typecheck ?? true,
  });
  return createDatabase(engine);
}
