import { createEngine, type Engine, signingKeyOf, sourcesOf } from "../engine/index.js";
import { limitsOf, type OpenOptions, storageOf, surroundingsOf } from "./options.js";

/** The engine of a database that is opened with these options. */
export async function openEngine(options: OpenOptions = {}): Promise<Engine> {
  const surroundings = surroundingsOf(options);
  const storage = await storageOf(options, surroundings);
  return createEngine({
    storage,
    limits: limitsOf(options),
    surroundings,
    sources: sourcesOf(surroundings, await signingKeyOf(storage, surroundings)),
    historyBudget: options.historyBudget,
    secret: options.secret ?? "secret",
    typechecked: options.typecheck ?? true,
    optimize: options.optimize,
    onFault: options.onFault,
  });
}
