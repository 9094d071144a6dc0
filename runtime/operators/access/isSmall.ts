import type { Shape } from "../../../compiler/index.js";
import type { Run } from "../../call/index.js";
import type { SetValue, Value } from "../../values/index.js";

const FEW = 12;

/** Of so few documents, or entries, all are at hand: looking for a way around them takes longer. */
export function isSmall({ transaction }: Run, { shape, slots }: SetValue): boolean {
  const { operator } = shape as Shape;
  if (transaction.waits) return false;
  const rows =
    operator.kind === "documents"
      ? transaction.estimate({ kind: "documents", collection: operator.collection })
      : operator.kind === "indexScan"
        ? transaction.estimate({
            kind: "entries",
            entries: operator.entries.id,
            terms: slots[0] as readonly Value[],
          })
        : undefined;
  return rows !== undefined && rows <= FEW;
}
