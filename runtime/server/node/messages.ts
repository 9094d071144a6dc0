import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";

/** Requests and responses of both protocols, which differ little. */
export type NodeRequest = IncomingMessage | Http2ServerRequest;
export type NodeResponse = ServerResponse | Http2ServerResponse;

export interface ExchangeLimits {
  readonly bodyBytes: number;
  readonly headerBytes: number;
  readonly urlLength: number;
  /** How long a client may take to send its request. */
  readonly requestTimeoutMs: number;
}
