import type { FunctionValue } from "../values/index.js";

/**
 * What a stored value must be: a declared type with its names resolved. `text` is the type as failures show it, without
 * defaults. Made by `schema/fieldTypes.ts`, checked by `documents/checkValue.ts`. spec/06 §6.2
 */
export type FieldType =
  | { readonly kind: "any"; readonly text: string }
  | { readonly kind: "null"; readonly text: string }
  | { readonly kind: "scalar"; readonly scalar: ScalarType; readonly text: string }
  | { readonly kind: "literal"; readonly value: string | bigint | boolean; readonly text: string }
  | { readonly kind: "array"; readonly element: FieldType; readonly text: string }
  | { readonly kind: "tuple"; readonly elements: readonly FieldType[]; readonly text: string }
  | ObjectFieldType
  /** A reference into the collection, existing or not; no value fits where the collection is gone. */
  | { readonly kind: "reference"; readonly collection: number | undefined; readonly text: string }
  | { readonly kind: "union"; readonly members: readonly FieldType[]; readonly text: string };

export interface ObjectFieldType {
  readonly kind: "object";
  readonly fields: readonly Field[];
  /** The type of all other keys; undefined where there may be none. */
  readonly wildcard: FieldType | undefined;
  readonly text: string;
}

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Called without arguments for each write that needs it. */
  readonly default: FunctionValue | undefined;
}

export type ScalarType =
  | "Int"
  | "Long"
  | "Double"
  | "Number"
  | "String"
  | "Boolean"
  | "Time"
  | "Date"
  | "Bytes"
  /** Declarable, but no value fits: `UUID`, and names that are no types of values. */
  | "none";
