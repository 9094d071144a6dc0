import type { Ir } from "../../compiler/index.js";
import type { LiteralValue } from "../../grammar/index.js";
import { Double, literalNull, type Value } from "../values/index.js";
import type { Code } from "./layout.js";

export function linkConstant(ir: Extract<Ir, { kind: "constant" }>): Code {
  const value = ir.value.kind === "null" ? literalNull(ir.span) : literalOf(ir.value);
  return () => value;
}

/** The value of a literal; integers become Int, Long or Double by size. spec/04 §2.1 */
export function literalOf(literal: Exclude<LiteralValue, { kind: "null" }>): Value {
  switch (literal.kind) {
    case "boolean":
    case "string":
      return literal.value;
    case "float":
      return new Double(literal.value);
    case "integer":
      return integerOf(literal.value);
  }
}

function integerOf(value: bigint): Value {
  if (BigInt.asIntN(32, value) === value) return Number(value);
  return BigInt.asIntN(64, value) === value ? value : new Double(Number(value));
}
