import type { FieldType } from "../call/index.js";
import { failureText } from "../problems/writes.js";
import type { Value } from "../values/index.js";
import { actualType } from "./actualType.js";

export type Path = readonly (string | number)[];

/** Why a value does not fit its declared type. */
export interface TypeFailure {
  readonly path: Path;
  readonly message: string;
  readonly reason: "mismatch" | "missing" | "unexpected";
}

export function mismatch(type: FieldType, value: Value, path: Path): TypeFailure {
  return {
    path,
    message: failureText.mismatch(type.text, actualType(value, type)),
    reason: "mismatch",
  };
}
