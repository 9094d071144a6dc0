import type { Collection, Run } from "../call/index.js";
import { Time, TransactionTime, timeFromMicros, type Value } from "../values/index.js";

/**
 * The time to live after a write: what it names (null: none), else a new one where the collection has `ttl_days`, else
 * `otherwise`. spec/06 §9.2
 */
export function nextTimeToLive(
  run: Run,
  collection: Collection,
  named: Value | undefined,
  otherwise: Time | undefined,
): Time | undefined {
  if (named instanceof Time) return named;
  // The commit time is past for every query that could see the document, this one included.
  if (named instanceof TransactionTime) return timeFromMicros(run.transaction.snapshot);
  if (named !== undefined) return undefined;
  const days = collection.definition?.ttlDays;
  if (days === undefined) return otherwise;
  const now = timeFromMicros(run.transaction.snapshot);
  return new Time(now.epochDay + days, now.nanoOfDay);
}
