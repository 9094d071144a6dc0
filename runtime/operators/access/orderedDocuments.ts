import type { Run } from "../../call/index.js";
import { isExpired } from "../../documents/index.js";
import type { Entry, EntryBound } from "../../storage/storage.js";
import { compareIds, compareIndexValues, DocumentValue } from "../../values/index.js";
import { type EntryAccess, scanOf } from "./access.js";
import { ALL, metered } from "./candidates.js";
import type { Chain } from "./chain.js";
import type { OrderedAccess } from "./orderedAccess.js";
import { passes } from "./passes.js";

const GROWTH = 4;

/** Documents in the order of an index, read as they are wanted: at first `batch` entries, then more. */
export function* orderedDocuments(
  run: Run,
  { filters, collection }: Chain,
  ordered: OrderedAccess,
  batch: number,
): Generator<DocumentValue> {
  const [access] = ordered.path.accesses;
  if (access?.kind !== "entries") return;
  const { reverse, keyLength, isExact } = ordered;
  const isById = !reverse && keyLength === access.entries.values.length;
  for (const entries of isById ? inOrder(run, access, batch) : inRuns(run, access, ordered, batch)) {
    for (const { id, ttl, slot } of entries) {
      if (isExpired(run, ttl)) continue;
      const document = new DocumentValue(collection.id, id);
      document.slot = slot;
      if (isExact || filters.every((filter) => passes(run, filter, document))) yield document;
    }
  }
}

/** Where ties lie by ascending id as they are. */
function* inOrder(run: Run, access: EntryAccess, batch: number): Generator<readonly Entry[]> {
  let { from } = access.scan;
  for (let limit = batch; ; limit *= GROWTH) {
    const entries = read(run, access, { from }, limit);
    yield entries;
    if (entries.length < limit) return;
    const { values, id } = entries[entries.length - 1]!;
    from = { values, id, inclusive: false };
  }
}

/** Where they do not, as of an index that is read backwards or that has further values: those that tie are put in order. */
function* inRuns(
  run: Run,
  access: EntryAccess,
  { reverse, keyLength }: OrderedAccess,
  batch: number,
): Generator<readonly Entry[]> {
  let { from, to } = access.scan;
  for (let limit = batch; ; limit *= GROWTH) {
    const entries = read(run, access, { from, to, reverse }, limit);
    let start = 0;
    while (start < entries.length) {
      const { values } = entries[start]!;
      const key = values.slice(0, keyLength);
      let end = start + 1;
      while (end < entries.length && isTie(key, entries[end]!)) end++;
      const bound = { values: key, id: undefined, inclusive: true };
      const isWhole = end < entries.length || entries.length < limit;
      const ties = isWhole ? entries.slice(start, end) : read(run, access, { from: bound, to: bound }, ALL);
      yield [...ties].sort((a, b) => compareIds(a.id, b.id));
      const behind = { ...bound, inclusive: false };
      if (reverse) to = behind;
      else from = behind;
      start = end;
    }
    if (entries.length < limit) return;
  }
}

function isTie(key: Entry["values"], { values }: Entry): boolean {
  return key.every((value, i) => compareIndexValues(value, values[i]!) === 0);
}

function read(
  run: Run,
  access: EntryAccess,
  part: { readonly from?: EntryBound | undefined; readonly to?: EntryBound | undefined; reverse?: boolean },
  limit: number,
): readonly Entry[] {
  return metered(run, access, run.transaction.entries({ ...scanOf(access, limit), ...part }, undefined));
}
