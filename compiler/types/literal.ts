import { type LiteralValue, printLiteral } from "../../grammar/index.js";

/** Literals that are types of their own; `null` is the named type `Null`. spec/03 §1 */
export type SingletonValue = Exclude<LiteralValue, { readonly kind: "null" }> & {
  /** Of a literal that entered as an argument. */
  readonly watch?: LiteralWatch;
};

/** Tells whether a check depended on a literal's value, and not only on the types that it is a value of. engine §7 */
export interface LiteralWatch {
  looked: boolean;
}

/** Notes that something depends on the value of a literal. */
export function look({ watch }: SingletonValue): void {
  if (watch !== undefined) watch.looked = true;
}

const INT_LIMIT = 2n ** 31n;
const LONG_LIMIT = 2n ** 63n;

function fits(value: bigint, limit: bigint): boolean {
  return -limit <= value && value < limit;
}

/** True if the literal is a value of the named type. spec/03 §1 "Literal kinds" */
export function isValueOf(literal: SingletonValue, typeName: string): boolean {
  switch (literal.kind) {
    case "boolean":
      return typeName === "Boolean";
    case "float":
      return typeName === "Number" || typeName === "Double";
    case "string":
      return typeName === "String" || typeName === "ID";
    case "integer":
      switch (typeName) {
        case "Number":
        case "Double":
          return true;
        case "Int":
          return fits(literal.value, INT_LIMIT);
        case "Long":
        case "ID":
          return fits(literal.value, LONG_LIMIT);
        default:
          return false;
      }
  }
}

/** The type that stands for a literal in messages and comparisons. */
export function primaryTypeName(literal: SingletonValue): "Boolean" | "Double" | "Int" | "Long" | "String" {
  switch (literal.kind) {
    case "boolean":
      return "Boolean";
    case "float":
      return "Double";
    case "string":
      return "String";
    case "integer":
      if (fits(literal.value, INT_LIMIT)) return "Int";
      return fits(literal.value, LONG_LIMIT) ? "Long" : "Double";
  }
}

/** Whether two literals are one type: `1` and `1.0` are two. */
export function sameLiteral(a: SingletonValue, b: SingletonValue): boolean {
  look(a);
  look(b);
  if (a.kind === "float" && b.kind === "float") return a.value === b.value;
  return a.kind === b.kind && a.value === b.value;
}

/** The printed literal, which tells literals apart: `1`, `"1"`, `1.0`. */
export function literalKey(literal: SingletonValue): string {
  look(literal);
  return printLiteral(literal);
}
