import { jsonString } from "../encode/jsonText.js";

/** An answer that is no answer to the query: malformed, refused, too much. spec/08 §3.3, §4 */
export interface ProtocolError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export function invalidRequest(message: string): ProtocolError {
  return { status: 400, code: "invalid_request", message };
}

export const UNAUTHORIZED: ProtocolError = {
  status: 401,
  code: "unauthorized",
  message: "Access token required",
};

/** What `/stream/1` and `/feed/1` say instead. */
export const INVALID_TOKEN: ProtocolError = {
  status: 401,
  code: "unauthorized",
  message: "Invalid token, unable to authenticate request",
};

export const ACCOUNT_DISABLED: ProtocolError = {
  status: 410,
  code: "forbidden",
  message: "Your account has been disabled. Please create a ticket at https://support.fauna.com",
};

export const REQUEST_TOO_LARGE: ProtocolError = {
  status: 413,
  code: "request_size_exceeded",
  message: "Request entity is too large",
};

export const WRONG_METHOD: ProtocolError = {
  status: 405,
  code: "method_not_allowed",
  message: "Method Not Allowed",
};

/** Of endpoints that tell of a whole schema. spec/08 §13 */
export const SERVER_KEY_NEEDED: ProtocolError = {
  status: 403,
  code: "forbidden",
  message: "A valid admin/server key must be provided to use this endpoint",
};

/** For faults of ours: what went wrong is logged, not shown. */
export const INTERNAL_ERROR: ProtocolError = {
  status: 500,
  code: "internal_error",
  message: "An internal error occurred. Please create a ticket at https://support.fauna.com",
};

const AGGRESSIVE_DEADLINE_MS = 1000;

/** spec/08 §4, §12 */
export function timedOut(elapsedMs: number): ProtocolError {
  if (elapsedMs >= AGGRESSIVE_DEADLINE_MS) {
    return { status: 503, code: "time_out", message: "Read timed out" };
  }
  const message = `Client set aggressive deadline: query needs ${AGGRESSIVE_DEADLINE_MS}, timed out within ${Math.round(elapsedMs)}`;
  return { status: 440, code: "time_out", message };
}

/** Codes of failures that end the request, not only the query. spec/08 §4 */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  invalid_request: 400,
  contended_transaction: 409,
  limit_exceeded: 429,
  internal_error: 500,
};

/** The protocol error that a failure with this code is; undefined for errors of the query itself. */
export function protocolErrorOf(failure: { readonly code: string; readonly message: string }) {
  const status = STATUS_BY_CODE[failure.code];
  return status === undefined ? undefined : { status, code: failure.code, message: failure.message };
}

/** `{"code":"…","message":"…"}` */
export function errorJson({ code, message }: ProtocolError): string {
  return `{"code":${jsonString(code)},"message":${jsonString(message)}}`;
}
