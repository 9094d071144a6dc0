import { readAuthorization } from "../../auth/index.js";
import {
  type HeaderLookup,
  invalidRequest,
  protocolResponse,
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
  const read = readQueryHeaders(header);
  if (!read.ok) return protocolResponse(invalidRequest(read.message));
  const { headers } = read;
  const body = readQueryBody(bytes);
  if (!body.ok) return protocolResponse(invalidRequest(body.message));
  const credentials = readAuthorization(header("authorization"));
  if (credentials === undefined) return protocolResponse(UNAUTHORIZED, headers.tags);
  const outcome = await served.execute({
    ...toQueryRequest(headers, body.body, credentials),
    signal,
  });
  return queryResponse(outcome, headers);
}
