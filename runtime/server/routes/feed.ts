import { readAuthorization } from "../../auth/index.js";
import { positionText } from "../../events/position.js";
import {
  eventJson,
  eventStatsJson,
  protocolResponse,
  readFeedBody,
  readTransactionHeaders,
  timedOut,
  type WireResponse,
} from "../../wire/index.js";
import type { FeedOutcome } from "../eventService.js";
import { headerLookup } from "../headerLookup.js";
import type { Served } from "../served.js";
import { badRequest, readStart, refusalResponse, unauthenticated, type Wording } from "./eventRequest.js";

const WORDING: Wording = { end: ".", source: "event source" };
const PAGE_SIZE = 16;
const PAGE_SIZE_LIMIT = 16_000;

/** `/feed/1`: what happened to a source since some time. spec/08 §10 */
export async function answerFeed(
  { events }: Served,
  request: Request,
  bytes: Uint8Array,
): Promise<WireResponse> {
  const header = headerLookup(request);
  const headers = readTransactionHeaders(header);
  if (!headers.ok) return badRequest(`Invalid headers: ${headers.message}`);
  const read = readFeedBody(bytes);
  if (!read.ok) return badRequest(read.message);
  const { token, pageSize = PAGE_SIZE } = read.body;
  const start = readStart(events, read.body, WORDING);
  if (!start.ok) return badRequest(start.message);
  if (pageSize <= 0) return badRequest("Invalid request body: page size must be greater than zero.");
  if (pageSize > PAGE_SIZE_LIMIT) {
    return badRequest(`Invalid request body: page size can not be greater than ${PAGE_SIZE_LIMIT}.`);
  }
  const credentials = readAuthorization(header("authorization"));
  if (credentials === undefined) return unauthenticated();
  const { timeoutMs } = headers.headers;
  return feedResponse(await events.poll({ credentials, token, start: start.start, pageSize, timeoutMs }));
}

function feedResponse(outcome: FeedOutcome): WireResponse {
  if (outcome.kind === "timedOut") return protocolResponse(timedOut(outcome.elapsedMs));
  if (outcome.kind !== "page") return refusalResponse(outcome, WORDING);
  const { events, position, hasNext, stats } = outcome;
  return {
    status: 200,
    body: `{"events":[${events.map(eventJson).join(",")}],"cursor":"${positionText(position)}","has_next":${hasNext},"stats":${eventStatsJson(stats)}}`,
  };
}
