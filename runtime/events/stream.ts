import { permissionLoss, streamOverflow, tooMuchToReplay } from "../problems/streams.js";
import { addStats, type EventStats, NO_COST, type SourceEvent } from "./event.js";
import { type EventReader, errorEvent } from "./eventReader.js";
import { behindAll, type EventPosition } from "./position.js";
import type { Wakening } from "./wakening.js";

/** More changes than this to replay end a stream. spec/08 §9.3 */
const REPLAY_LIMIT = 127;
/** Changes that may wait for a slow client. */
const BACKLOG_LIMIT = 16_000;
const BATCH_CHANGES = 32;
/** An idle stream says that it is there. */
const STATUS_INTERVAL_MS = 300_000;
const STATUS_COMPUTE_OPS = 5;

export interface StreamSurroundings {
  /** Whether the client's credentials still mean what they did. */
  readonly isStillAllowed: () => boolean | Promise<boolean>;
  readonly wakening: Wakening;
  /** What reading the history cost at the start. */
  readonly openingStats: EventStats;
}

/**
 * The events of a stream: a status, what happened since the start, then what happens. It holds a position and no
 * buffer, so a slow client costs nothing; one that is too slow is told, and the stream ends. spec/08 §9.3
 */
export async function* streamEvents(
  reader: EventReader,
  start: EventPosition,
  surroundings: StreamSurroundings,
): AsyncGenerator<SourceEvent, void, undefined> {
  yield { kind: "status", position: start, stats: surroundings.openingStats };
  const replayed = yield* replay(reader, start);
  if (replayed !== undefined) yield* follow(reader, replayed, surroundings);
}

/** Ends at what was the present when it began; undefined where it ended in an error. */
async function* replay(
  reader: EventReader,
  start: EventPosition,
): AsyncGenerator<SourceEvent, EventPosition | undefined, undefined> {
  let position = start;
  let changes = 0;
  let through: number | undefined;
  for (;;) {
    const left = REPLAY_LIMIT + 1 - changes;
    const batch = await reader.batch(position, { changes: Math.min(BATCH_CHANGES, left), through });
    through ??= batch.snapshot;
    yield* batch.events;
    if (batch.events[batch.events.length - 1]?.kind === "error") return undefined;
    changes += batch.examined;
    if (changes > REPLAY_LIMIT) {
      yield errorEvent(tooMuchToReplay());
      return undefined;
    }
    if (!batch.hasMore) return behindAll(through);
    position = batch.position;
  }
}

async function* follow(
  reader: EventReader,
  start: EventPosition,
  { isStillAllowed, wakening }: StreamSurroundings,
): AsyncGenerator<SourceEvent, void, undefined> {
  let position = start;
  let accrued = NO_COST;
  while (!wakening.isOver) {
    wakening.listen();
    const batch = await reader.batch(position, { changes: BATCH_CHANGES });
    accrued = addStats(accrued, batch.filtered);
    const isNews = batch.examined > 0 || batch.events.length > 0;
    if (isNews && !(await isStillAllowed())) return yield errorEvent(permissionLoss());
    for (const event of batch.events) {
      yield event;
      if (event.kind === "error") return;
    }
    if (batch.hasMore) {
      position = batch.position;
      if (await reader.isFarBehind(position, BACKLOG_LIMIT)) return yield errorEvent(streamOverflow());
    } else {
      position = behindAll(batch.snapshot);
      if (!(await wakening.wait(STATUS_INTERVAL_MS))) {
        if (!(await isStillAllowed())) return yield errorEvent(permissionLoss());
        const stats = { ...accrued, computeOps: accrued.computeOps + STATUS_COMPUTE_OPS };
        yield { kind: "status", position: behindAll(await reader.now()), stats };
        accrued = NO_COST;
      }
    }
  }
}
