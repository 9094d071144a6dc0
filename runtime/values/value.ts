/**
 * Every run-time value; immutable. Numbers are Ints, bigints Longs; objects are plain structs unless a key forbids
 * (`struct.ts`); all other kinds are subclasses of `Boxed`, one file a family. spec/04 §1, engine §1
 */
export type Value = number | bigint | string | boolean | readonly Value[] | PlainStruct | Boxed;

/** An FQL object as a plain JS object, of the prototype in `struct.ts`. Only that file builds and reads them. */
export interface PlainStruct {
  readonly [key: string]: Value;
}

/**
 * The base of all values that are neither JS primitives, arrays nor plain structs. `kind` sits on each class's
 * prototype, so telling kinds apart is one check and one load.
 */
export abstract class Boxed {
  declare readonly kind: BoxedKind;
}

export type BoxedKind =
  | "Double"
  | "Null"
  | "Bytes"
  | "Time"
  | "TransactionTime"
  | "Date"
  | "UUID"
  | "ID"
  | "Document"
  | "Object"
  | "Set"
  | "SetCursor"
  | "EventSource"
  | "Module"
  | "Lambda"
  | "Function";

export type Kind = "Int" | "Long" | "String" | "Boolean" | "Array" | BoxedKind;

/** Puts a class's kind on its prototype. */
export function defineKind(type: { readonly prototype: Boxed }, kind: BoxedKind): void {
  Object.defineProperty(type.prototype, "kind", { value: kind });
}

export function kindOf(value: Value): Kind {
  switch (typeof value) {
    case "number":
      return "Int";
    case "string":
      return "String";
    case "boolean":
      return "Boolean";
    case "bigint":
      return "Long";
    default:
      if (value instanceof Boxed) return value.kind;
      return Array.isArray(value) ? "Array" : "Object";
  }
}
