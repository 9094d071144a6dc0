import type { Shape } from "../../../compiler/index.js";
import type { Run } from "../../call/index.js";
import type { RowsOf } from "../../storage/storage.js";
import type { SetValue, Value } from "../../values/index.js";

const FEW = 12;

/** Of so few documents, or entries, all are at hand: looking for a way around them takes longer. */
export function isSmall({ transaction }: Run, source: SetValue): boolean {
  const rows = transaction.waits ? undefined : rowsOf(source);
  const count = rows && transaction.estimate(rows);
  return count !== undefined && count <= FEW;
}

/** What a source reads. */
function rowsOf({ shape, slots }: SetValue): RowsOf | undefined {
  const { operator } = shape as Shape;
  switch (operator.kind) {
    case "documents":
      return { kind: "documents", collection: operator.collection };
    case "indexScan":
      return { kind: "entries", entries: operator.entries.id, terms: slots[0] as readonly Value[] };
    default:
      return undefined;
  }
}
