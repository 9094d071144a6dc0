import type { Diagnostic, Parsed, TypeExpression } from "../../grammar/index.js";
import { elaborate } from "../types/elaborate.js";
import { ANY, type Type } from "../types/type.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";

/** The type that a text means, `Any` where it means none, and what is wrong with it. */
export function writtenType(
  parsed: Parsed<TypeExpression>,
  { shapes }: TypeEnvironment,
): { readonly type: Type; readonly diagnostics: readonly Diagnostic[] } {
  if (!parsed.ok) return { type: ANY, diagnostics: parsed.diagnostics };
  const { type, errors, warnings } = elaborate(parsed.value, { shapes, keepSpans: true });
  return { type, diagnostics: [...errors, ...warnings] };
}
