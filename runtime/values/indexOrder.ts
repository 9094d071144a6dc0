import { collate, collationRank } from "./collation.js";
import type { DocumentValue } from "./document.js";
import { compareIds } from "./id.js";
import { compareNumbers, isNumber, type NumberValue } from "./number.js";
import { Double, Time, type Uuid } from "./scalars.js";
import { type Struct, structEntries } from "./struct.js";
import { compareArrays, compareKinds, compareScalars, compareStrings } from "./totalOrder.js";
import { kindOf, type Value } from "./value.js";

/**
 * The order of values in an index, ascending. Like `compareTotal`, but strings are collated, UUIDs compare unsigned,
 * documents by id first, and integers exactly also against Doubles, so that the order is total. spec/04 §4.3
 */
export function compareIndexValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return collate(a, b);
  const kind = kindOf(a);
  const order = compareKinds(kind, kindOf(b));
  if (order !== 0) return order;
  switch (kind) {
    case "Int":
    case "Long":
    case "Double":
      return compareExactly(a as NumberValue, b as NumberValue);
    case "Array":
      return compareArrays(a as readonly Value[], b as readonly Value[], compareIndexValues);
    case "Object":
      return compareIndexStructs(a as Struct, b as Struct);
    case "Document":
      return compareReferences(a as DocumentValue, b as DocumentValue);
    case "UUID":
      return compareStrings((a as Uuid).text, (b as Uuid).text);
    default:
      return compareScalars(kind, a, b);
  }
}

const STRINGS = 2 ** 1000;
const TIMES = 2 ** 1010;
const STEP = 2 ** 950;

/**
 * A number by which most values are told apart at once: what has the lower one comes before in an index, of equal ones
 * nothing is known; nor where one is NaN.
 */
export function indexRank(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "string") return STRINGS + collationRank(value) * STEP;
  if (value instanceof Time && Math.abs(value.epochDay) < 100_000) {
    return TIMES + (value.epochDay * 86_400_000_000 + Math.floor(value.nanoOfDay / 1000)) * STEP;
  }
  const number = isNumber(value) ? Number(value instanceof Double ? value.value : value) : Number.NaN;
  return Math.abs(number) < STRINGS ? number : Number.NaN;
}

/** Tells apart what orders alike and is yet another value: `1` and `1.0`, at any depth. */
export function compareIndexKinds(a: Value, b: Value): number {
  if (a === b || typeof a === "string") return 0;
  if (isNumber(a)) return Number(a instanceof Double) - Number(b instanceof Double);
  if (Array.isArray(a)) return compareArrays(a as readonly Value[], b as readonly Value[], compareIndexKinds);
  if (kindOf(a) !== "Object") return 0;
  return compareArrays(valuesByKey(a as Struct), valuesByKey(b as Struct), compareIndexKinds);
}

function compareExactly(a: NumberValue, b: NumberValue): number {
  if (typeof a === "bigint" && b instanceof Double) return compareLongToDouble(a, b.value);
  if (a instanceof Double && typeof b === "bigint") return -compareLongToDouble(b, a.value);
  return compareNumbers(a, b);
}

function compareLongToDouble(a: bigint, b: number): number {
  if (Number.isNaN(b)) return -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** By id, then collection; missing definitions, which have no id, by name. */
function compareReferences(a: DocumentValue, b: DocumentValue): number {
  const order = compareIds(a.id, b.id) || a.collection - b.collection;
  return order === 0 && a.id === "" ? compareStrings(a.name ?? "", b.name ?? "") : order;
}

/** As sorted key, value, key, value…; keys collate as strings. */
function compareIndexStructs(a: Struct, b: Struct): number {
  const left = sortedByKey(a);
  const right = sortedByKey(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const order = collate(left[i]![0], right[i]![0]) || compareIndexValues(left[i]![1], right[i]![1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

/** Stored form: keys in the order of code units. */
export function sortedByKey(struct: Struct): readonly (readonly [string, Value])[] {
  return [...structEntries(struct)].sort(([a], [b]) => compareStrings(a, b));
}

function valuesByKey(struct: Struct): readonly Value[] {
  return sortedByKey(struct).map(([, value]) => value);
}
