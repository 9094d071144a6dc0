import { readAuthorization } from "../../auth/index.js";
import type { QueryRequest } from "../../queryRequest.js";
import {
  type HeaderLookup,
  invalidRequest,
  protocolResponse,
  type QueryHeaders,
  queryResponse,
  readQueryBody,
  readQueryHeaders,
  toQueryRequest,
  UNAUTHORIZED,
  type WireResponse,
} from "../../wire/index.js";
import type { Abandonment } from "../plainExchange.js";
import type { Served } from "../served.js";

/** `/query/1`: the checks in the spec's order, then the query. spec/08 §2.1 */
export async function answerQuery(
  served: Served,
  header: HeaderLookup,
  bytes: Uint8Array,
  signal: Abandonment,
): Promise<WireResponse> {
  const read = readQuery(header, bytes);
  if (!read.ok) return read.refusal;
  return queryResponse(await served.execute({ ...read.request, signal }), read.headers);
}

export type ReadQuery =
  | { readonly ok: true; readonly request: QueryRequest; readonly headers: QueryHeaders }
  | { readonly ok: false; readonly refusal: WireResponse };

/** What a request asks, or why it cannot be asked so. spec/08 §2.1 */
export function readQuery(header: HeaderLookup, bytes: Uint8Array): ReadQuery {
  const read = readQueryHeaders(header);
  if (!read.ok) return { ok: false, refusal: protocolResponse(invalidRequest(read.message)) };
  const { headers } = read;
  const body = readQueryBody(bytes);
  if (!body.ok) return { ok: false, refusal: protocolResponse(invalidRequest(body.message)) };
  const credentials = readAuthorization(header("authorization"));
  if (credentials === undefined) return { ok: false, refusal: protocolResponse(UNAUTHORIZED, headers.tags) };
  return { ok: true, request: toQueryRequest(headers, body.body, credentials), headers };
}
