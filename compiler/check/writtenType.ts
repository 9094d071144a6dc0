import type { Diagnostic, Parsed, TypeExpression } from "../../grammar/index.js";
import { ANY } from "../types/build.js";
import { elaborate } from "../types/elaborate.js";
import type { InferredType } from "../types/inferred.js";
import type { Type } from "../types/type.js";
import { inferredType } from "./display.js";
import type { TypeEnvironment } from "./environment/typeEnvironment.js";
import { Session } from "./session.js";

/** The type that a text means, `Any` where it means none, and what is wrong with it. */
export function writtenType(
  parsed: Parsed<TypeExpression>,
  { shapes }: TypeEnvironment,
): { readonly type: Type; readonly diagnostics: readonly Diagnostic[] } {
  if (!parsed.ok) return { type: ANY, diagnostics: parsed.diagnostics };
  const { type, errors, warnings } = elaborate(parsed.value, { shapes, keepSpans: true });
  return { type, diagnostics: [...errors, ...warnings] };
}

/** The type that an annotation means, whatever is wrong with it; names that it does not know are generics. */
export function annotatedType(written: TypeExpression, { shapes }: TypeEnvironment): Type {
  return elaborate(written, { shapes, genericLevel: 0, keepSpans: false }).type;
}

/** A type as it is reported. */
export function reportedType(type: Type, { shapes }: TypeEnvironment): InferredType {
  return inferredType(new Session(), shapes, type, true);
}
