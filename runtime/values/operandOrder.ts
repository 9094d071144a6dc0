import { distinctKey } from "./distinctKey.js";
import type { DocumentValue } from "./document.js";
import type { FunctionValue } from "./function.js";
import { canonicalId, compareIds } from "./id.js";
import { compareNumbers, isNumber } from "./number.js";
import { Id } from "./scalars.js";
import type { Struct } from "./struct.js";
import { compareArrays, compareKinds, compareScalars, compareStrings, compareStructs } from "./totalOrder.js";
import { kindOf, type Value } from "./value.js";

/**
 * What `<`, `<=`, `>`, `>=` compare by: negative, 0 or positive; undefined for operands of unrelated kinds, where all
 * four are false. Equal arrays, objects and lambdas that are not the same value count as less. spec/04 §4.1
 */
export function compareOperands(a: Value, b: Value): number | undefined {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (a instanceof Id || b instanceof Id) return compareWithId(a, b);
  if (compareKinds(kindOf(a), kindOf(b)) !== 0) return undefined;
  return compareNested(a, b);
}

/** An ID compares as a number with IDs, numbers, and strings that read as integers. */
function compareWithId(a: Value, b: Value): number | undefined {
  const left = idNumber(a);
  const right = idNumber(b);
  return left === undefined || right === undefined ? undefined : compareNumbers(left, right);
}

function idNumber(value: Value) {
  if (isNumber(value)) return value;
  const text = value instanceof Id ? value.text : typeof value === "string" ? canonicalId(value) : undefined;
  return text === undefined ? undefined : BigInt(text);
}

/** The same order inside arrays, objects and receivers, where kinds follow each other as in the total order. */
export function compareNested(a: Value, b: Value): number {
  if (a === b) return 0;
  const kind = kindOf(a);
  const order = compareKinds(kind, kindOf(b));
  if (order !== 0) return order;
  switch (kind) {
    case "Array":
      return lessIfEqual(compareArrays(a as readonly Value[], b as readonly Value[], compareNested));
    case "Object":
      return lessIfEqual(compareStructs(a as Struct, b as Struct, compareNested));
    case "Document":
      return compareById(a as DocumentValue, b as DocumentValue);
    case "Lambda":
      return lessIfEqual(compareLambdas(a as FunctionValue, b as FunctionValue));
    case "Function":
      return compareFunctions(a as FunctionValue, b as FunctionValue);
    case "Set":
    case "SetCursor":
    case "EventSource":
      return compareStrings(distinctKey(a) ?? "", distinctKey(b) ?? "");
    default:
      return compareScalars(kind, a, b);
  }
}

function lessIfEqual(order: number): number {
  return order === 0 ? -1 : order;
}

/** By id, then collection; definitions that nobody has, by name. */
function compareById(a: DocumentValue, b: DocumentValue): number {
  const order = compareIds(a.id, b.id) || a.collection - b.collection;
  return order === 0 && a.id === "" ? compareStrings(a.name ?? "", b.name ?? "") : order;
}

/** Parameter by parameter, those without a name first; then the one with fewer. */
function compareLambdas(a: FunctionValue, b: FunctionValue): number {
  const left = parametersOf(a);
  const right = parametersOf(b);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareStrings(left[i] ?? "", right[i] ?? "");
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function parametersOf(lambda: FunctionValue): readonly (string | undefined)[] {
  return lambda.identity.kind === "lambda" ? lambda.identity.parameters : [];
}

/** Library functions by receiver, then name; user functions after them, by name. */
function compareFunctions(a: FunctionValue, b: FunctionValue): number {
  const left = a.identity;
  const right = b.identity;
  if (left.kind === "builtIn" && right.kind === "builtIn") {
    return compareNested(left.receiver, right.receiver) || compareStrings(left.name, right.name);
  }
  return compareStrings(left.kind, right.kind) || compareStrings(a.displayName, b.displayName);
}
