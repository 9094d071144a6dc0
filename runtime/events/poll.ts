import type { FeedOutcome } from "../server/eventService.js";
import { addStats, type EventStats, type SourceEvent } from "./event.js";
import type { EventReader } from "./eventReader.js";
import { behindAll, type EventPosition } from "./position.js";

export interface PollLimits {
  readonly pageSize: number;
  /** In microseconds of the clock. */
  readonly until: number;
  /** What it cost to open the source. */
  readonly opening: EventStats;
}

/** One page of a feed. spec/08 §10 */
export async function poll(
  reader: EventReader,
  start: EventPosition,
  { pageSize, until, opening }: PollLimits,
): Promise<FeedOutcome> {
  const batch = await reader.batch(start, { events: pageSize, changes: Number.POSITIVE_INFINITY, until });
  const events: readonly SourceEvent[] = batch.events;
  const isLost = batch.examined === 0 && events.length > 0;
  return {
    kind: "page",
    events,
    position: batch.hasMore || isLost ? batch.position : behindAll(batch.snapshot),
    hasNext: batch.hasMore,
    stats: [batch.filtered, ...events.map(({ stats }) => stats)].reduce(addStats, opening),
  };
}
