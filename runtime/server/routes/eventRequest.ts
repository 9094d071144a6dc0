import { readPosition } from "../../events/position.js";
import {
  type EventBody,
  INVALID_TOKEN,
  invalidRequest,
  protocolResponse,
  type WireResponse,
} from "../../wire/index.js";
import type { EventRefusal, EventService, EventStart } from "../eventService.js";

/** Where `/stream/1` and `/feed/1` word things differently. spec/08 §9.2, §10 */
export interface Wording {
  readonly end: "" | ".";
  readonly source: "stream" | "event source";
}

export type StartRead =
  | { readonly ok: true; readonly start: EventStart }
  | { readonly ok: false; readonly message: string };

/** Checks token and start of a request, in the spec's order. */
export function readStart(events: EventService, body: EventBody, { end }: Wording): StartRead {
  const { token, startTime, cursor } = body;
  if (startTime !== undefined && cursor !== undefined) {
    return refused(`can not provide both \`start_ts\` and \`cursor\`${end}`);
  }
  if (events.positionOf(token) === undefined) return refused(`invalid event source provided${end}`);
  if (startTime !== undefined) return { ok: true, start: { kind: "time", time: startTime } };
  if (cursor === undefined) return { ok: true, start: { kind: "token" } };
  const position = readPosition(cursor);
  if (position === undefined) return refused(`invalid event cursor provided${end}`);
  return { ok: true, start: { kind: "cursor", position } };
}

function refused(reason: string): StartRead {
  return { ok: false, message: `Invalid request body: ${reason}` };
}

export function badRequest(message: string): WireResponse {
  return protocolResponse(invalidRequest(message));
}

export function unauthenticated(): WireResponse {
  return protocolResponse(INVALID_TOKEN);
}

export function refusalResponse(refusal: EventRefusal, { source }: Wording): WireResponse {
  switch (refusal.kind) {
    case "unauthorized":
      return unauthenticated();
    case "startBeforeToken":
      return badRequest(
        "Invalid stream start time: Stream start time can not be before the stream create time.",
      );
    case "failedSource":
      return badRequest(`Error evaluating provided ${source}, ${refusal.message}`);
  }
}
