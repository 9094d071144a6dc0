import { isPlainName } from "../../grammar/index.js";
import type { DecodingNames, Undecoded } from "../queryRequest.js";
import { Bytes, Double, ModuleValue, NULL, structFrom, timeFromDate, type Value } from "../values/index.js";
import { CalendarDate, DocumentReference, FqlDocument, Module, NullDocument, Time } from "./answer.js";
import { DEEPEST, isQueryObject, type QueryValue, TOO_DEEP } from "./queryValue.js";

/** A JS value as an argument: decoded when the snapshot is there, since documents and modules are told by its schema. */
export function argumentOf(value: QueryValue): Undecoded {
  return (names) => {
    const unfit = new Unfit();
    const decoded = toValue(value, names, unfit);
    return unfit.reason === undefined ? { ok: true, value: decoded } : { ok: false, reason: unfit.text };
  };
}

/** Why a JS value is no argument, and where in it. Conversion stops at the first reason. */
export class Unfit {
  reason: string | undefined;
  /** From the outermost value to the one that is meant. */
  private path = "";

  because(reason: string): Value {
    this.reason ??= reason;
    return NULL;
  }

  /** Told on the way out, so that converting what is fit costs nothing. */
  inside(key: string | number): Value {
    const step =
      typeof key === "number" ? `[${key}]` : isPlainName(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    this.path = step + this.path;
    return NULL;
  }

  get text(): string {
    return this.path === "" ? `${this.reason}` : `${this.reason}, at ${this.path}`;
  }
}

/**
 * The FQL value of a JS value: whole numbers are Int or Long (Double beyond 2^53), others Double; `Date` is Time,
 * `Uint8Array` Bytes; undefined properties are left out.
 */
export function toValue(value: QueryValue, names: DecodingNames, unfit: Unfit, depth = 0): Value {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return numberOf(value);
    case "bigint":
      if (BigInt.asIntN(64, value) === value) return value;
      return unfit.because("a bigint beyond 64 bits is no FQL value: `Number()` makes it a Double");
    case "undefined":
      return NULL;
    case "object":
      return value === null ? NULL : objectOf(value, names, unfit, depth);
    default:
      return unfit.because(`a ${typeof value} is no FQL value`);
  }
}

function numberOf(value: number): Value {
  if (!Number.isInteger(value) || Object.is(value, -0)) return new Double(value);
  if (value === (value | 0)) return value;
  return Number.isSafeInteger(value) ? BigInt(value) : new Double(value);
}

function objectOf(value: object, names: DecodingNames, unfit: Unfit, depth: number): Value {
  if (depth > DEEPEST) return unfit.because(TOO_DEEP);
  if (Array.isArray(value)) return arrayOf(value, names, unfit, depth);
  // Bulk data is plain objects: told first.
  if (isQueryObject(value)) return plainObjectOf(value, names, unfit, depth);
  if (value instanceof Time || value instanceof CalendarDate) return value.value;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime())
      ? unfit.because("an invalid Date is no FQL value")
      : timeFromDate(value);
  }
  if (value instanceof Uint8Array) return new Bytes(new Uint8Array(value));
  if (value instanceof Module) return moduleOf(value.name, names, unfit);
  if (value instanceof NullDocument) return documentOf(value.ref, names, unfit);
  if (value instanceof DocumentReference || value instanceof FqlDocument) {
    return documentOf(value, names, unfit);
  }
  return unfit.because(
    `an instance of ${value.constructor?.name} is no FQL value: spread it into a plain object`,
  );
}

function arrayOf(values: readonly QueryValue[], names: DecodingNames, unfit: Unfit, depth: number): Value {
  const elements: Value[] = [];
  for (let i = 0; i < values.length; i++) {
    elements.push(toValue(values[i], names, unfit, depth + 1));
    if (unfit.reason !== undefined) return unfit.inside(i);
  }
  return elements;
}

function plainObjectOf(value: object, names: DecodingNames, unfit: Unfit, depth: number): Value {
  const fields = value as { readonly [key: string]: QueryValue };
  return structFrom(Object.keys(value), (key) => {
    if (unfit.reason !== undefined) return undefined;
    const field = fields[key];
    if (field === undefined) return undefined;
    const converted = toValue(field, names, unfit, depth + 1);
    return unfit.reason === undefined ? converted : unfit.inside(key);
  });
}

function moduleOf(name: string, names: DecodingNames, unfit: Unfit): Value {
  return names.module(name) ?? unfit.because(`no such module '${name}'`);
}

function documentOf(document: DocumentReference | FqlDocument, names: DecodingNames, unfit: Unfit): Value {
  const module = names.module(document.coll.name);
  const collection = module instanceof ModuleValue ? module.collection : undefined;
  if (collection === undefined) return unfit.because(`no such collection '${document.coll.name}'`);
  if (!names.isNamed(collection)) return names.document(collection, document.id ?? "");
  return (
    names.named(collection, document.name ?? "") ?? unfit.because(`no such schema object '${document.name}'`)
  );
}
