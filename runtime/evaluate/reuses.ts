import {
  type FunctionIr,
  type ReuseScope,
  type Reuses,
  reusesOf,
  valuesByForm,
} from "../../compiler/index.js";
import type { Schema } from "../call/index.js";
import { library } from "../stdlib/library.js";

/** Which expressions of a function keep their values. */
export function reusesIn(code: FunctionIr, schema: Schema, isRepeated: boolean): Reuses {
  return reusesOf(code, scopeOf(schema), isRepeated);
}

const scopes = new WeakMap<Schema, ReuseScope>();

function scopeOf(schema: Schema): ReuseScope {
  let scope = scopes.get(schema);
  if (scope === undefined) {
    const computed = new Set(
      schema.catalog.collections.flatMap(({ computedFields }) => computedFields.map(({ name }) => name)),
    );
    scope = { library, values: valuesByForm(library), isComputed: (field) => computed.has(field) };
    scopes.set(schema, scope);
  }
  return scope;
}

/** Those in parts that are asked of a document which shows one row after the other: its fields change, and it does not. */
export function withoutElement(reuses: Reuses): Reuses {
  return new Map(
    [...reuses].filter(
      ([, reuse]) => reuse.kind === "constant" || reuse.variables.every(({ part }) => part !== "parameter"),
    ),
  );
}
