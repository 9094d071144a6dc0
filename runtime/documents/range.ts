import type { IndexField, IndexSchema } from "../../compiler/index.js";
import { invalidArgument } from "../problems/calls.js";
import type { EntryBound } from "../storage/storage.js";
import {
  canonicalId,
  DocumentValue,
  Id,
  isStruct,
  NULL,
  Null,
  structGet,
  type Value,
} from "../values/index.js";
import { isOwnId } from "./indexedValues.js";
import { storableOrNothing } from "./storable.js";

type Side = "from" | "to";

export interface IdBounds {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface EntryBounds {
  readonly from: EntryBound | undefined;
  readonly to: EntryBound | undefined;
}

const NO_RANGE = "should be an object contining `{ from }`, `{ to }`, or `{ from, to }` fields";
const NOT_INDEXABLE = (side: Side) =>
  `The \`${side}\` field should be either an indexable value or an array of values`;
const TOO_MANY = (side: Side, count: number) => `The field \`${side}\` can have at most ${count} values`;
const NO_ID = (side: Side) => `The \`${side}\` field must be a document id.`;

function refused(reason: string) {
  return invalidArgument("range", reason);
}

/** The bounds of `C.all(range)`. spec/05 §8.5 */
export function idBounds(range: Value): IdBounds {
  return boundsOf(range, (side, bound) => requiredId(side, bound));
}

/** The bounds that a range sets on an index: prefixes of its values, or ids where it has none. spec/06b §4 */
export function entryBounds(index: IndexSchema, range: Value): EntryBounds {
  return boundsOf(range, (side, bound) => {
    if (index.values.length === 0) return { values: [], id: requiredId(side, bound), inclusive: true };
    return prefixBound(index, components(side, bound, index.values.length), side);
  });
}

function boundsOf<T>(range: Value, convert: (side: Side, bound: Value) => T) {
  if (!isStruct(range)) throw refused(NO_RANGE);
  const from = structGet(range, "from");
  const to = structGet(range, "to");
  if (from === undefined && to === undefined) throw refused(NO_RANGE);
  return {
    from: from === undefined ? undefined : convert("from", from),
    to: to === undefined ? undefined : convert("to", to),
  };
}

/** With two or more values an array is a prefix of them; with one, it is that value. */
function components(side: Side, bound: Value, count: number): readonly Value[] {
  if (!Array.isArray(bound)) return [bound];
  const items = bound as readonly Value[];
  // The null makes a last bound include the longer arrays that start with this one.
  if (count === 1) return [side === "to" ? [...items, NULL] : items];
  if (items.length > count) throw refused(TOO_MANY(side, count));
  return items;
}

function prefixBound(index: IndexSchema, parts: readonly Value[], side: Side): EntryBound {
  const values = parts.map((part, i) => component(side, part, index.values[i]!));
  // A last `.id` is not stored: it is the id by which entries are ordered anyway.
  const stored = index.entries.values.length;
  const id = values[stored];
  return { values: values.slice(0, stored), id: id instanceof Id ? id.text : undefined, inclusive: true };
}

function component(side: Side, value: Value, field: IndexField): Value {
  if (isOwnId(field)) return new Id(idText(value) ?? (value instanceof Null ? SMALLEST_ID : LARGEST_ID));
  const stored = storableOrNothing(value);
  if (stored === undefined) throw refused(NOT_INDEXABLE(side));
  return stored;
}

const SMALLEST_ID = (-(2n ** 63n)).toString();
const LARGEST_ID = (2n ** 63n - 1n).toString();

function requiredId(side: Side, bound: Value): string {
  const id = idText(bound);
  if (id !== undefined) return id;
  const isStorable = Array.isArray(bound) || storableOrNothing(bound) !== undefined;
  throw refused(isStorable ? NO_ID(side) : NOT_INDEXABLE(side));
}

function idText(value: Value): string | undefined {
  if (value instanceof DocumentValue || value instanceof Id) {
    return value instanceof Id ? value.text : value.id;
  }
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return typeof value === "string" ? canonicalId(value) : undefined;
}
