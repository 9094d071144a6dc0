import type { FieldKind } from "../../../compiler/index.js";
import { type Collection, FULL_ACCESS, type Run } from "../../call/index.js";
import { RowWindow } from "../../documents/index.js";
import { DocumentValue } from "../../values/index.js";
import { type Access, candidatesOf } from "./access.js";
import type { Bound, Determined } from "./boundCondition.js";
import type { Chosen } from "./choose.js";
import { elementFields } from "./elementFields.js";

/** Few documents share a value: then asking for each value is as much work as asking for each document. */
const LEAST_SHARED = 2;
/** Objects that differ in the order of their keys lie under one value. */
const NOT_TOLD_APART: ReadonlySet<FieldKind> = new Set(["Object", "Array", "Bytes"]);
/** More look-ups than this are no better than a scan. */
const MOST_VALUES = 100_000;

/**
 * A predicate that looks at its document through one field, `.product!.category == c`, is asked once for each value of
 * the field that an index has, of any document that the index lists under it.
 *
 *     Filter .product!.category == c        IndexedFilter .product!.category == c
 *     └ Documents Item                 ⇒    └ IndexScan Item.byProduct(a), …
 *
 * Legal: the index lists every document under its value, except those whose field is null, of which the predicate must
 * be false; it is asked for every value that there is, so it fails where it would fail of a document; where it shows
 * how often it ran, undefined.
 */
export function determinedPath(
  run: Run,
  collection: Collection,
  determined: Determined,
  most: number,
): Chosen | undefined {
  if (run.access !== FULL_ACCESS) return undefined;
  const kinds = elementFields(collection).kindsOf([determined.field]);
  if (kinds === undefined || [...kinds].some((kind) => NOT_TOLD_APART.has(kind))) return undefined;
  const index = candidatesOf(collection).find(
    ({ terms }) => terms.length === 1 && terms[0] === determined.field,
  );
  const documents = run.transaction.estimate({ kind: "documents", collection: collection.id });
  if (index === undefined || documents === undefined) return undefined;
  const limit = Math.min(most, MOST_VALUES, documents / LEAST_SHARED);
  const tuples = run.transaction.tupleCounts(collection.id, index.entries.id, limit);
  if (tuples === undefined || (kinds.has("Null") && holdsOfNull(run, collection, determined)))
    return undefined;
  const { shown } = run;
  const { name, entries } = index;
  let estimate = 0;
  const accesses: Access[] = [];
  for (const { sample, count } of tuples) {
    const document = new DocumentValue(collection.id, sample.id);
    document.slot = sample.slot;
    if (!determined.holds(document)) continue;
    estimate += count;
    const scan = { terms: sample.terms, from: undefined, to: undefined };
    accesses.push({ kind: "entries", name, entries, scan });
  }
  if (run.shown !== shown) return undefined;
  const served = new Set<Bound>([determined, ...(determined.says === undefined ? [] : [determined.says])]);
  return { path: { accesses, served, areDisjoint: true }, estimate };
}

/** Asked of a document without fields. */
function holdsOfNull(run: Run, { id }: Collection, { holds }: Determined): boolean {
  const window = new RowWindow(run, id);
  window.show(Object.assign(Object.create(null), { $id: "", $rest: undefined }));
  return holds(window.document);
}
