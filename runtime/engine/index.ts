export { decodingNames } from "./decodingNames.js";
export * from "./engine.js";
export { readEnvironment } from "./environment.js";
export { type Evaluation, evaluateQuery, guarded } from "./evaluateQuery.js";
export * from "./interactive.js";
export { outcomeOf } from "./outcome.js";
export { createSchemaService } from "./schemaService.js";
export * from "./sources.js";
export { TimeOut } from "./timeOut.js";
