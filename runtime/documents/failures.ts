import type { ConstraintFailure } from "../../compiler/index.js";
import type { Collection } from "../call/index.js";
import { failureText } from "../problems/writes.js";
import { hashOrder } from "./hashOrder.js";
import { isReservedField } from "./reservedNames.js";
import type { TypeFailure } from "./typeFailure.js";
import type { Fields } from "./version.js";

/** What a failed write says first. spec/06 §3.5 */
export const writeText = {
  create: (collection: string) => `Failed to create document in collection \`${collection}\`.`,
  update: (collection: string, id: string) =>
    `Failed to update document with id ${id} in collection \`${collection}\`.`,
} as const;

/** Top-level keys that name computed fields, which cannot be written. spec/06 §7 */
export function computedFieldFailures(collection: Collection, fields: Fields): readonly ConstraintFailure[] {
  return hashOrder([...collection.computedFields.keys()], (name) => name)
    .filter((name) => fields.has(name))
    .map((name) => ({ paths: [[name]], message: failureText.computed }));
}

/** spec/06 §3.3 */
export function reservedFailures(fields: Fields): readonly ConstraintFailure[] {
  return [...fields.keys()]
    .filter(isReservedField)
    .map((name) => ({ paths: [[name]], message: failureText.reserved }));
}

export function constraintFailures(failures: readonly TypeFailure[]): readonly ConstraintFailure[] {
  return failures.map(({ path, message }) => ({ paths: [path], message }));
}
