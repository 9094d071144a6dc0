import type { LiteralValue } from "../ast/index.js";
import * as T from "./tokens.js";

const NULL: LiteralValue = { kind: "null" };
const TRUE: LiteralValue = { kind: "boolean", value: true };
const FALSE: LiteralValue = { kind: "boolean", value: false };

/** The value of a token that is a literal by itself. */
export function literalOf(token: T.Token): LiteralValue {
  if (token.literal !== undefined) return token.literal;
  if (token.is(T.Null)) return NULL;
  return token.is(T.True) ? TRUE : FALSE;
}
