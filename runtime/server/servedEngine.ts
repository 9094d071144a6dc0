import { createSchemaService, type Engine, readEnvironment } from "../engine/index.js";
import { createEventService } from "../events/index.js";
import { explainQuery } from "../explain/index.js";
import type { Served } from "./served.js";

/** What the HTTP API asks, answered by an engine. */
export function servedEngine(engine: Engine): Served {
  return {
    execute: (request) => engine.execute(request),
    authenticate: (credentials) => engine.authenticate(credentials),
    events: createEventService(engine),
    explain: (request) => explainQuery(engine, request),
    schemaService: (identity) => createSchemaService(engine, identity),
    environment: (identity) => readEnvironment(engine, identity.database),
  };
}
