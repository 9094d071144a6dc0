import type { DocumentValue } from "./document.js";
import { compareIds } from "./id.js";
import { compareTimes } from "./instant.js";
import type { ModuleValue } from "./module.js";
import { compareNumbers, type NumberValue } from "./number.js";
import type { Bytes, CalendarDate, Id, Time, Uuid } from "./scalars.js";
import { type Struct, structEntries } from "./struct.js";
import { type Kind, kindOf, type Value } from "./value.js";

/** The order of kinds, least first. spec/04 §4.2 */
const RANKS: Readonly<Record<Kind, number>> = {
  Int: 0,
  Long: 0,
  Double: 0,
  Bytes: 1,
  String: 2,
  Array: 3,
  Object: 4,
  ID: 5,
  Document: 6,
  Time: 7,
  TransactionTime: 8,
  Date: 9,
  UUID: 10,
  Boolean: 11,
  Module: 12,
  Set: 13,
  SetCursor: 14,
  Lambda: 15,
  Function: 16,
  EventSource: 17,
  Null: 18,
};

export function compareKinds(a: Kind, b: Kind): number {
  return RANKS[a] - RANKS[b];
}

/** The total order across kinds that `order()` and `distinct()` sort by. spec/04 §4.2 */
export function compareTotal(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : 1;
  const kind = kindOf(a);
  const order = compareKinds(kind, kindOf(b));
  if (order !== 0) return order;
  switch (kind) {
    case "Array":
      return compareArrays(a as readonly Value[], b as readonly Value[], compareTotal);
    case "Object":
      return compareStructs(a as Struct, b as Struct, compareTotal);
    case "Document":
      return compareByCollection(a as DocumentValue, b as DocumentValue);
    case "Set":
    case "SetCursor":
    case "Lambda":
    case "Function":
    case "EventSource":
      return 0;
    default:
      return compareScalars(kind, a, b);
  }
}

/** Two values of one of the plain kinds, which order alike everywhere. spec/04 §4.1 */
export function compareScalars(kind: Kind, a: Value, b: Value): number {
  switch (kind) {
    case "Int":
    case "Long":
    case "Double":
      return compareNumbers(a as NumberValue, b as NumberValue);
    case "String":
      return compareStrings(a as string, b as string);
    case "Boolean":
      return Number(a) - Number(b);
    case "Bytes":
      return compareBytes((a as Bytes).bytes, (b as Bytes).bytes);
    case "ID":
      return compareIds((a as Id).text, (b as Id).text);
    case "Time":
      return compareTimes(a as Time, b as Time);
    case "Date":
      return (a as CalendarDate).epochDay - (b as CalendarDate).epochDay;
    case "UUID":
      return compareUuids((a as Uuid).text, (b as Uuid).text);
    case "Module":
      return compareModules(a as ModuleValue, b as ModuleValue);
    case "Null":
    case "TransactionTime":
      return 0;
    default:
      throw new Error(`${kind} is no plain kind`);
  }
}

/** By UTF-16 code units. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

/** High, then low 64 bits, each as a signed number. */
function compareUuids(a: string, b: string): number {
  return compareStrings(signedKey(a), signedKey(b));
}

/** The digits of both halves with their sign bits turned, so that they compare as text. */
function signedKey(text: string): string {
  const digits = text.replaceAll("-", "");
  return turned(digits[0]!) + digits.slice(1, 16) + turned(digits[16]!) + digits.slice(17);
}

function turned(digit: string): string {
  return (Number.parseInt(digit, 16) ^ 8).toString(16);
}

/** By name; those with a parent after those without. */
function compareModules(a: ModuleValue, b: ModuleValue): number {
  if ((a.parent === undefined) !== (b.parent === undefined)) return a.parent === undefined ? -1 : 1;
  return compareStrings(a.parent ?? "", b.parent ?? "") || compareStrings(a.name, b.name);
}

/** By collection in order of creation, then by name where both were got by name, else by id. */
function compareByCollection(a: DocumentValue, b: DocumentValue): number {
  if (a.collection !== b.collection) return a.collection - b.collection;
  if (a.name !== undefined && b.name !== undefined) return compareStrings(a.name, b.name);
  return compareIds(a.id, b.id);
}

export function compareArrays(
  a: readonly Value[],
  b: readonly Value[],
  compare: (a: Value, b: Value) => number,
): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compare(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** As key, value, key, value… with sorted keys; then by the number of pairs. */
export function compareStructs(a: Struct, b: Struct, compare: (a: Value, b: Value) => number): number {
  const left = sortedEntries(a);
  const right = sortedEntries(b);
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const order = compareStrings(left[i]![0], right[i]![0]) || compare(left[i]![1], right[i]![1]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function sortedEntries(struct: Struct): readonly (readonly [string, Value])[] {
  return [...structEntries(struct)].sort(([a], [b]) => compareStrings(a, b));
}
