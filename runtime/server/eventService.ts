import type { EventStats, SourceEvent } from "../events/event.js";
import type { EventPosition } from "../events/position.js";
import type { Credentials } from "../queryRequest.js";
import type { Timestamp } from "../values/index.js";

/** Streams and feeds of one engine. spec/08 §9, §10 */
export interface EventService {
  /** Where the query stood that made a token; undefined where the text is none. */
  positionOf(token: string): EventPosition | undefined;
  poll(request: FeedRequest): FeedOutcome | Promise<FeedOutcome>;
  stream(request: StreamRequest): StreamOutcome | Promise<StreamOutcome>;
}

/** From where events are wanted. */
export type EventStart =
  | { readonly kind: "token" }
  | { readonly kind: "time"; readonly time: Timestamp }
  | { readonly kind: "cursor"; readonly position: EventPosition };

interface EventRequest {
  readonly credentials: Credentials;
  readonly token: string;
  readonly start: EventStart;
}

export interface FeedRequest extends EventRequest {
  readonly pageSize: number;
  readonly timeoutMs: number;
}

export interface StreamRequest extends EventRequest {
  /** Fires when the client is gone. */
  readonly signal: AbortSignal;
}

export type FeedOutcome =
  | {
      readonly kind: "page";
      /** No status events, and at most one error, the last. */
      readonly events: readonly SourceEvent[];
      readonly position: EventPosition;
      readonly hasNext: boolean;
      readonly stats: EventStats;
    }
  /** One change alone took all the time there was. */
  | { readonly kind: "timedOut"; readonly elapsedMs: number }
  | EventRefusal;

export type StreamOutcome =
  | { readonly kind: "stream"; readonly id: string; readonly events: AsyncIterable<SourceEvent> }
  | EventRefusal;

export type EventRefusal =
  | { readonly kind: "unauthorized" }
  /** The start is before the token, which only feeds may. */
  | { readonly kind: "startBeforeToken" }
  /** The source cannot be evaluated any more. */
  | { readonly kind: "failedSource"; readonly message: string };
