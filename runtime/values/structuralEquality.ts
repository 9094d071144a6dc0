import { sameSpan } from "../../grammar/index.js";
import { distinctKey } from "./distinctKey.js";
import { DocumentValue } from "./document.js";
import { FunctionValue } from "./function.js";
import { Null } from "./null.js";
import { isNumber, type NumberValue, toDouble } from "./number.js";
import { sameDocument, sameScalar } from "./sameness.js";
import { Double, Id } from "./scalars.js";
import { EventSource, SetCursor, SetValue } from "./set.js";
import { isStruct, type Struct, structGet, structKeys, structSize } from "./struct.js";
import type { Value } from "./value.js";

/** The equality of `includes`, `indexOf` and of what stands inside sets. It never reads. spec/05 §6 */
export function structuralEquals(a: Value, b: Value): boolean {
  if (typeof a === "string") return typeof b === "string" ? a === b : b instanceof Id && b.text === a;
  if (typeof a === "boolean") return a === b;
  if (typeof a === "number" && typeof b === "number") return a === b;
  if (isNumber(a)) return isNumber(b) && numbersEqual(a, b);
  if (Array.isArray(a)) return Array.isArray(b) && arraysEqual(a, b);
  if (isStruct(a)) return isStruct(b) && structsEqual(a, b);
  if (a instanceof DocumentValue) return b instanceof DocumentValue && sameDocument(a, b);
  if (a instanceof Null) return b instanceof Null;
  if (a instanceof Id) return b instanceof Id ? a.text === b.text : a.text === b;
  if (a instanceof FunctionValue) return b instanceof FunctionValue && functionsEqual(a, b);
  if (a instanceof SetValue) return b instanceof SetValue && setsEqual(a, b);
  if (a instanceof SetCursor) return b instanceof SetCursor && cursorsEqual(a, b);
  if (a instanceof EventSource) {
    return b instanceof EventSource && setsEqual(a.set, b.set) && watchSame(a, b);
  }
  return sameScalar(a, b) ?? false;
}

/** By value across kinds; NaN equals nothing. */
function numbersEqual(a: NumberValue, b: NumberValue): boolean {
  if (a instanceof Double || b instanceof Double) return toDouble(a) === toDouble(b);
  return BigInt(a) === BigInt(b);
}

function arraysEqual(a: readonly Value[], b: readonly Value[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!structuralEquals(a[i]!, b[i]!)) return false;
  return true;
}

function structsEqual(a: Struct, b: Struct): boolean {
  if (structSize(a) !== structSize(b)) return false;
  for (const key of structKeys(a)) {
    const other = structGet(b, key);
    if (other === undefined || !structuralEquals(structGet(a, key)!, other)) return false;
  }
  return true;
}

function functionsEqual(a: FunctionValue, b: FunctionValue): boolean {
  const left = a.identity;
  const right = b.identity;
  if (left.kind === "lambda" && right.kind === "lambda") {
    return sameSpan(left.place, right.place) && arraysEqual(left.captured, right.captured);
  }
  if (left.kind === "builtIn" && right.kind === "builtIn") {
    return left.name === right.name && structuralEquals(left.receiver, right.receiver);
  }
  return left.kind === "user" && right.kind === "user" && left.name === right.name;
}

/**
 * The same operations on the same arguments. Sets may be long pipelines and share inputs, also with themselves: no
 * recursion, and each pair once. The elements of an array set are one slot: they compare as `distinct` does. spec/05 §6
 */
function setsEqual(left: SetValue, right: SetValue): boolean {
  const compared = new Map<SetValue, Set<SetValue>>();
  const pending: (readonly [SetValue, SetValue])[] = [[left, right]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [a, b] = pair;
    if (a === b || compared.get(a)?.has(b)) continue;
    compared.set(a, (compared.get(a) ?? new Set()).add(b));
    if (a.shape.key !== b.shape.key || a.at !== b.at || a.slots.length !== b.slots.length) return false;
    for (let i = 0; i < a.slots.length; i++) {
      const slot = a.slots[i]!;
      const other = b.slots[i]!;
      if (slot instanceof SetValue && other instanceof SetValue) pending.push([slot, other]);
      else if (!slotsEqual(slot, other)) return false;
    }
  }
  return true;
}

function slotsEqual(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a === b || sameKey(a, b);
  return structuralEquals(a, b);
}

function cursorsEqual(a: SetCursor, b: SetCursor): boolean {
  return a === b || (setsEqual(a.set, b.set) && sameKey(a, b));
}

function watchSame(a: EventSource, b: EventSource): boolean {
  return JSON.stringify(a.watched) === JSON.stringify(b.watched);
}

function sameKey(a: Value, b: Value): boolean {
  const key = distinctKey(a);
  return key !== undefined && key === distinctKey(b);
}
