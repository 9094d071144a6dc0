import { QueryFailure } from "../../../compiler/index.js";
import { readAuthorization } from "../../auth/index.js";
import { NO_COST, type SourceEvent } from "../../events/event.js";
import { eventJson, INTERNAL_ERROR, readStreamBody } from "../../wire/index.js";
import { coalesced } from "../coalesced.js";
import { headerLookup } from "../headerLookup.js";
import type { Served } from "../served.js";
import { JSON_CONTENT_TYPE, toResponse } from "../toResponse.js";
import { badRequest, readStart, refusalResponse, unauthenticated, type Wording } from "./eventRequest.js";

const WORDING: Wording = { end: "", source: "stream" };
const UTF8 = new TextEncoder();

/** `/stream/1`: an answer that ends when the client goes, or with an error. spec/08 §9 */
export async function answerStream(
  { events }: Served,
  request: Request,
  bytes: Uint8Array,
  onFault: (fault: unknown) => void,
): Promise<Response> {
  const read = readStreamBody(bytes);
  if (!read.ok) return toResponse(badRequest(read.message));
  const start = readStart(events, read.body, WORDING);
  if (!start.ok) return toResponse(badRequest(start.message));
  const credentials = readAuthorization(headerLookup(request)("authorization"));
  if (credentials === undefined) return toResponse(unauthenticated());
  const gone = new AbortController();
  request.signal.addEventListener("abort", () => gone.abort());
  const { token } = read.body;
  const outcome = await events.stream({ credentials, token, start: start.start, signal: gone.signal });
  if (outcome.kind !== "stream") return toResponse(refusalResponse(outcome, WORDING));
  return new Response(streamBody(outcome.events, gone, onFault), {
    headers: { "content-type": JSON_CONTENT_TYPE, "x-fauna-stream-id": outcome.id },
  });
}

/** Asks for more events when the client has taken the last. */
function streamBody(
  events: AsyncIterable<SourceEvent>,
  gone: AbortController,
  onFault: (fault: unknown) => void,
): ReadableStream<Uint8Array> {
  const chunks = coalesced(events)[Symbol.asyncIterator]();
  const send = (controller: ReadableStreamDefaultController<Uint8Array>, chunk: readonly SourceEvent[]) => {
    if (gone.signal.aborted) return;
    controller.enqueue(UTF8.encode(chunk.map((event) => `${eventJson(event)}\r\n`).join("")));
  };
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await chunks.next();
          if (!done) return send(controller, value);
        } catch (fault) {
          onFault(fault);
          send(controller, [INTERNAL_FAILURE]);
        }
        if (!gone.signal.aborted) controller.close();
      },
      cancel() {
        gone.abort();
        void chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

const INTERNAL_FAILURE: SourceEvent = {
  kind: "error",
  failure: new QueryFailure(INTERNAL_ERROR.code, INTERNAL_ERROR.message),
  abort: undefined,
  stats: NO_COST,
};
