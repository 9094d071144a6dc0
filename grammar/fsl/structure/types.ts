import type { Expression, TypeExpression } from "../../ast/index.js";
import type { Hint } from "../../diagnostic.js";
import { problems, type Report, reasons } from "../problems.js";

/**
 * Checks the defaults inside the type of a field, whose own default is `value`. They are legal where every type
 * around them is a plain object without a default of its own. spec/02 §2
 */
export function checkNestedDefaults(
  type: TypeExpression,
  value: Expression | undefined,
  report: Report,
): void {
  walk(type, value && refusalByDefault(value), report);
}

/** Types of computed fields, functions and wildcards hold no defaults. */
export function refuseDefaults(type: TypeExpression | undefined, report: Report): void {
  if (type !== undefined) walk(type, { reason: undefined }, report);
}

/** Why defaults are refused in a type; the outermost reason counts. */
interface Refusal {
  readonly reason: Hint | undefined;
}

function walk(type: TypeExpression, outer: Refusal | undefined, report: Report): void {
  const refusal = outer ?? refusalBy(type);
  for (const part of partsOf(type)) walk(part, refusal, report);
  if (type.kind !== "object" && type.kind !== "interface") return;
  for (const field of type.fields) {
    walk(field.type, refusal ?? (field.default && refusalByDefault(field.default)), report);
    if (field.default !== undefined && refusal !== undefined) {
      report(problems.defaultNotAllowed(field.default.span, refusal.reason));
    }
  }
}

/** The types inside a type, fields of objects excepted. */
function partsOf(type: TypeExpression): readonly TypeExpression[] {
  switch (type.kind) {
    case "any":
    case "never":
    case "literal":
    case "interface":
      return [];
    case "named":
      return type.args ?? [];
    case "object":
      return type.wildcard ? [type.wildcard] : [];
    case "tuple":
      return type.elements;
    case "union":
    case "intersection":
      return type.members;
    case "function": {
      const parameters = type.variadic ? [...type.parameters, type.variadic] : type.parameters;
      return [...parameters.map((parameter) => parameter.type), type.result];
    }
    case "nullable":
      return [type.base];
  }
}

function refusalByDefault(value: Expression): Refusal {
  return { reason: reasons.conflictingDefault(value.span) };
}

function refusalBy(type: TypeExpression): Refusal | undefined {
  switch (type.kind) {
    case "object":
      return undefined;
    case "nullable":
      return { reason: reasons.nullableParent(type.markSpan) };
    case "union":
      return { reason: reasons.unionParent(type.span) };
    default:
      return { reason: reasons.notObjectParent(type.span) };
  }
}
