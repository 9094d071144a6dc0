import { type Collection, FULL_ACCESS, type Run } from "../../call/index.js";
import { DocumentValue } from "../../values/index.js";
import { type Access, candidatesOf } from "./access.js";
import type { Bound, Determined } from "./boundCondition.js";
import type { Chosen } from "./choose.js";
import { elementFields } from "./elementFields.js";

/** Few documents share a value: then asking for each value is as much work as asking for each document. */
const LEAST_SHARED = 2;
/** More look-ups than this are no better than a scan. */
const MOST_VALUES = 100_000;

/**
 * A predicate that looks at its document through one field, `.product!.category == c`, is asked once for each value of
 * the field that an index has, of any document that the index lists under it.
 *
 *     Filter .product!.category == c        IndexedFilter .product!.category == c
 *     └ Documents Item                 ⇒    └ IndexScan Item.byProduct(a), …
 *
 * Legal: the field is never null, so that the index lists every document, under its value; the predicate is asked for
 * every value that there is, so it fails where it would fail of a document; where it shows how often it ran, undefined.
 */
export function determinedPath(
  run: Run,
  collection: Collection,
  determined: Determined,
  most: number,
): Chosen | undefined {
  if (run.access !== FULL_ACCESS) return undefined;
  const kinds = elementFields(collection).kindsOf([determined.field]);
  // Objects that differ in the order of their keys lie under one value.
  if (kinds === undefined || kinds.has("Null") || kinds.has("Object") || kinds.has("Array")) return undefined;
  const index = candidatesOf(collection).find(
    ({ terms }) => terms.length === 1 && terms[0] === determined.field,
  );
  const tuples = index && run.transaction.tupleCounts(collection.id, index.entries.id);
  if (index === undefined || tuples === undefined || tuples.length > Math.min(most, MOST_VALUES)) {
    return undefined;
  }
  const documents = run.transaction.count({ kind: "documents", collection: collection.id });
  if (documents === undefined || documents < tuples.length * LEAST_SHARED) return undefined;
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
