import { REQUEST_DEFAULTS } from "../../queryRequest.js";
import { readQueryTags } from "./queryTags.js";

/** How values are written in an answer and read in `arguments`. spec/08 §5, §6 */
export type Format = "simple" | "tagged" | "decorated";

const FORMATS: readonly string[] = ["simple", "tagged", "decorated"] satisfies readonly Format[];

/** The headers of `/query/1` that mean something, checked. spec/08 §2.2 */
export interface QueryHeaders {
  readonly lastTransactionTime: number;
  readonly timeoutMs: number;
  readonly maxContentionRetries: number;
  readonly tags: string | undefined;
  readonly format: Format;
  readonly typecheck: boolean | undefined;
  readonly linearized: boolean;
  readonly performanceHints: boolean;
}

/** The headers that `/feed/1` shares with queries. spec/08 §10 */
export type TransactionHeaders = Pick<
  QueryHeaders,
  "lastTransactionTime" | "timeoutMs" | "maxContentionRetries"
>;

export type HeadersRead<T> =
  | { readonly ok: true; readonly headers: T }
  | { readonly ok: false; readonly message: string };

/** Looks up a header by its lower-case name. */
export type HeaderLookup = (name: string) => string | undefined;

const TIMEOUT_LIMIT_MS = 600_000;
const RETRY_LIMIT = 7;

/** Checks the headers in the spec's order; the first bad one answers. spec/08 §2.1 */
export function readQueryHeaders(header: HeaderLookup): HeadersRead<QueryHeaders> {
  return attemptReading(header, (reader) => ({
    ...transactionHeaders(reader),
    tags: reader.tags(),
    format: reader.format(),
    typecheck: reader.boolean("x-typecheck"),
    linearized: reader.boolean("x-linearized") ?? REQUEST_DEFAULTS.linearized,
    performanceHints: reader.boolean("x-performance-hints") ?? REQUEST_DEFAULTS.performanceHints,
  }));
}

export function readTransactionHeaders(header: HeaderLookup): HeadersRead<TransactionHeaders> {
  return attemptReading(header, transactionHeaders);
}

function transactionHeaders(reader: HeaderReader): TransactionHeaders {
  return {
    lastTransactionTime: reader.timestamp("x-last-txn-ts") ?? REQUEST_DEFAULTS.lastTransactionTime,
    timeoutMs: reader.timeout("x-query-timeout-ms") ?? REQUEST_DEFAULTS.timeoutMs,
    maxContentionRetries: reader.retries("x-max-contention-retries") ?? REQUEST_DEFAULTS.maxContentionRetries,
  };
}

class BadHeader {
  constructor(readonly message: string) {}
}

function attemptReading<T>(header: HeaderLookup, read: (reader: HeaderReader) => T): HeadersRead<T> {
  try {
    return { ok: true, headers: read(new HeaderReader(header)) };
  } catch (error) {
    if (!(error instanceof BadHeader)) throw error;
    return { ok: false, message: error.message };
  }
}

class HeaderReader {
  constructor(private readonly header: HeaderLookup) {}

  timestamp(name: string): number | undefined {
    const text = this.header(name);
    if (text === undefined) return undefined;
    const value = integer(text);
    if (value === undefined || BigInt.asIntN(64, value) !== value) {
      throw refused(name, `Invalid timestamp '${text}'.`);
    }
    return Number(value);
  }

  timeout(name: string): number | undefined {
    const value = this.int(name);
    if (value === undefined) return undefined;
    if (value <= 0) throw refused(name, "Must be greater than 0.");
    if (value > TIMEOUT_LIMIT_MS) {
      throw refused(name, `Must be less than or equal to ${TIMEOUT_LIMIT_MS}.`);
    }
    return value;
  }

  retries(name: string): number | undefined {
    const value = this.int(name);
    if (value === undefined) return undefined;
    if (value < 0 || value > RETRY_LIMIT) throw refused(name, `Must be between 0 and ${RETRY_LIMIT}.`);
    return value;
  }

  tags(): string | undefined {
    const tags = readQueryTags(this.header("x-query-tags"));
    if (!tags.ok) throw refused("x-query-tags", tags.reason);
    return tags.text;
  }

  format(): Format {
    const text = this.header("x-format") ?? "simple";
    if (!FORMATS.includes(text)) throw refused("x-format", `Invalid format ${text}`);
    return text as Format;
  }

  boolean(name: string): boolean | undefined {
    const text = this.header(name)?.toLowerCase();
    if (text === undefined) return undefined;
    if (text !== "true" && text !== "false") throw refused(name, "Must be a boolean value.");
    return text === "true";
  }

  private int(name: string): number | undefined {
    const text = this.header(name);
    if (text === undefined) return undefined;
    const value = integer(text);
    if (value === undefined || BigInt.asIntN(32, value) !== value) {
      throw refused(name, `Invalid number '${text}'.`);
    }
    return Number(value);
  }
}

function integer(text: string): bigint | undefined {
  return /^[+-]?[0-9]+$/.test(text) ? BigInt(text.replace(/^\+/, "")) : undefined;
}

function refused(name: string, message: string): BadHeader {
  return new BadHeader(`Invalid header '${name}': ${message}`);
}
