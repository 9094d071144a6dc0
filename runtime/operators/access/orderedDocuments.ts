import type { Run } from "../../call/index.js";
import { isExpired } from "../../documents/index.js";
import { DocumentValue } from "../../values/index.js";
import { scanOf } from "./access.js";
import { metered } from "./candidates.js";
import type { Chain } from "./chain.js";
import type { OrderedAccess } from "./orderedAccess.js";
import { passes } from "./passes.js";

const GROWTH = 4;

/** Documents in the order of an index, read as they are wanted: at first `batch` entries, then more. */
export function* orderedDocuments(
  run: Run,
  { filters, collection }: Chain,
  { path, isExact }: OrderedAccess,
  batch: number,
): Generator<DocumentValue> {
  const [access] = path.accesses;
  if (access?.kind !== "entries") return;
  let from = access.scan.from;
  for (let limit = batch; ; limit *= GROWTH) {
    const scan = { ...scanOf(access, limit), from };
    const entries = metered(run, access, run.transaction.entries(scan, undefined));
    for (const { id, ttl, slot } of entries) {
      if (isExpired(run, ttl)) continue;
      const document = new DocumentValue(collection.id, id);
      document.slot = slot;
      if (isExact || filters.every((filter) => passes(run, filter, document))) yield document;
    }
    if (entries.length < limit) return;
    const { values, id } = entries[entries.length - 1]!;
    from = { values, id, inclusive: false };
  }
}
