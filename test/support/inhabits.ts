import type { InferredType } from "../../compiler/index.js";
import { isStruct, kindOf, structEntries, structGet, type Value } from "../../runtime/values/index.js";

const NUMBERS = ["Int", "Long", "Double"];

/**
 * True if a run-time value is one of a printed type. Functions count as values of any function type.
 *
 * @param hasWildcards whether objects with wildcards were joined with others: their wildcard counts then as each of the
 * others' fields, which they need not have. spec/03 §7.1
 */
export function inhabits(value: Value | undefined, type: InferredType, hasWildcards: boolean): boolean {
  const kind = value === undefined ? "Null" : kindOf(value);
  switch (type.kind) {
    case "any":
      return true;
    case "never":
    case "hole":
      return false;
    case "literal":
      return isLiteral(value, kind, type.value);
    case "named":
      return isNamed(value, kind, type, hasWildcards);
    case "tuple": {
      if (!Array.isArray(value)) return false;
      const elements = value as readonly Value[];
      return (
        elements.length === type.elements.length &&
        type.elements.every((element, index) => inhabits(elements[index], element, hasWildcards))
      );
    }
    case "interface":
      return (
        isStruct(value) &&
        [...type.fields].every(([name, field]) => inhabits(structGet(value, name), field, hasWildcards))
      );
    case "object": {
      // A union of objects prints as what they share, so others may be there. spec/03 §7.1
      if (!isStruct(value)) return false;
      const { fields, wildcard } = type;
      const isField = (part: Value | undefined, field: InferredType) =>
        (part === undefined && hasWildcards) || inhabits(part, field, hasWildcards);
      if (![...fields].every(([name, field]) => isField(structGet(value, name), field))) return false;
      return (
        wildcard === undefined ||
        structEntries(value).every(
          ([name, each]) => fields.has(name) || inhabits(each, wildcard, hasWildcards),
        )
      );
    }
    case "function":
      return kind === "Lambda" || kind === "Function";
    case "union":
      return type.members.some((member) => inhabits(value, member, hasWildcards));
    case "intersection":
      return type.members.every((member) => inhabits(value, member, hasWildcards));
    case "variable":
    case "projection":
    case "difference":
    case "recursive":
      throw new Error(`no value has the type ${type.kind}`);
  }
}

function isLiteral(
  value: Value | undefined,
  kind: string,
  literal: Extract<InferredType, { kind: "literal" }>["value"],
): boolean {
  switch (literal.kind) {
    case "string":
    case "boolean":
      return value === literal.value;
    case "integer":
      return (kind === "Int" || kind === "Long") && BigInt(value as number | bigint) === literal.value;
    case "float":
      return kind === "Double" && (value as { readonly value: number } & Value).value === literal.value;
  }
}

function isNamed(
  value: Value | undefined,
  kind: string,
  type: Extract<InferredType, { kind: "named" }>,
  hasWildcards: boolean,
): boolean {
  switch (type.name) {
    case "Number":
      return NUMBERS.includes(kind);
    case "Array":
      return (
        Array.isArray(value) &&
        (value as readonly Value[]).every((each) => inhabits(each, type.args[0]!, hasWildcards))
      );
    default:
      return kind === type.name;
  }
}
