import type { ConstraintFailure } from "../../../compiler/index.js";
import { parseType } from "../../../grammar/index.js";
import type { ObjectFieldType, Run } from "../../call/index.js";
import type { Fields } from "../../documents/index.js";
import { NATIVE, type NativeCollectionName, type Value } from "../../values/index.js";
import { fieldType } from "../fieldTypes.js";

/** A definition that is about to be written. */
export interface DefinitionWrite {
  readonly run: Run;
  readonly id: string;
  /** As it was; undefined of a new one. */
  readonly before: Fields | undefined;
  /** What the write names, nulls included. */
  readonly given: Fields;
  /** As it will be, internal fields left out. */
  readonly after: Fields;
}

/** A kind of definitions: what its documents hold, and what is checked when one is written. One file each. */
export interface DefinitionKind {
  readonly name: NativeCollectionName;
  /** Those by id have a `ttl` as user documents do, and are no part of the schema. */
  readonly keyedBy: "name" | "id";
  /** The declared fields; checked as those of user documents are. */
  readonly type: () => ObjectFieldType;
  /** Fields, by top-level name, that only the system writes. */
  readonly readOnly: readonly string[];
  /** Fields whose values no two definitions of the kind share. */
  readonly unique: readonly string[];
  /** Paths whose values are taken by others, where equal texts of a field do not tell. */
  readonly taken?: (write: DefinitionWrite) => readonly (readonly string[])[];
  /** Fields that `replace` gives a value if it does not name them. */
  readonly defaults: Fields;
  /** Failures of read-only parts within fields. */
  readonly readOnlyParts?: (write: DefinitionWrite) => readonly ConstraintFailure[];
  /** The fields as they are type-checked: without the parts that the system adds. */
  readonly checked?: (fields: Fields) => Fields;
  /** The rule of a field whose type is right. */
  readonly rule: (write: DefinitionWrite, field: string, value: Value) => readonly ConstraintFailure[];
  /** What is checked once all fields are right. */
  readonly rules?: (write: DefinitionWrite) => readonly ConstraintFailure[];
  /** The fields as they are stored. */
  readonly stored?: (write: DefinitionWrite) => Fields;
  /** What stays of the internal fields. */
  readonly internal?: (write: DefinitionWrite, internal: Fields) => Fields;
  /** What the system adds to a new one. */
  readonly added?: (run: Run, id: string) => AddedFields;
  /** What else a change of one touches; `before` with its internal fields. */
  readonly changed?: (run: Run, before: Fields) => void;
  /** What goes with one that is deleted. */
  readonly removed?: (run: Run, before: Fields) => void;
}

/** Fields that nobody gives: some are stored, some only shown in what `create` returns. */
export interface AddedFields {
  readonly stored: Fields;
  readonly shown: Fields;
}

/**
 * An object type by its text, as of definitions: only built-in names. Most programs write few kinds: it is read when
 * asked for.
 */
export function definitionType(text: string): () => ObjectFieldType {
  let type: ObjectFieldType | undefined;
  return () => {
    type ??= readType(text);
    return type;
  };
}

function readType(text: string): ObjectFieldType {
  const parsed = parseType(text, { source: "*definition*" });
  if (!parsed.ok) throw new Error(`the type of a definition does not parse: ${text}`);
  const type = fieldType(parsed.value, {
    collection: (name) => NATIVE[name as NativeCollectionName],
    default: () => {
      throw new Error("definitions have no defaults");
    },
  });
  if (type.kind !== "object") throw new Error("the type of a definition is an object type");
  return type;
}

/** True where a write changes a top-level field, or sets it for the first time. */
export function isChanged({ before, after }: DefinitionWrite, field: string): boolean {
  return before?.get(field) !== after.get(field);
}

/** A failure at a path of a definition. */
export function failure(path: readonly (string | number)[], message: string): ConstraintFailure {
  return { paths: [path], message };
}

/** The failure at a top-level field, if there is a message. */
export function failureAt(field: string, message: string | undefined): readonly ConstraintFailure[] {
  return message === undefined ? [] : [failure([field], message)];
}

/** No fields. */
export const NO_FIELDS: Fields = new Map();
