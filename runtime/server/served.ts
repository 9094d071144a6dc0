import type { Explanation } from "../explain/explanation.js";
import type { BuiltInRole, Credentials, QueryOutcome, QueryRequest } from "../queryRequest.js";
import type { EventService } from "./eventService.js";
import type { SchemaService } from "./schemaService.js";

/** What the HTTP API asks of a database. */
export interface Served {
  execute(request: QueryRequest): QueryOutcome | Promise<QueryOutcome>;
  /** Whose the credentials are; undefined where they are not valid. spec/07 §1.1 */
  authenticate(credentials: Credentials): Identity | undefined | Promise<Identity | undefined>;
  readonly events: EventService;
  /** Without these, their endpoints are not found. */
  readonly explain?: (request: QueryRequest) => Promise<Explained>;
  readonly schemaService?: (identity: Identity) => SchemaService;
  readonly environment?: (identity: Identity) => Environment | Promise<Environment>;
}

/** What came of a query, and how it came to that. */
export interface Explained {
  readonly outcome: QueryOutcome;
  readonly explanation: Explanation;
}

/** Who was recognised, in which database. */
export interface Identity {
  /** Internal id. */
  readonly database: number;
  /** The built-in role of a key; undefined for keys with user-defined roles, tokens and the like. spec/07 §2 */
  readonly role: BuiltInRole | undefined;
}

/** True of keys that see a whole schema. spec/08 §13 */
export function seesSchema({ role }: Identity): boolean {
  return role === "admin" || role === "server";
}

/** What `/environment/1` tells of a schema, for editors. spec/08 §13 */
export interface Environment {
  readonly schemaVersion: number;
  readonly globals: ReadonlyMap<string, string>;
  readonly types: ReadonlyMap<string, EnvironmentType>;
  /** What was left out, because there is too much of it. */
  readonly truncated: readonly ("collection" | "function")[];
}

/** Types are written as FQL shows them; absent parts are left out. */
export interface EnvironmentType {
  readonly self: string;
  readonly fields: ReadonlyMap<string, string>;
  readonly operators: ReadonlyMap<string, string>;
  readonly apply: string | undefined;
  readonly access: string | undefined;
  readonly alias: string | undefined;
  readonly hint: "module" | "server_collection" | "user_collection" | undefined;
}
