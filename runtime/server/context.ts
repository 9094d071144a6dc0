import type { SchemaService } from "./schemaService.js";
import type { Identity } from "./served.js";

/** What earlier handlers of a request leave for later ones. */
export type ServerEnv = { Variables: { body: Uint8Array } };
export type SchemaEnv = {
  Variables: { body: Uint8Array; identity: Identity; schema: SchemaService };
};
