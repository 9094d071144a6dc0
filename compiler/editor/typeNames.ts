import type { TypeExpression } from "../../grammar/index.js";

/** Says whether the name of a type begins at a position of a type. spec/03b §11.2 */
export function isTypeName(type: TypeExpression, position: number): boolean {
  const among = (parts: readonly (TypeExpression | undefined)[]) =>
    parts.some((part) => part !== undefined && isTypeName(part, position));
  switch (type.kind) {
    case "any":
    case "never":
      return type.span.start === position;
    case "literal":
      return typeof type.value !== "string" && type.span.start === position && isWord(type.value);
    case "named":
      return type.name.span.start === position || among(type.args ?? []);
    case "object":
      return among([...type.fields.map((field) => field.type), type.wildcard]);
    case "interface":
      return among(type.fields.map((field) => field.type));
    case "tuple":
      return among(type.elements);
    case "union":
    case "intersection":
      return among(type.members);
    case "function":
      return among([...type.parameters.map((parameter) => parameter.type), type.variadic?.type, type.result]);
    case "nullable":
      return among([type.base]);
  }
}

function isWord(value: number | bigint | boolean | null): boolean {
  return value === null || typeof value === "boolean";
}
