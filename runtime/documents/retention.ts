import type { CollectionSchema } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { tooFarInThePast } from "../problems/documents.js";
import { withoutFrames } from "../problems/writes.js";
import type { Timestamp } from "../values/index.js";
import { timeFromMicros, timeText } from "../values/index.js";

const MICROS_PER_DAY = 86_400_000_000;
const GRACE = 15 * 60 * 1_000_000;

/** The earliest time at which documents and indexes of the collection can be read. spec/06 §9.3 */
export function earliestReadable(run: Run, { definition }: Collection): Timestamp {
  return definition === undefined ? 0 : earliestKept(run.transaction.snapshot, definition);
}

/** What was replaced or deleted before this time, nobody can read at `now` or later. */
export function earliestKept(
  now: Timestamp,
  { historyDays, historyFloor }: Pick<CollectionSchema, "historyDays" | "historyFloor">,
): Timestamp {
  const kept = historyDays === undefined ? 0 : now - historyDays * MICROS_PER_DAY;
  return Math.max(0, Math.max(kept, historyFloor) - GRACE);
}

/** Fails where `time` is before what is kept: an error of the whole query, without frames. */
export function demandRetained(run: Run, collection: Collection, time: Timestamp): void {
  const earliest = earliestReadable(run, collection);
  if (time >= earliest) return;
  throw withoutFrames(tooFarInThePast(timeText(timeFromMicros(time)), timeText(timeFromMicros(earliest))));
}
