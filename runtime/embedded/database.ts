import type { Engine } from "../engine/index.js";
import { type Explanation, explainQuery } from "../explain/index.js";
import type { QueryOutcome } from "../queryRequest.js";
import { type App, createApp } from "../server/createApp.js";
import { servedEngine } from "../server/servedEngine.js";
import { dataOf, MADE, type MadeAnswer } from "./answering.js";
import type { Query } from "./fql.js";
import { FqlError } from "./fqlError.js";
import { Lifetime } from "./lifetime.js";
import { type PreparedQuery, type PrepareOptions, prepareQuery } from "./preparedQuery.js";
import { type QueryOptions, requestOf } from "./queryOptions.js";
import { type SchemaFace, schemaFace } from "./schemaFace.js";
import { type QueryResult, settle, settleAs } from "./settle.js";
import { runInTransaction, type TransactionOptions, type TransactionQueries } from "./transaction.js";

/** An open database. */
export interface Database {
  /** Runs a query as one transaction. Throws `FqlError` where it fails; then nothing was written. */
  query<T = unknown>(query: Query | string, options?: QueryOptions): Promise<QueryResult<T>>;
  /**
   * Runs a query, takes back what it wrote, and tells how its sets were read: indexes chosen, rows, documents and
   * entries read, and the index that is missing. `explanationText` and `explanationMermaid` show it. Throws as `query`
   * does.
   */
  explain(query: Query | string, options?: QueryOptions): Promise<Explanation>;
  /**
   * Compiles a lambda once: `db.prepare("(id) => Customer.byId(id)!.name").run(12)`. `run` is synchronous, each call a
   * transaction of its own; only on stores that answer at once. Throws `FqlError` where the lambda is ill-typed, as does
   * `run` once the schema has changed so that it is.
   */
  prepare<T = unknown>(text: string, options?: PrepareOptions): PreparedQuery<T>;
  /**
   * Several queries as one transaction. Where another transaction got in between, all of it is undone and the callback
   * runs again: so it should do nothing outside of the database.
   */
  transaction<T>(
    callback: (transaction: TransactionQueries) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T>;
  /** Its schema, as files of FSL. */
  readonly schema: SchemaFace;
  /** A writable copy that shares all rows with this database, made in microseconds; closing one leaves the other open. */
  fork(): Database;
  /** The whole HTTP API, as WHATWG `fetch`; which host an address names does not matter. */
  fetch(request: Request | URL | string, init?: RequestInit): Promise<Response>;
  /** For hosts that have no WHATWG requests, such as `serve`. */
  readonly answer: App["answer"];
  /** Afterwards Node exits by itself, and whatever else is asked fails with `database_closed`. */
  close(): Promise<void>;
}

/** The library face of an engine. */
export function createDatabase(engine: Engine): Database {
  const app = createApp(servedEngine(engine), { onFault: engine.options.onFault });
  const lifetime = new Lifetime();
  const schema = schemaFace(engine, lifetime);
  return {
    query: async (query, options) => {
      lifetime.demandOpen();
      const request = requestOf(query, options);
      // What is shown whole is told apart for hints, and read in few trips from a store that waits, after the code has
      // run.
      if (engine.options.storage.waits || request.performanceHints)
        return settle(await engine.execute(request));
      return settleAs(engine.executeAs(request, MADE) as QueryOutcome<MadeAnswer>, dataOf);
    },
    explain: async (query, options) => {
      lifetime.demandOpen();
      const { outcome, explanation } = await explainQuery(engine, requestOf(query, options));
      settle(outcome);
      return explanation;
    },
    prepare: (text, options) => {
      lifetime.demandOpen();
      return prepareQuery(engine, lifetime, text, options);
    },
    transaction: (callback, options) => runInTransaction(engine, lifetime, callback, options),
    get schema() {
      lifetime.demandOpen();
      return schema;
    },
    fork: () => {
      lifetime.demandOpen();
      if (engine.options.storage.fork === undefined) {
        throw new FqlError({ code: "invalid_request", reason: "this store cannot be forked" });
      }
      return createDatabase(engine.fork());
    },
    fetch: async (request, init) => {
      lifetime.demandOpen();
      return app.fetch(toRequest(request, init));
    },
    answer: (request) => {
      lifetime.demandOpen();
      return app.answer?.(request);
    },
    close: async () => {
      if (lifetime.end()) await engine.close();
    },
  };
}

/** What WHATWG `fetch` takes; a path alone is one of this database. */
function toRequest(request: Request | URL | string, init: RequestInit | undefined): Request {
  if (request instanceof Request && init === undefined) return request;
  return new Request(typeof request === "string" ? new URL(request, "http://localhost") : request, init);
}
