import fc from "fast-check";
import {
  type FunctionTypeParameter,
  NO_SPAN,
  type ObjectTypeField,
  type TypeExpression,
} from "../../../grammar/index.js";
import { distinct, fieldName, identifier, nameOf, text } from "./names.js";

interface Types {
  type: TypeExpression;
  leaf: TypeExpression;
}

/**
 * Types that a text can express as printed. Not among them (spec/01 §8.1, §13.3): a union in a union, an
 * interface without fields, a sole parameter that is a tuple, a boolean literal where it would stand first in
 * parentheses, a key with quotes or backslashes.
 */
export const typeExpression: fc.Arbitrary<TypeExpression> = fc.letrec((tie: fc.LetrecTypedTie<Types>) => {
  const span = NO_SPAN;
  const type = tie("type");
  const element: fc.Arbitrary<TypeExpression> = fc.oneof(
    { arbitrary: type, weight: 5 },
    { arbitrary: fc.boolean().map((value): TypeExpression => ({ kind: "literal", value, span })), weight: 1 },
  );
  const types = fc.array(element, { maxLength: 3 });
  const several = fc.array(type, { minLength: 2, maxLength: 3 });
  const typeKey = fc.oneof(fieldName, fc.constantFrom("a b", "", "ä-1"));
  const field: fc.Arbitrary<ObjectTypeField> = fc
    .tuple(typeKey, type)
    .map(([name, value]) => ({ name: nameOf(name), type: value, default: undefined }));
  const fields = (minLength: number) => distinct(field, ({ name }) => name.text, minLength);
  const parameter: fc.Arbitrary<FunctionTypeParameter> = fc
    .tuple(fc.option(identifier, { nil: undefined }), type)
    .map(([name, value]) => ({ name: name === undefined ? undefined : nameOf(name), type: value }));
  const typeName = fc
    .array(identifier, { minLength: 1, maxLength: 2 })
    .map((parts) => parts.join("."))
    .filter((name) => name !== "Any" && name !== "Never");

  return {
    type: fc.oneof(
      { maxDepth: 3 },
      tie("leaf"),
      type.map((base): TypeExpression => ({ kind: "nullable", base, markSpan: span, span })),
      several.map((members) => flat("union", members)),
      several.map((members) => flat("intersection", members)),
      types.map((elements): TypeExpression => ({ kind: "tuple", elements, span })),
      fc
        .tuple(typeName, fc.array(element, { minLength: 1, maxLength: 2 }))
        .map(([name, args]): TypeExpression => ({ kind: "named", name: nameOf(name), args, span })),
      fc
        .tuple(fields(0), fc.option(type, { nil: undefined }))
        .map(([own, wildcard]): TypeExpression => ({ kind: "object", fields: own, wildcard, span })),
      fields(1).map((own): TypeExpression => ({ kind: "interface", fields: own, span })),
      fc
        .tuple(fc.array(parameter, { maxLength: 3 }), fc.option(parameter, { nil: undefined }), type)
        .filter(([parameters, variadic]) => !isBareTuple(parameters, variadic))
        .map(
          ([parameters, variadic, result]): TypeExpression => ({
            kind: "function",
            parameters,
            variadic,
            result,
            span,
          }),
        ),
    ),
    leaf: fc.oneof(
      fc.constantFrom<TypeExpression>({ kind: "any", span }, { kind: "never", span }),
      fc.oneof(text, fc.bigInt()).map((value) => ({ kind: "literal" as const, value, span })),
      typeName.map((name) => ({ kind: "named" as const, name: nameOf(name), args: undefined, span })),
    ),
  };
}).type;

/** Nested members of the same kind are opened, as a text without parentheses would have it. */
function flat(kind: "union" | "intersection", members: readonly TypeExpression[]): TypeExpression {
  return {
    kind,
    members: members.flatMap((member) => (member.kind === kind ? member.members : [member])),
    span: NO_SPAN,
  };
}

function isBareTuple(
  parameters: readonly FunctionTypeParameter[],
  variadic: FunctionTypeParameter | undefined,
): boolean {
  const [first] = parameters;
  return (
    parameters.length === 1 &&
    variadic === undefined &&
    first!.name === undefined &&
    first!.type.kind === "tuple"
  );
}
