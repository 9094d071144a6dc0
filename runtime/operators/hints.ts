import type { Run } from "../call/index.js";
import type { SetValue } from "../values/index.js";
import type { SetShapeOf } from "./planFor.js";

const LINK = "https://docs.fauna.com/performance_hint/";

/** A `take` below this many elements makes reading all of them harmless. */
const HARMLESS_LIMIT = 100;

/** Hints where `method`, whose call is the innermost frame, reads a whole stored set. spec/05 §13 */
export function hintFullSetRead(run: Run, method: string, set: SetValue): void {
  if (!run.performanceHints || !readsIndex(set, new Set())) return;
  run.hint(
    `full_set_read - Using ${method}() causes the full set to be read. See ${LINK}full_set_read.`,
    run.innermostFrame(),
  );
}

/** Hints at `C.where(…)` and `C.firstWhere(…)`, whose call is the innermost frame. spec/05 §13 */
export function hintCollectionScan(run: Run, method: "where" | "firstWhere", collection: string): void {
  run.hint(
    `collection_scan - Using ${method}() on collection ${collection} can cause a read of every document. See ${LINK}collection_scan.`,
    run.innermostFrame(),
  );
}

/** `seen`: sets may share their inputs; each is looked at once. */
function readsIndex(set: SetValue, seen: Set<SetValue>): boolean {
  if (seen.has(set)) return false;
  seen.add(set);
  const { operator } = set.shape as SetShapeOf;
  const input = set.slots[0] as SetValue;
  switch (operator.kind) {
    case "documents":
    case "indexScan":
      return true;
    case "values":
    case "sequence":
    case "single":
      return false;
    case "take":
      return (set.slots[1] as number) >= HARMLESS_LIMIT && readsIndex(input, seen);
    case "concat":
      return readsIndex(input, seen) || readsIndex(set.slots[1] as SetValue, seen);
    case "filter":
    case "project":
    case "flatMap":
    case "drop":
    case "sort":
    case "distinct":
    case "reverse":
    case "pageSize":
      return readsIndex(input, seen);
  }
}
