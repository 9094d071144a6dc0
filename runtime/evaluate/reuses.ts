import {
  type FunctionIr,
  type ReuseScope,
  type Reuses,
  reusesOf,
  valuesByForm,
} from "../../compiler/index.js";
import { remembered } from "../cache/index.js";
import type { Schema } from "../call/index.js";
import { library } from "../stdlib/library.js";

/** Which expressions of a function keep their values. */
export function reusesIn(code: FunctionIr, schema: Schema, isRepeated: boolean): Reuses {
  return reusesOf(code, scopeOf(schema), isRepeated);
}

const scopeOf = remembered(({ catalog }: Schema): ReuseScope => {
  const computed = new Set(
    catalog.collections.flatMap(({ computedFields }) => computedFields.map(({ name }) => name)),
  );
  return { library, values: valuesByForm(library), isComputed: (field) => computed.has(field) };
});

/** Those in parts that are asked of a document which shows one row after the other: its fields change, and it does not. */
export function withoutElement(reuses: Reuses): Reuses {
  return new Map(
    [...reuses].filter(
      ([, reuse]) => reuse.kind === "constant" || reuse.variables.every(({ part }) => part !== "parameter"),
    ),
  );
}
