import { type QueryRequest, REQUEST_DEFAULTS, type Undecoded } from "../queryRequest.js";
import { checkOptions, type OptionTable } from "./checkOptions.js";
import { assembled, type Query } from "./fql.js";
import type { QueryValue } from "./queryValue.js";
import { argumentOf } from "./toValue.js";

/** How one query runs; all of it has a default. */
export interface QueryOptions {
  /** Names in the query that stand for values. */
  readonly arguments?: Readonly<Record<string, QueryValue>>;
  /** Whether types are checked before the query runs; unless told otherwise, as the database was opened. */
  readonly typecheck?: boolean;
  /** True has `summary` tell what makes the query slow. */
  readonly performanceHints?: boolean;
  /** Ends a query that is not done by then; 120,000 unless told otherwise. */
  readonly timeoutMs?: number;
  /** How often a conflict with another transaction starts it anew; 4 unless told otherwise. */
  readonly maxContentionRetries?: number;
  /** Nothing of the query is written once it is aborted. */
  readonly signal?: AbortSignal;
}

const OPTIONS: OptionTable<QueryOptions> = {
  arguments: "object",
  typecheck: "boolean",
  performanceHints: "boolean",
  timeoutMs: "number",
  maxContentionRetries: "number",
  signal: "object",
};

const NO_OPTIONS: QueryOptions = {};

/** A query of a program as the engine takes it. */
export function requestOf(query: Query | string, options: QueryOptions = NO_OPTIONS): QueryRequest {
  if (options !== NO_OPTIONS) checkOptions("query", options, OPTIONS);
  options.signal?.throwIfAborted();
  const { text, values } = assembled(query);
  // Each property once: overwriting those of a spread object costs more than all the rest of a small query.
  return {
    text,
    values: values.length === 0 ? REQUEST_DEFAULTS.values : values.map(argumentOf),
    arguments: options.arguments === undefined ? REQUEST_DEFAULTS.arguments : argumentsOf(options.arguments),
    credentials: REQUEST_DEFAULTS.credentials,
    typecheck: options.typecheck,
    performanceHints: options.performanceHints ?? REQUEST_DEFAULTS.performanceHints,
    linearized: REQUEST_DEFAULTS.linearized,
    lastTransactionTime: REQUEST_DEFAULTS.lastTransactionTime,
    timeoutMs: options.timeoutMs ?? REQUEST_DEFAULTS.timeoutMs,
    maxContentionRetries: options.maxContentionRetries ?? REQUEST_DEFAULTS.maxContentionRetries,
    signal: options.signal,
  };
}

function argumentsOf(given: Readonly<Record<string, QueryValue>>): ReadonlyMap<string, Undecoded> {
  const args = new Map<string, Undecoded>();
  for (const name of Object.keys(given)) args.set(name, argumentOf(given[name]));
  return args;
}
