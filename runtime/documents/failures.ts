import type { ConstraintFailure } from "../../compiler/index.js";
import type { Collection } from "../call/index.js";
import { failureText } from "../problems/writes.js";
import { type Struct, structHas } from "../values/index.js";
import { hashOrder } from "./hashOrder.js";
import { isReservedField } from "./reservedNames.js";
import type { TypeFailure } from "./typeFailure.js";
import type { Fields } from "./version.js";

const NO_FAILURES: readonly ConstraintFailure[] = [];

/** What a failed write says first. spec/06 §3.5 */
export const writeText = {
  create: (collection: string) => `Failed to create document in collection \`${collection}\`.`,
  update: (collection: string, id: string) =>
    `Failed to update document with id ${id} in collection \`${collection}\`.`,
} as const;

/** Top-level keys that name computed fields, which cannot be written. spec/06 §7 */
export function computedFieldFailures(collection: Collection, input: Struct): readonly ConstraintFailure[] {
  if (collection.computedFields.size === 0) return NO_FAILURES;
  return hashOrder([...collection.computedFields.keys()], (name) => name)
    .filter((name) => structHas(input, name))
    .map((name) => ({ paths: [[name]], message: failureText.computed }));
}

/** spec/06 §3.3 */
export function reservedFailures(fields: Fields): readonly ConstraintFailure[] {
  let failures: ConstraintFailure[] | undefined;
  for (const name of fields.keys()) {
    if (!isReservedField(name)) continue;
    failures ??= [];
    failures.push({ paths: [[name]], message: failureText.reserved });
  }
  return failures ?? NO_FAILURES;
}

export function constraintFailures(failures: readonly TypeFailure[]): readonly ConstraintFailure[] {
  return failures.map(({ path, message }) => ({ paths: [path], message }));
}
