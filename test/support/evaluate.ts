import { DEFAULT_LIMITS } from "../../runtime/call/index.js";
import { createEngine, type Engine, seededSurroundings, sourcesOf } from "../../runtime/engine/index.js";
import { type QueryOutcome, REQUEST_DEFAULTS } from "../../runtime/queryRequest.js";
import { MemoryStorage } from "../../runtime/storage/memory/index.js";
import { debugString, type TextContext, type Value } from "../../runtime/values/index.js";

/** An empty database in memory that one seed reproduces. */
export function emptyEngine(): Engine {
  const surroundings = seededSurroundings(1);
  return createEngine({
    storage: new MemoryStorage({ clock: surroundings.clock }),
    limits: DEFAULT_LIMITS,
    surroundings,
    sources: sourcesOf(surroundings, new Uint8Array(32)),
    secret: "secret",
    typechecked: false,
  });
}

const NO_DOCUMENTS: TextContext = {
  documentFields: () => undefined,
  collectionName: () => undefined,
  definitionName: () => undefined,
  cursorText: () => "",
  longest: 16_777_216,
};

/** Runs a query without type checks: the debug text of its value, or the code and message of its error. */
export async function evaluate(engine: Engine, query: string): Promise<string> {
  return textOf(await execute(engine, query));
}

export async function execute(engine: Engine, query: string): Promise<QueryOutcome> {
  return engine.execute({ ...REQUEST_DEFAULTS, text: query, typecheck: false });
}

function textOf(outcome: QueryOutcome): string {
  switch (outcome.kind) {
    case "success":
      return debugString(outcome.value as Value, NO_DOCUMENTS);
    case "failed":
      return `${outcome.failure.code}: ${outcome.failure.message}`;
    case "rejected":
      return `rejected: ${outcome.diagnostics.map((each) => each.message).join("; ")}`;
    default:
      return outcome.kind;
  }
}
