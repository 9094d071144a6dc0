import type { FieldType, ObjectFieldType } from "../call/index.js";
import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  isStruct,
  Null,
  structEntries,
  Time,
  TransactionTime,
  type Value,
} from "../values/index.js";
import { fieldsByName } from "./fieldOrder.js";

/** Whether a value fits its declared type: what nearly every write asks; why not is for `checkValue`. spec/06 §6.2 */
export function fits(type: FieldType, value: Value): boolean {
  if (value instanceof Null) return acceptsNull(type);
  switch (type.kind) {
    case "any":
      return true;
    case "null":
      return false;
    case "scalar":
      return fitsScalar(type.scalar, value);
    case "literal":
      return isLiteral(type.value, value);
    case "reference":
      return value instanceof DocumentValue && value.collection === type.collection;
    case "array":
      return Array.isArray(value) && (value as readonly Value[]).every((item) => fits(type.element, item));
    case "tuple":
      return (
        Array.isArray(value) &&
        value.length === type.elements.length &&
        type.elements.every((element, i) => fits(element, (value as readonly Value[])[i]!))
      );
    case "object":
      return isStruct(value) && fitsFields(type, new Map(structEntries(value)));
    case "union":
      return type.members.some((member) => fits(member, value));
  }
}

/** Whether fields are those of an object type: declared ones fit, others fit its wildcard, if it has one. spec/06 §6.2 */
export function fitsFields(
  type: Pick<ObjectFieldType, "fields" | "wildcard">,
  values: ReadonlyMap<string, Value>,
): boolean {
  let known = 0;
  for (const field of type.fields) {
    const value = values.get(field.name);
    if (value === undefined ? !acceptsNull(field.type) : !fits(field.type, value)) return false;
    if (value !== undefined) known += 1;
  }
  return known === values.size || fitsWildcard(type, values);
}

function fitsWildcard(
  { fields, wildcard }: Pick<ObjectFieldType, "fields" | "wildcard">,
  values: ReadonlyMap<string, Value>,
): boolean {
  if (wildcard === undefined) return false;
  const declared = fieldsByName(fields);
  for (const [key, value] of values) if (!declared.has(key) && !fits(wildcard, value)) return false;
  return true;
}

/** Whether a field of the type may be absent. */
export function acceptsNull(type: FieldType): boolean {
  switch (type.kind) {
    case "any":
    case "null":
      return true;
    case "union":
      return type.members.some(acceptsNull);
    default:
      return false;
  }
}

/** Whether a value is of a built-in type. */
export function fitsScalar(scalar: (FieldType & { kind: "scalar" })["scalar"], value: Value): boolean {
  switch (scalar) {
    case "Int":
      return typeof value === "number";
    case "Long":
      return typeof value === "number" || typeof value === "bigint";
    case "Double":
      return value instanceof Double;
    case "Number":
      return typeof value === "number" || typeof value === "bigint" || value instanceof Double;
    case "String":
      return typeof value === "string";
    case "Boolean":
      return typeof value === "boolean";
    case "Time":
      return value instanceof Time || value instanceof TransactionTime;
    case "Date":
      return value instanceof CalendarDate;
    case "Bytes":
      return value instanceof Bytes;
    case "none":
      return false;
  }
}

/** Whether a value is the one that a literal type names. */
export function isLiteral(literal: string | bigint | boolean, value: Value): boolean {
  if (typeof literal !== "bigint") return literal === value;
  return (typeof value === "number" || typeof value === "bigint") && BigInt(value) === literal;
}
