import type { IndexScan } from "../../../compiler/index.js";
import type { Collection, Run } from "../../call/index.js";
import { probesOf } from "../../storage/entryOrder.js";
import type { EntryBound, EntryScan } from "../../storage/storage.js";
import { boundsOf } from "./access.js";
import type { Bound } from "./boundCondition.js";
import { indexPaths } from "./indexPaths.js";

type Bounds = Pick<EntryScan, "from" | "to">;

/** The bounds of an index call, as narrow as conditions on the index's values make them; undefined where nothing is left. */
export function narrowed(
  run: Run,
  collection: Collection,
  { entries }: IndexScan,
  bounds: Bounds,
  conditions: readonly Bound[],
): Bounds | undefined {
  if (conditions.length === 0) return bounds;
  const { plainValues: values, compare } = indexPaths(collection, entries);
  const found = boundsOf(run, collection, { entries, values }, conditions);
  if (found === "empty") return undefined;
  if (found.from === undefined && found.to === undefined) return bounds;
  const tighter = (a: EntryBound | undefined, b: EntryBound | undefined, end: "low" | "high") => {
    if (a === undefined || b === undefined) return a ?? b;
    const [left, right] = [a, b].map((each) => probesOf({ from: each, to: each })[end]!);
    return compare(left!, right!) > 0 === (end === "low") ? a : b;
  };
  const from = tighter(bounds.from, found.from, "low");
  const to = tighter(bounds.to, found.to, "high");
  const { low, high } = probesOf({ from, to });
  return low !== undefined && high !== undefined && compare(low, high) > 0 ? undefined : { from, to };
}
