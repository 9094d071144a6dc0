import type { FieldType, ObjectFieldType } from "../call/index.js";
import { failureText } from "../problems/writes.js";
import { DocumentValue, isStruct, NULL, Null, structEntries, type Value } from "../values/index.js";
import { fieldsByName } from "./fieldOrder.js";
import { acceptsNull, fitsFields, fitsScalar, isLiteral } from "./fits.js";
import { tableOrder } from "./hashOrder.js";
import { mismatch, type Path, type TypeFailure } from "./typeFailure.js";
import { unionFailures } from "./unionFailures.js";

const NO_FAILURES: readonly TypeFailure[] = [];

/** All failures of a value against its declared type; of an absent one if `value` is null. spec/06 §6.2, §6.3 */
export function checkValue(type: FieldType, value: Value, path: Path): readonly TypeFailure[] {
  if (value instanceof Null) {
    if (acceptsNull(type)) return [];
    return [{ path, message: failureText.missing(type.text), reason: "missing" }];
  }
  switch (type.kind) {
    case "any":
      return [];
    case "null":
      return [mismatch(type, value, path)];
    case "scalar":
      return fitsScalar(type.scalar, value) ? [] : [mismatch(type, value, path)];
    case "literal":
      return isLiteral(type.value, value) ? [] : [mismatch(type, value, path)];
    case "reference":
      return value instanceof DocumentValue && value.collection === type.collection
        ? []
        : [mismatch(type, value, path)];
    case "array":
      if (!Array.isArray(value)) return [mismatch(type, value, path)];
      return (value as readonly Value[]).flatMap((item, i) => checkValue(type.element, item, [...path, i]));
    case "tuple":
      return checkTuple(type, value, path);
    case "object":
      if (!isStruct(value)) return [mismatch(type, value, path)];
      return checkFields(type, new Map(structEntries(value)), path);
    case "union":
      return unionFailures(
        type,
        type.members.map((member) => checkValue(member, value, path)),
        value,
        path,
      );
  }
}

/** The fields of an object, or of a document: written ones in their order, then the absent ones. spec/06 §6.3 */
export function checkFields(
  type: Pick<ObjectFieldType, "fields" | "wildcard">,
  values: ReadonlyMap<string, Value>,
  path: Path,
): readonly TypeFailure[] {
  if (fitsFields(type, values)) return NO_FAILURES;
  const declared = fieldsByName(type.fields);
  const failures: TypeFailure[] = [];
  for (const [key, value] of values) {
    const fieldPath = [...path, key];
    const fieldType = declared.get(key)?.type ?? type.wildcard;
    if (fieldType !== undefined) failures.push(...checkValue(fieldType, value, fieldPath));
    else failures.push({ path: fieldPath, message: failureText.unexpected, reason: "unexpected" });
  }
  const absent = type.fields.filter((field) => !values.has(field.name));
  for (const field of tableOrder(absent, type.fields.length, (each) => each.name)) {
    failures.push(...checkValue(field.type, NULL, [...path, field.name]));
  }
  return failures;
}

function checkTuple(type: FieldType & { kind: "tuple" }, value: Value, path: Path): readonly TypeFailure[] {
  if (!Array.isArray(value)) return [mismatch(type, value, path)];
  const items = value as readonly Value[];
  if (items.length !== type.elements.length) {
    return [{ path, message: failureText.tupleArity, reason: "mismatch" }];
  }
  return items.flatMap((item, i) => checkValue(type.elements[i]!, item, [...path, i]));
}
