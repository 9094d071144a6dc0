import {
  type Boxed,
  type Bytes,
  type CalendarDate as DateValue,
  type Double,
  type FunctionValue,
  type Id,
  isStruct,
  type ModuleValue,
  OrderedStruct,
  type Struct,
  structEntries,
  type Timestamp,
  type Time as TimeValue,
  TransactionTime,
  timeFromMicros,
  type Uuid,
  type Value,
} from "../values/index.js";
import {
  DocumentNode,
  isNode,
  type Materialised,
  type Node,
  ObjectNode,
  PageNode,
  ReferenceNode,
} from "../wire/materialised.js";
import {
  CalendarDate,
  DocumentReference,
  FqlDocument,
  Module,
  NullDocument,
  Page,
  Time,
  Token,
} from "./answer.js";

/**
 * An answer as JS values: numbers (Longs beyond 2^53 as bigint), bytes as `Uint8Array`, ids as text, times, dates,
 * documents, references and pages as the classes of `answer.ts`.
 */
export function fromValue(value: Materialised, transactionTime: Timestamp): unknown {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  const convert = (each: Materialised) => fromValue(each, transactionTime);
  if (isNode(value)) return fromNode(value, convert);
  if (Array.isArray(value)) return (value as readonly Materialised[]).map(convert);
  const scalar = value as Value;
  if (isStruct(scalar)) return fromStruct(scalar, transactionTime);
  if (scalar instanceof TransactionTime) return new Time(timeFromMicros(transactionTime));
  switch (typeof scalar) {
    case "number":
    case "string":
    case "boolean":
      return scalar;
    case "bigint":
      return fromLong(scalar);
    default:
      return fromBoxed(scalar as Boxed);
  }
}

/** A number where that is exact. */
export function fromLong(long: bigint): number | bigint {
  return Number.isSafeInteger(Number(long)) ? Number(long) : long;
}

/** Values that JS has no primitive for. */
export function fromBoxed(value: Boxed): unknown {
  switch (value.kind) {
    case "Double":
      return (value as Double).value;
    case "Null":
      return null;
    case "ID":
    case "UUID":
      return (value as Id | Uuid).text;
    case "Bytes":
      return new Uint8Array((value as Bytes).bytes);
    case "Module":
      return new Module((value as ModuleValue).name);
    case "Time":
      return new Time(value as TimeValue);
    case "Date":
      return new CalendarDate(value as DateValue);
    case "Lambda":
      return `[function ${(value as FunctionValue).displayName}]`;
    case "Function":
      return `[function ${(value as FunctionValue).displayName}()]`;
    // They are materialised to nodes.
    case "Document":
    case "Set":
    case "SetCursor":
    case "EventSource":
    case "Object":
    case "TransactionTime":
      return value;
  }
}

function fromStruct(struct: Struct, transactionTime: Timestamp): Record<string, unknown> {
  if (struct instanceof OrderedStruct) {
    return fromFields(structEntries(struct), (each) => fromValue(each, transactionTime));
  }
  // Plain structs hold no special key (`isPlainKey`), so they copy as a whole; then only what is no JS value yet is converted.
  const object: Record<string, unknown> = { ...struct };
  for (const key in object) {
    const value = object[key];
    if (typeof value === "object" || typeof value === "bigint") {
      object[key] = fromValue(value as Materialised, transactionTime);
    }
  }
  return object;
}

type Convert = (value: Materialised) => unknown;

function fromFields(
  fields: readonly (readonly [string, Materialised])[],
  convert: Convert,
): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, value] of fields) {
    if (key === "__proto__") defineField(object, key, convert(value));
    else object[key] = convert(value);
  }
  return object;
}

/** Assigning to `__proto__` would do something else. */
function defineField(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function fromNode(node: Node, convert: Convert): unknown {
  if (node instanceof ObjectNode) return fromFields(node.fields, convert);
  if (node instanceof PageNode) return new Page(node.data.map(convert), node.after);
  if (node instanceof DocumentNode) {
    return new FqlDocument(node.fields.map(([key, value]) => [key, convert(value)] as const));
  }
  if (node instanceof ReferenceNode) return fromReference(node);
  return node.of === "cursor" ? node.token : new Token(node.of, node.token);
}

function fromReference(node: ReferenceNode): DocumentReference | NullDocument {
  const coll = new Module(node.collection.name);
  const reference = new DocumentReference(
    coll,
    node.keyedBy === "id" ? node.key : undefined,
    node.keyedBy === "name" ? node.key : undefined,
  );
  return node.missing === undefined ? reference : new NullDocument(reference, node.missing);
}
