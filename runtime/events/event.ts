import type { QueryFailure } from "../../compiler/index.js";
import type { Materialised } from "../wire/materialised.js";
import type { EventPosition } from "./position.js";

/** What a stream or feed tells. spec/08 §9.3 */
export type SourceEvent = StatusEvent | DataEvent | ErrorEvent;

/** Where the stream stands: at its start, and now and then while nothing happens. */
export interface StatusEvent {
  readonly kind: "status";
  readonly position: EventPosition;
  readonly stats: EventStats;
}

/** An element entered the source, changed in it, or left it. */
export interface DataEvent {
  readonly kind: "add" | "update" | "remove";
  readonly data: Materialised;
  readonly position: EventPosition;
  readonly stats: EventStats;
}

/** Ends a stream, or the page of a feed. */
export interface ErrorEvent {
  readonly kind: "error";
  readonly failure: QueryFailure;
  /** For `abort`: the value given. */
  readonly abort: Materialised | undefined;
  readonly stats: EventStats;
}

export interface EventStats {
  readonly readOps: number;
  readonly storageBytesRead: number;
  readonly computeOps: number;
  readonly processingTimeMs: number;
  readonly rateLimitsHit: readonly ("compute" | "read")[];
}

export const NO_COST: EventStats = {
  readOps: 0,
  storageBytesRead: 0,
  computeOps: 0,
  processingTimeMs: 0,
  rateLimitsHit: [],
};

export function addStats(a: EventStats, b: EventStats): EventStats {
  return {
    readOps: a.readOps + b.readOps,
    storageBytesRead: a.storageBytesRead + b.storageBytesRead,
    computeOps: a.computeOps + b.computeOps,
    processingTimeMs: a.processingTimeMs + b.processingTimeMs,
    rateLimitsHit: [...new Set([...a.rateLimitsHit, ...b.rateLimitsHit])],
  };
}
