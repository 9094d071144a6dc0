import { type QueryRequest, REQUEST_DEFAULTS } from "../queryRequest.js";
import { assembled, type Query } from "./fql.js";
import type { QueryValue } from "./queryValue.js";
import { argumentOf } from "./toValue.js";

export interface QueryOptions {
  /** Names in the query that stand for values. */
  readonly arguments?: Readonly<Record<string, QueryValue>>;
  readonly typecheck?: boolean;
  readonly performanceHints?: boolean;
  readonly timeoutMs?: number;
  /** How often a conflict with another transaction starts it anew. */
  readonly maxContentionRetries?: number;
  readonly signal?: AbortSignal;
}

/** A query of a program as the engine takes it. */
export function requestOf(query: Query | string, options: QueryOptions = {}): QueryRequest {
  const { text, values } = assembled(query);
  const args = Object.entries(options.arguments ?? {});
  return {
    ...REQUEST_DEFAULTS,
    text,
    values: values.map(argumentOf),
    arguments: new Map(args.map(([name, value]) => [name, argumentOf(value)])),
    typecheck: options.typecheck,
    performanceHints: options.performanceHints ?? REQUEST_DEFAULTS.performanceHints,
    timeoutMs: options.timeoutMs ?? REQUEST_DEFAULTS.timeoutMs,
    maxContentionRetries: options.maxContentionRetries ?? REQUEST_DEFAULTS.maxContentionRetries,
    signal: options.signal,
  };
}
