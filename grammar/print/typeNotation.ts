import { isPlainName } from "../names.js";
import { printLiteral } from "./printLiteral.js";

/**
 * The notation of types, shared by types as written and types as inferred. A type is printed for a level;
 * it stands in parentheses where that is above its own limit. spec/01 §13.3
 */
export const TYPE_LEVEL = {
  /** The outermost type, and inside `<>`, `[]`, `{}`. */
  outermost: 0,
  functionPart: 10,
  /** The only, non-variadic parameter of a function. */
  soleParameter: 11,
  unionMember: 20,
  intersectionMember: 30,
  operand: 50,
} as const;

/** Above which level a type stands in parentheses. */
export const TYPE_LIMIT = {
  function: 10,
  difference: 15,
  union: 20,
  intersection: 30,
  alias: 40,
} as const;

export function parenthesized(text: string, limit: number, level: number): string {
  return level > limit ? `(${text})` : text;
}

/** A key of an object type. Quoted keys are not escaped. */
export function printTypeKey(name: string): string {
  return isPlainName(name) ? name : `"${name}"`;
}

export function printLiteralType(value: string | bigint | boolean): string {
  switch (typeof value) {
    case "string":
      return printLiteral({ kind: "string", value });
    case "bigint":
      return printLiteral({ kind: "integer", value });
    case "boolean":
      return printLiteral({ kind: "boolean", value });
  }
}

/** A part of a function type that is printed already; a name of undefined was not written. */
export interface PrintedParameter {
  readonly name: string | undefined;
  readonly type: string;
}

/** `() => R`, `A => R`, `(n: A, B, ...V) => R`, without the parentheses around the whole. */
export function printFunctionType(
  parameters: readonly PrintedParameter[],
  variadic: PrintedParameter | undefined,
  result: string,
): string {
  const [first] = parameters;
  const isBare = parameters.length === 1 && first!.name === undefined && variadic === undefined;
  if (isBare) return `${first!.type} => ${result}`;
  const printed = parameters.map((parameter) => named(parameter.name, parameter.type));
  if (variadic !== undefined) printed.push(named(variadic.name, `...${variadic.type}`));
  return `(${printed.join(", ")}) => ${result}`;
}

function named(name: string | undefined, text: string): string {
  return name === undefined ? text : `${name}: ${text}`;
}

/** `{ a: A, *: W }`, and `{}` where there is nothing in it. */
export function printBraces(parts: readonly string[]): string {
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}
