import type { Run } from "../../call/index.js";
import { RowWindow } from "../../documents/index.js";
import {
  CalendarDate,
  DocumentValue,
  Double,
  Id,
  isNumber,
  Null,
  Time,
  type Value,
} from "../../values/index.js";
import { tentative } from "../optimistic.js";
import { inSetLambda } from "../setLambda.js";
import { frameOf, type Keyed, linkedPart } from "./bind.js";
import type { Bound } from "./boundCondition.js";
import { type Chain, isWholeCollection, readsRowsAsStored } from "./chain.js";
import type { Chosen } from "./choose.js";
import { HashTable, tableFor, tableSize } from "./hashTable.js";
import { equalityProbes } from "./probes.js";
import { visitMatches } from "./visitMatches.js";

/** Documents by what an expression gives of them. */
interface KeyTable {
  readonly ids: HashTable;
  /** What is among the keys: an id equals numbers and texts that read as it does. */
  readonly kinds: Set<"id" | "text" | "other">;
}

/**
 * A filter by something that is found through the document, which is asked again and again for other values: what each
 * document has there is found out once, when as much was done for want of it, and kept until the next write.
 *
 *     Project { orders: Count (Filter Item .order!.customer == c) }
 *     └ Documents Customer
 *
 * Legal: the key was found of all documents, so it fails for none; it depends on stored fields alone. It is not asked
 * for if the value that it is compared with fails.
 */
export function keyedPath(run: Run, chain: Chain, keyed: Keyed): Chosen | undefined {
  const { collection, source } = chain;
  const { filter, predicate, equality, determined } = keyed;
  const size = tableSize(run, collection.id);
  if (size === undefined || !readsRowsAsStored(run, [source, filter]) || !isWholeCollection(source)) {
    return undefined;
  }
  const table = tableFor(run, equality, size, () => tentative(run, () => build(run, chain, keyed)));
  if (table === undefined) return undefined;
  const { shown } = run;
  const code = linkedPart(predicate.code, equality.operand);
  const value = tentative(run, () => inSetLambda(run, filter, () => code(run, frameOf(predicate))));
  const probes = value === undefined || run.shown !== shown ? undefined : probesIn(run, table, value);
  if (probes === undefined) return undefined;
  const ids = probes.flatMap((probe) => table.ids.get(probe));
  const served = new Set<Bound>(determined === undefined ? [] : [determined]);
  const { start, end } = equality.key.span;
  const name = `hash of ${collection.name} by ${predicate.code.text.text?.slice(start, end)}`;
  return {
    path: { accesses: [{ kind: "found", name, ids }], served, areDisjoint: false },
    estimate: ids.length,
  };
}

/** Fails where the key does; undefined where it shows something, or is of no kind that can be looked up. */
function build(run: Run, chain: Chain, { filter, predicate, equality }: Keyed): KeyTable | undefined {
  const window = new RowWindow(run, chain.collection.id);
  const code = linkedPart(predicate.code, equality.key);
  const frame = frameOf(predicate);
  frame[0] = window.document;
  const table: KeyTable = { ids: new HashTable(), kinds: new Set() };
  let isComplete = true;
  const visit = () =>
    visitMatches(run, { ...chain, filters: [] }, (version) => {
      window.show(version);
      run.countApplication();
      const key = code(run, frame);
      if (!isComparable(key)) isComplete = false;
      if (!isComplete) return;
      table.kinds.add(kindOf(key));
      table.ids.add(key, version.$id);
    });
  return inSetLambda(run, filter, visit) && isComplete ? table : undefined;
}

/** By what a term of an index is found. */
function isComparable(key: Value): boolean {
  return typeof key !== "object" || KINDS.some((kind) => key instanceof kind);
}

const KINDS = [Null, Double, Time, CalendarDate, Id, DocumentValue];

function kindOf(key: Value): "id" | "text" | "other" {
  if (key instanceof Id) return "id";
  return typeof key === "string" || isNumber(key) ? "text" : "other";
}

/** The keys that equal a value. */
function probesIn(run: Run, { kinds }: KeyTable, value: Value): readonly Value[] | undefined {
  if (kinds.has(kindOf(value) === "id" ? "text" : "id") && kindOf(value) !== "other") return undefined;
  return value instanceof Id ? [value] : equalityProbes(run, value, true);
}
