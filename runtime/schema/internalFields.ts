import type { Run } from "../call/index.js";
import type { Fields } from "../documents/index.js";
import type { NativeCollectionName } from "../values/index.js";
import { globalIdText } from "./globalId.js";

/** Fields of definitions that nobody sees: what is stored for indexes, and the floor of history. */
export const STORED_ENTRIES = "$entries";
export const HISTORY_FLOOR = "$floor";
/** Names of indexes that become queryable when they are built. */
export const QUERYABLE_WHEN_BUILT = "$queryableWhenBuilt";
/** The number by which the store knows a child database; never reused. */
export const DATABASE_NUMBER = "$database";

/** What the system adds to a new definition. */
export function internalFieldsOfNew(run: Run, kind: NativeCollectionName): Fields {
  if (kind !== "Database") return new Map();
  const id = new DataView(run.sources.randomBytes(8).slice().buffer).getBigUint64(0);
  return new Map<string, number | bigint | string>([
    ["global_id", globalIdText(id)],
    [DATABASE_NUMBER, BigInt.asUintN(52, id)],
  ]);
}
