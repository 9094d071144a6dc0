import { printBraces, printLiteralType, printTypeKey } from "../../grammar/index.js";
import { type FieldType, typeName } from "../call/index.js";
import { DocumentValue, isStruct, structEntries, type Value } from "../values/index.js";
import { hashOrder } from "./hashOrder.js";

/** The type of a value as failures show it, where `declared` was expected. spec/06 §6.3 */
export function actualType(value: Value, declared?: FieldType): string {
  const isShown = declared !== undefined && typeof value === literalKind(declared);
  return isShown ? printLiteralType(value as string | boolean) : plainType(value);
}

/** Values are shown themselves where a string or boolean literal was declared, alone or first in a union. */
function literalKind(declared: FieldType): "string" | "boolean" | undefined {
  const first = declared.kind === "union" ? declared.members[0]! : declared;
  if (first.kind !== "literal" || typeof first.value === "bigint") return undefined;
  return typeof first.value === "string" ? "string" : "boolean";
}

function plainType(value: Value): string {
  if (Array.isArray(value)) return `[${(value as readonly Value[]).map(plainType).join(", ")}]`;
  if (isStruct(value)) {
    const fields = hashOrder(structEntries(value), ([key]) => key);
    return printBraces(fields.map(([key, field]) => `${printTypeKey(key)}: ${plainType(field)}`));
  }
  return value instanceof DocumentValue ? "Document" : typeName(value);
}
