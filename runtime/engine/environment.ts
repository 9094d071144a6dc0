import { describeEnvironment, typeEnvironment } from "../../compiler/index.js";
import type { Environment } from "../server/served.js";
import { library } from "../stdlib/library.js";
import { runAsync } from "../transaction/index.js";
import type { Engine } from "./engine.js";

/** User collections and functions beyond this number are left out. spec/08 §13 */
const MAX_RESOURCES = 1000;

/** The names and types that queries of a database can mention, for editors. spec/08 §13 */
export async function readEnvironment(engine: Engine, database: number): Promise<Environment> {
  const options = { ...engine.runOptions(database), retries: 0, pause: () => Promise.resolve() };
  const done = await runAsync(options, (transaction) => engine.schemaOf(transaction));
  if (done.kind === "contended") throw new Error("a transaction without writes has no conflicts");
  const { catalog } = done.value;
  const { collections, functions } = catalog;
  const shown = {
    ...catalog,
    collections: collections.slice(0, MAX_RESOURCES),
    functions: functions.slice(0, MAX_RESOURCES),
  };
  const truncated: Environment["truncated"][number][] = [];
  if (collections.length > MAX_RESOURCES) truncated.push("collection");
  if (functions.length > MAX_RESOURCES) truncated.push("function");
  const description = describeEnvironment(typeEnvironment(shown, library));
  return { schemaVersion: catalog.version, ...description, truncated };
}
