export * from "./answer.js";
export type { Database } from "./database.js";
export { fql, Query, type QueryPart } from "./fql.js";
export { FqlError } from "./fqlError.js";
export { type LintOptions, lintProject } from "./lintProject.js";
export { open } from "./open.js";
export type { OpenOptions } from "./options.js";
export type { PreparedQuery, PrepareOptions } from "./preparedQuery.js";
export type { QueryOptions } from "./queryOptions.js";
export type { QueryObject, QueryValue } from "./queryValue.js";
export type {
  PushOptions,
  SchemaDiffOptions,
  SchemaFace,
  SchemaSources,
  SchemaVersion,
} from "./schemaFace.js";
export type { QueryResult } from "./settle.js";
export type { TransactionOptions, TransactionQueries } from "./transaction.js";
