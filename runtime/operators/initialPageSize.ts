import type { SetValue } from "../values/index.js";
import type { SetShapeOf } from "./planFor.js";

const DEFAULT_PAGE_SIZE = 16;

/** How many elements the first page has where nobody says: 16, or what `pageSize` below says. spec/05 §9.1 */
export function initialPageSize(set: SetValue): number {
  let current = set;
  for (;;) {
    const { operator, inputs } = current.shape as SetShapeOf;
    if (operator.kind === "pageSize") return current.slots[1] as number;
    if (operator.kind === "concat" || inputs.length === 0) return DEFAULT_PAGE_SIZE;
    current = current.slots[0] as SetValue;
  }
}
