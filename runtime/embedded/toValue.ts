import type { DecodingNames, Undecoded } from "../queryRequest.js";
import { Bytes, Double, ModuleValue, NULL, structFrom, timeFromDate, type Value } from "../values/index.js";
import { CalendarDate, DocumentReference, FqlDocument, Module, NullDocument, Time } from "./answer.js";
import type { QueryValue } from "./queryValue.js";

/** A JS value as an argument: decoded when the snapshot is there, since documents and modules are told by its schema. */
export function argumentOf(value: QueryValue): Undecoded {
  return (names) => {
    const reasons: string[] = [];
    const decoded = toValue(value, names, reasons);
    return reasons.length === 0 ? { ok: true, value: decoded } : { ok: false, reason: reasons[0]! };
  };
}

/**
 * The FQL value of a JS value: whole numbers are Int or Long (Double beyond 64 bits), others Double; `Date` is Time,
 * `Uint8Array` Bytes; undefined properties are left out.
 */
export function toValue(value: QueryValue, names: DecodingNames, reasons: string[]): Value {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return numberOf(value);
    case "bigint":
      return BigInt.asIntN(64, value) === value ? value : new Double(Number(value));
    case "undefined":
      return NULL;
    case "object":
      return value === null ? NULL : objectOf(value, names, reasons);
    default:
      reasons.push(`a ${typeof value} is no FQL value`);
      return NULL;
  }
}

function numberOf(value: number): Value {
  if (!Number.isInteger(value) || Object.is(value, -0)) return new Double(value);
  if (value === (value | 0)) return value;
  return Number.isSafeInteger(value) ? BigInt(value) : new Double(value);
}

function objectOf(value: object, names: DecodingNames, reasons: string[]): Value {
  if (Array.isArray(value)) return arrayOf(value, names, reasons);
  // Bulk data is plain objects: told first.
  if (Object.getPrototypeOf(value) === Object.prototype) return plainObjectOf(value, names, reasons);
  if (value instanceof Time || value instanceof CalendarDate) return value.value;
  if (value instanceof Date) return timeFromDate(value);
  if (value instanceof Uint8Array) return new Bytes(value);
  if (value instanceof Module) return moduleOf(value.name, names, reasons);
  if (value instanceof NullDocument) return documentOf(value.ref, names, reasons);
  if (value instanceof DocumentReference || value instanceof FqlDocument)
    return documentOf(value, names, reasons);
  return plainObjectOf(value, names, reasons);
}

function arrayOf(values: readonly QueryValue[], names: DecodingNames, reasons: string[]): Value {
  const elements: Value[] = [];
  for (let i = 0; i < values.length; i++) elements.push(toValue(values[i], names, reasons));
  return elements;
}

function plainObjectOf(value: object, names: DecodingNames, reasons: string[]): Value {
  const fields = value as { readonly [key: string]: QueryValue };
  return structFrom(Object.keys(value), (key) => {
    const field = fields[key];
    return field === undefined ? undefined : toValue(field, names, reasons);
  });
}

function moduleOf(name: string, names: DecodingNames, reasons: string[]): Value {
  const module = names.module(name);
  if (module === undefined) reasons.push(`no such module '${name}'`);
  return module ?? NULL;
}

function documentOf(
  document: DocumentReference | FqlDocument,
  names: DecodingNames,
  reasons: string[],
): Value {
  const module = names.module(document.coll.name);
  const collection = module instanceof ModuleValue ? module.collection : undefined;
  if (collection === undefined) {
    reasons.push(`no such collection '${document.coll.name}'`);
    return NULL;
  }
  if (!names.isNamed(collection)) return names.document(collection, document.id ?? "");
  const named = names.named(collection, document.name ?? "");
  if (named === undefined) reasons.push(`no such schema object '${document.name}'`);
  return named ?? NULL;
}
