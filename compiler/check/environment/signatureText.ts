import { parseTypeScheme } from "../../../grammar/index.js";
import { skolem } from "../../types/build.js";
import { elaborate } from "../../types/elaborate.js";
import { lazySignature, type Shapes, type Signature } from "../../types/shape.js";
import type { Type } from "../../types/type.js";

/**
 * The signature that a text means, read when it is first asked for. Type parameters of the receiver and further
 * generics are skolems, told apart by name.
 */
export function signatureText(text: string, shapes: Shapes, parameters: readonly string[] = []): Signature {
  return lazySignature(() => typeOfText(text, shapes, parameters));
}

function typeOfText(text: string, shapes: Shapes, parameters: readonly string[]): Type {
  const parsed = parseTypeScheme(text, { source: "*signature*" });
  if (!parsed.ok) throw new Error(`not a type: ${text}: ${parsed.diagnostics[0]?.message ?? ""}`);
  const names = [...parameters, ...parsed.value.parameters.map((name) => name.text)];
  const { type, errors } = elaborate(parsed.value.type, {
    shapes,
    parameters: new Map(names.map((name) => [name, parameter(name)])),
    genericLevel: 0,
    keepSpans: false,
    isBuiltIn: true,
  });
  const [error] = errors;
  if (error !== undefined) throw new Error(`not a type: ${text}: ${error.message}`);
  return type;
}

/** A type parameter of a shape, as its signatures mention it. */
export function parameter(name: string): Type {
  return skolem(name, { valid: true }, 0, undefined);
}
