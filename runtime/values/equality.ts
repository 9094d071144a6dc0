import { DocumentValue } from "./document.js";
import { FunctionValue } from "./function.js";
import { canonicalId } from "./id.js";
import { Null } from "./null.js";
import { compareNumbers, isNumber } from "./number.js";
import { compareNested } from "./operandOrder.js";
import { sameDocument, sameScalar } from "./sameness.js";
import { Id } from "./scalars.js";
import { EventSource, SetCursor, SetValue } from "./set.js";
import { isStruct, type Struct, structGet, structKeys, structSize } from "./struct.js";
import { structuralEquals } from "./structuralEquality.js";
import type { Value } from "./value.js";

/** Whether a document exists and may be read: what `== null` asks. */
export type Exists = (document: DocumentValue) => boolean;

/** `a == b`. Never fails; any two kinds compare. spec/04 §3 */
export function equals(a: Value, b: Value, exists: Exists): boolean {
  if (a === b) return true;
  if (typeof a === "string") return typeof b === "string" ? false : b instanceof Id && idEquals(b, a);
  if (typeof a === "boolean") return false;
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) === 0 : b instanceof Id && idEquals(b, a);
  if (Array.isArray(a)) return Array.isArray(b) && arraysEqual(a, b, exists);
  if (isStruct(a)) return isStruct(b) && structsEqual(a, b, exists);
  if (a instanceof DocumentValue) {
    return b instanceof DocumentValue ? sameDocument(a, b) : b instanceof Null && !exists(a);
  }
  if (a instanceof Null) return b instanceof Null || (b instanceof DocumentValue && !exists(b));
  if (a instanceof Id) return idEquals(a, b);
  if (a instanceof FunctionValue) return b instanceof FunctionValue && sameFunction(a, b);
  if (a instanceof SetValue || a instanceof SetCursor || a instanceof EventSource) {
    return structuralEquals(a, b);
  }
  return sameScalar(a, b) ?? false;
}

function arraysEqual(a: readonly Value[], b: readonly Value[], exists: Exists): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!equals(a[i]!, b[i]!, exists)) return false;
  return true;
}

function structsEqual(a: Struct, b: Struct, exists: Exists): boolean {
  if (structSize(a) !== structSize(b)) return false;
  for (const key of structKeys(a)) {
    const other = structGet(b, key);
    if (other === undefined || !equals(structGet(a, key)!, other, exists)) return false;
  }
  return true;
}

/** An ID equals an ID, a number, or a string that reads as the number. */
function idEquals(id: Id, other: Value): boolean {
  if (other instanceof Id) return id.text === other.text;
  if (typeof other === "string") return canonicalId(other) === id.text;
  return isNumber(other) && compareNumbers(BigInt(id.text), other) === 0;
}

function sameFunction(a: FunctionValue, b: FunctionValue): boolean {
  const left = a.identity;
  const right = b.identity;
  if (left.kind === "builtIn" && right.kind === "builtIn") {
    return left.name === right.name && compareNested(left.receiver, right.receiver) === 0;
  }
  return left.kind === "user" && right.kind === "user" && left.name === right.name;
}
