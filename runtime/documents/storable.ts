import { Lambda, typeName } from "../call/index.js";
import { functionNotStorable, notStorable } from "../problems/writes.js";
import {
  Bytes,
  CalendarDate,
  DocumentValue,
  Double,
  isStruct,
  NATIVE,
  NULL,
  Null,
  type Struct,
  structEntries,
  structOf,
  structValues,
  Time,
  TransactionTime,
  Uuid,
  type Value,
} from "../values/index.js";

const DEFINITION_KINDS: ReadonlySet<number> = new Set([
  NATIVE.Collection,
  NATIVE.Function,
  NATIVE.Role,
  NATIVE.AccessProvider,
  NATIVE.Database,
]);

/**
 * The stored form of a value: documents as plain references, whole numbers as one kind. Nulls stay, since they mean
 * something to type checks and patches (`withoutNulls`). Fails for what cannot be stored, naming `path`. spec/06 §3.1
 */
export function storable(value: Value, path: string): Value {
  const stored = storedForm(value, path);
  if (stored === undefined)
    throw value instanceof Lambda ? functionNotStorable() : notStorable(path, typeName(value));
  return stored;
}

/** The stored form of a value, or undefined if it (or something in it) has none. */
export function storableOrNothing(value: Value): Value | undefined {
  if (typeof value !== "object") return storedLeaf(value);
  if (Array.isArray(value)) {
    const items = (value as readonly Value[]).map(storableOrNothing);
    return items.includes(undefined) ? undefined : (items as readonly Value[]);
  }
  if (isStruct(value)) {
    const fields = structEntries(value).map(([key, field]) => [key, storableOrNothing(field)] as const);
    return fields.some(([, field]) => field === undefined)
      ? undefined
      : structOf(fields as readonly (readonly [string, Value])[]);
  }
  return storedLeaf(value);
}

function storedForm(value: Value, path: string): Value | undefined {
  if (Array.isArray(value)) {
    return (value as readonly Value[]).map((item, i) => storable(item, `${path}[${i}]`));
  }
  if (isStruct(value)) {
    return structOf(
      structEntries(value).map(([key, field]) => [
        key,
        storable(field, path === "" ? key : `${path}.${key}`),
      ]),
    );
  }
  return storedLeaf(value);
}

function storedLeaf(value: Value): Value | undefined {
  switch (typeof value) {
    case "number":
    case "string":
    case "boolean":
      return value;
    case "bigint":
      return BigInt.asIntN(32, value) === value ? Number(value) : value;
    default:
  }
  if (value instanceof Null) return NULL;
  if (value instanceof DocumentValue) return storedReference(value);
  const isPlain =
    value instanceof Double ||
    value instanceof Time ||
    value instanceof TransactionTime ||
    value instanceof CalendarDate ||
    value instanceof Bytes ||
    value instanceof Uuid;
  return isPlain ? value : undefined;
}

/** Definitions got by name, or just created, cannot be stored; others can. spec/06 §2.1 */
function storedReference(document: DocumentValue): Value | undefined {
  if (document.name !== undefined && DEFINITION_KINDS.has(document.collection)) return undefined;
  return isPlainReference(document) ? document : new DocumentValue(document.collection, document.id);
}

/** What `new DocumentValue(collection, id)` gives: no more than which document it is. */
function isPlainReference(document: DocumentValue): boolean {
  const { readAt, name, deleted } = document;
  return document.constructor === DocumentValue && readAt === undefined && name === undefined && !deleted;
}

/** A value without null fields, at any depth; elements of arrays stay. spec/06 §3.4 */
export function withoutNulls(value: Value): Value {
  if (!hasNullField(value)) return value;
  if (Array.isArray(value)) return (value as readonly Value[]).map(withoutNulls);
  return isStruct(value) ? structWithoutNulls(value) : value;
}

function hasNullField(value: Value): boolean {
  if (typeof value !== "object") return false;
  if (Array.isArray(value)) return (value as readonly Value[]).some(hasNullField);
  if (!isStruct(value)) return false;
  return structValues(value).some((field) => field instanceof Null || hasNullField(field));
}

function structWithoutNulls(struct: Struct): Struct {
  return structOf(
    structEntries(struct)
      .filter(([, field]) => !(field instanceof Null))
      .map(([key, field]) => [key, withoutNulls(field)]),
  );
}

/** The value of a field after a patch; undefined if it is removed. spec/06 §3.4 */
export function patched(old: Value | undefined, patch: Value): Value | undefined {
  if (patch instanceof Null) return undefined;
  if (Array.isArray(patch)) {
    return (patch as readonly Value[])
      .map((item) => patched(undefined, item))
      .filter((item) => item !== undefined);
  }
  if (!isStruct(patch)) return patch;
  const fields = new Map<string, Value>(old !== undefined && isStruct(old) ? structEntries(old) : []);
  applyPatch(fields, structEntries(patch));
  return structOf(fields);
}

/** Patches fields in place: old ones keep their order, new ones come last. */
export function applyPatch(fields: Map<string, Value>, patch: Iterable<readonly [string, Value]>): void {
  for (const [key, change] of patch) {
    const value = patched(fields.get(key), change);
    if (value === undefined) fields.delete(key);
    else fields.set(key, value);
  }
}
