import type { CollectionSchema } from "../../compiler/index.js";
import type { Collection, Run } from "../call/index.js";
import { tooFarInThePast } from "../problems/documents.js";
import { withoutFrames } from "../problems/writes.js";
import { HIDDEN } from "../schema/hiddenTables.js";
import type { Transaction } from "../transaction/transaction.js";
import type { Timestamp } from "../values/index.js";
import { timeFromMicros, timeText } from "../values/index.js";
import { OPEN_LAYOUT, storedField } from "./version.js";

const MICROS_PER_DAY = 86_400_000_000;
const GRACE = 15 * 60 * 1_000_000;

/** The earliest time at which documents and indexes of the collection can be read. spec/06 §9.3 */
export function earliestReadable(run: Run, { definition }: Collection): Timestamp {
  if (definition === undefined) return 0;
  const { transaction } = run;
  return Math.max(
    earliestKept(transaction.snapshot, definition),
    historyFloor(transaction, definition.id, transaction.snapshot) ?? 0,
  );
}

/** Since when the history of a collection is kept that has a budget; as of `at`. engine §9 Retention */
function historyFloor(
  transaction: Transaction,
  collection: number,
  at: Timestamp | undefined,
): Timestamp | undefined {
  const row = transaction.version({ collection: HIDDEN.historyFloors, id: String(collection), slot: -1 }, at);
  return row && Number(storedField(row, "floor"));
}

/** History of a collection before this time is not read any more, by whatever process. */
export function raiseHistoryFloor(transaction: Transaction, collection: number, floor: Timestamp): void {
  const present = historyFloor(transaction, collection, undefined);
  if (present !== undefined && present >= floor) return;
  const id = String(collection);
  const head = { id, ttl: undefined, schema: transaction.schemaVersion };
  const fields = new Map([["floor", BigInt(Math.floor(floor))]]);
  transaction.write(HIDDEN.historyFloors, id, OPEN_LAYOUT.make(head, fields));
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
