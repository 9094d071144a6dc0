import type { DocumentValue } from "./document.js";
import { ModuleValue } from "./module.js";
import { Bytes, CalendarDate, Time, TransactionTime, Uuid } from "./scalars.js";
import type { Value } from "./value.js";

/** By collection and id; names of definitions that nobody has, by name. spec/04 §3 */
export function sameDocument(a: DocumentValue, b: DocumentValue): boolean {
  return a.collection === b.collection && a.id === b.id && (a.id !== "" || a.name === b.name);
}

/** Whether two values of the plain kinds are the same; undefined where `a` is of none of them. */
export function sameScalar(a: Value, b: Value): boolean | undefined {
  if (a instanceof Time) {
    return b instanceof Time && a.epochDay === b.epochDay && a.nanoOfDay === b.nanoOfDay;
  }
  if (a instanceof CalendarDate) return b instanceof CalendarDate && a.epochDay === b.epochDay;
  if (a instanceof Uuid) return b instanceof Uuid && a.text === b.text;
  if (a instanceof Bytes) return b instanceof Bytes && sameBytes(a.bytes, b.bytes);
  if (a instanceof TransactionTime) return b instanceof TransactionTime;
  if (a instanceof ModuleValue) {
    return b instanceof ModuleValue && a.name === b.name && a.parent === b.parent;
  }
  return undefined;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
