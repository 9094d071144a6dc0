import type { HeaderLookup } from "../wire/index.js";

/**
 * A request and its answer without WHATWG objects: making those costs a host more than most queries do, so it may hand
 * over queries like this.
 */
export interface PlainRequest {
  /** As it was sent, with its query string. */
  readonly url: string;
  readonly header: HeaderLookup;
  readonly body: Uint8Array;
  /** Says when the client is gone. */
  readonly signal: Abandonment;
}

/** What is asked of an `AbortSignal`. */
export interface Abandonment {
  readonly aborted: boolean;
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}
