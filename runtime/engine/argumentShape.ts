import type { ArgumentShape, SingletonValue } from "../../compiler/index.js";
import type { Schema } from "../call/index.js";
import {
  Boxed,
  DocumentValue,
  Double,
  isStruct,
  kindOf,
  ModuleValue,
  NATIVE,
  structEntries,
  type Value,
} from "../values/index.js";

/** What the checker is told of a value that enters a query. spec/03b §10 */
export function argumentShape(value: Value, schema: Schema): ArgumentShape {
  if (Array.isArray(value)) {
    return {
      kind: "array",
      elements: (value as readonly Value[]).map((each) => argumentShape(each, schema)),
    };
  }
  if (isStruct(value)) {
    const fields = structEntries(value).map(([name, each]) => [name, argumentShape(each, schema)] as const);
    return { kind: "object", fields };
  }
  return value instanceof Boxed ? boxedShape(value, schema) : primitiveShape(value as Primitive);
}

type Primitive = number | bigint | string | boolean;

function primitiveShape(value: Primitive): ArgumentShape {
  switch (typeof value) {
    case "string":
      return { kind: "literal", value: { kind: "string", value, watch: { looked: false } } };
    case "boolean":
      return { kind: "named", name: "Boolean" };
    default:
      return { kind: "literal", value: { kind: "integer", value: BigInt(value), watch: { looked: false } } };
  }
}

function boxedShape(value: Boxed, schema: Schema): ArgumentShape {
  if (value instanceof Double) {
    return Number.isFinite(value.value)
      ? { kind: "literal", value: floatLiteral(value.value) }
      : { kind: "named", name: "Double" };
  }
  if (value instanceof ModuleValue) return { kind: "named", name: moduleTypeName(value, schema) };
  if (value instanceof DocumentValue)
    return { kind: "named", name: documentTypeName(value.collection, schema) };
  const kind = kindOf(value);
  return kind === "Set" || kind === "EventSource"
    ? { kind: "container", name: kind }
    : { kind: "named", name: kind };
}

/** The literal that reads as this number; only its value and its digits count. */
function floatLiteral(value: number): SingletonValue {
  const [mantissa, exponent] = value.toExponential().split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const decimals = mantissa.includes(".") ? mantissa.length - mantissa.indexOf(".") - 1 : 0;
  return {
    kind: "float",
    unscaled: BigInt(digits),
    scale: decimals - Number(exponent),
    value,
    watch: { looked: false },
  };
}

function moduleTypeName(module: ModuleValue, schema: Schema): string {
  if (module.collection === undefined) return `${module.name}Module`;
  return `${schema.collection(module.collection)?.name ?? module.name}Collection`;
}

/** Definitions whose documents have a type name of their own. spec/03b §3.2 */
const DEFINITION_TYPES: ReadonlyMap<number, string> = new Map([
  [NATIVE.Collection, "CollectionDef"],
  [NATIVE.Function, "FunctionDef"],
  [NATIVE.Database, "DatabaseDef"],
]);

function documentTypeName(collection: number, schema: Schema): string {
  return DEFINITION_TYPES.get(collection) ?? schema.collection(collection)?.name ?? "Null";
}
