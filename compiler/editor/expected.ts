import type { ApplyLink, CallLink, TypeExpression } from "../../grammar/index.js";
import {
  annotatedType,
  functionsOf,
  type InferredType,
  type Inspected,
  membersOf,
  reportedType,
  type TypeEnvironment,
} from "../check/index.js";

/** What an expression is expected to be, where what stands around it says so. spec/03b §11.2 */
export type Expected =
  | { readonly kind: "argument"; readonly link: CallLink | ApplyLink; readonly index: number }
  /** The value of a key. */
  | { readonly kind: "field"; readonly of: Expected; readonly name: string }
  | { readonly kind: "element"; readonly of: Expected }
  /** What a lambda gives. */
  | { readonly kind: "result"; readonly of: Expected }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "written"; readonly type: TypeExpression };

/** The types that fit, one for each overload; none where anything does. */
export function expectedTypes(
  expected: Expected | undefined,
  inspected: Inspected,
  environment: TypeEnvironment,
): readonly InferredType[] {
  const types = typesOf(expected, inspected, environment);
  return types.some(({ kind }) => kind === "any" || kind === "variable") ? [] : types;
}

function typesOf(
  expected: Expected | undefined,
  inspected: Inspected,
  environment: TypeEnvironment,
): readonly InferredType[] {
  if (expected === undefined) return [];
  switch (expected.kind) {
    case "named":
      return [{ kind: "named", name: expected.name, args: [] }];
    case "written":
      return [reportedType(annotatedType(expected.type, environment), environment)];
    case "argument":
      return argumentTypes(expected, inspected, environment);
    case "field":
      return typesOf(expected.of, inspected, environment).flatMap((type) =>
        objectsOf(type).flatMap((object) => {
          const field =
            object.fields.get(expected.name) ?? (object.kind === "object" ? object.wildcard : undefined);
          return field === undefined ? [] : [field];
        }),
      );
    case "element":
      return typesOf(expected.of, inspected, environment).flatMap(elementsOf);
    case "result":
      return typesOf(expected.of, inspected, environment).flatMap((type) =>
        functionsOf(type, environment).map(({ result }) => result),
      );
  }
}

function argumentTypes(
  { link, index }: Extract<Expected, { kind: "argument" }>,
  inspected: Inspected,
  environment: TypeEnvironment,
): readonly InferredType[] {
  const receiver = inspected.receiverOf(link);
  if (receiver === undefined) return [];
  const callee = link.kind === "call" ? membersOf(receiver, environment).get(link.field.text) : receiver;
  if (callee === undefined) return [];
  return functionsOf(callee, environment).flatMap(({ parameters, variadic }) => {
    const parameter = parameters[index] ?? variadic;
    return parameter === undefined ? [] : [parameter.type];
  });
}

export type ObjectForm = Extract<InferredType, { kind: "object" | "interface" }>;

/** The object types that a type admits. */
export function objectsOf(type: InferredType): readonly ObjectForm[] {
  if (type.kind === "object" || type.kind === "interface") return [type];
  return type.kind === "union" || type.kind === "intersection" ? type.members.flatMap(objectsOf) : [];
}

function elementsOf(type: InferredType): readonly InferredType[] {
  if (type.kind === "named") return type.name === "Array" ? type.args : [];
  if (type.kind === "tuple") return type.elements;
  return type.kind === "union" ? type.members.flatMap(elementsOf) : [];
}
