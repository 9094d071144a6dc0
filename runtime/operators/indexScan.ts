import type { EntriesSchema, IndexScan } from "../../compiler/index.js";
import type { FieldPath, Span } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { entryBytes, type IndexOrigin } from "../documents/index.js";
import type { Entry, EntryBound } from "../storage/storage.js";
import type { Value } from "../values/index.js";
import { type PackedBound, unpackBound } from "./bound.js";
import { PARTITIONS } from "./documents.js";
import type { PhysicalOperator, Position } from "./operator.js";
import { Behind, type RowSource, rowsPage } from "./rows.js";

/** The entries of one terms tuple of an index, as documents, in the index's order. Positions are values and id. */
export function indexScanOperator(index: IndexScan): PhysicalOperator {
  const { collection, entries } = index;
  const orders = entries.values.map((field) => field.order);
  const source: RowSource<Entry> = {
    collection,
    read({ run, set, backward, at }, start, limit) {
      const slots = set.slots as readonly [readonly Value[], PackedBound, PackedBound];
      const first = slots[1];
      const last = slots[2];
      const here = start === undefined ? undefined : startBound(start);
      return run.transaction.entries(
        {
          entries: entries.id,
          orders,
          terms: slots[0],
          from: backward ? unpackBound(first) : (here ?? unpackBound(first)),
          to: backward ? (here ?? unpackBound(last)) : unpackBound(last),
          reverse: backward,
          limit,
        },
        at,
      );
    },
    idOf: (entry) => entry.id,
    slotOf: (entry) => entry.slot,
    ttlOf: (entry) => entry.ttl,
    positionOf: (entry) => [entry.values, entry.id],
    partitions: entries.terms.length === 0 ? PARTITIONS : 1,
    covered: coveredFields(entries),
    originOf: (run, set) => set.frames[0] && originOf(run, index, set.frames[0]),
    bytesOf: (entry) => entryBytes(entry.values),
  };
  return {
    page: (run, set, backward, from, wanted) => rowsPage(run, set, source, backward, from, wanted),
  };
}

function startBound(start: Position | Behind<Entry>): EntryBound {
  if (!(start instanceof Behind)) return unpackBound(start as unknown as PackedBound)!;
  return { values: start.row.values, id: start.row.id, inclusive: false };
}

/** Sets carry the place of their index call where hints are wanted; scans that the optimizer chose have none. */
function originOf(run: Run, { collection, index, entries }: IndexScan, call: Span): IndexOrigin {
  const fields = [...entries.terms, ...entries.values].filter(({ mva }) => !mva);
  return {
    index: `${run.schema.collection(collection)!.name}.${index}`,
    covered: fields.map(({ path }) => pathWithoutData(path)),
    call,
  };
}

function pathWithoutData({ elements }: FieldPath): readonly string[] {
  const names = elements.map((each) => (each.kind === "field" ? each.name : String(each.index)));
  return names.length > 1 && names[0] === "data" ? names.slice(1) : names;
}

/** Top-level fields that entries hold, wholly or in part. spec/06b §5 */
export function coveredFields({ terms, values }: EntriesSchema): ReadonlySet<string> {
  const names = [...terms, ...values].flatMap(({ path, mva }) => {
    const [first] = path.elements;
    return mva || first?.kind !== "field" ? [] : [first.name];
  });
  return new Set(names);
}
