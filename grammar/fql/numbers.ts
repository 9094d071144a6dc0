import type { LiteralValue } from "../ast/index.js";
import { isDigit, isIdentifierPart } from "./characters.js";

/** Numbers without their sign. spec/01 §1.4 */

export interface Numeric {
  readonly literal: Extract<LiteralValue, { kind: "integer" | "float" }>;
  readonly end: number;
}

const RADIX_FORM = /0(?:[xX][0-9a-fA-F_]*|[oO][0-7_]*|[bB][01_]*)/y;
const DECIMAL_FORM = /(0|[1-9][0-9_]*)(?:\.([0-9][0-9_]*))?(?:[eE]([+-]?[0-9_]*))?/y;
const EXPONENT = /^[+-]?[0-9][0-9_]*$/;
/** Beyond this the scale of a decimal has no meaning. */
const MAX_EXPONENT = 2 ** 31 - 1;

/** The number that starts with the digit at `position`; undefined where it is ill-formed. */
export function readNumber(text: string, position: number): Numeric | undefined {
  return readPlain(text, position) ?? readAny(text, position);
}

/** A number of few digits and nothing else, as most are. */
function readPlain(text: string, position: number): Numeric | undefined {
  let end = position;
  let value = 0;
  let code = text.charCodeAt(end);
  for (; isDigit(code) && end < position + 15; code = text.charCodeAt(++end)) value = value * 10 + code - 48;
  const startsWithZero = end > position + 1 && text.charCodeAt(position) === 48;
  // A dot, a letter or `_` may go on with the number.
  if (startsWithZero || code === 46 || isIdentifierPart(code)) return undefined;
  return { literal: { kind: "integer", value: BigInt(value) }, end };
}

function readAny(text: string, position: number): Numeric | undefined {
  RADIX_FORM.lastIndex = position;
  const radix = RADIX_FORM.exec(text)?.[0].replaceAll("_", "");
  if (radix !== undefined) {
    if (radix.length === 2) return undefined;
    return { literal: { kind: "integer", value: BigInt(radix) }, end: RADIX_FORM.lastIndex };
  }
  DECIMAL_FORM.lastIndex = position;
  const found = DECIMAL_FORM.exec(text);
  if (found === null) return undefined;
  const [image, whole, fraction, exponent] = found;
  const end = position + image.length;
  if (fraction === undefined && exponent === undefined) {
    return { literal: { kind: "integer", value: BigInt(plain(whole!)) }, end };
  }
  if (exponent !== undefined && !EXPONENT.test(exponent)) return undefined;
  const power = Number(plain(exponent ?? "0"));
  if (Math.abs(power) > MAX_EXPONENT) return undefined;
  const decimals = plain(fraction ?? "");
  const unscaled = BigInt(plain(whole!) + decimals);
  const scale = decimals.length - power;
  return { literal: { kind: "float", unscaled, scale, value: Number(plain(image)) }, end };
}

/** The literal with a minus sign; there is no negative zero. */
export function negate(literal: LiteralValue): LiteralValue {
  if (literal.kind === "integer") return { kind: "integer", value: -literal.value };
  if (literal.kind !== "float") return literal;
  const value = literal.value === 0 ? 0 : -literal.value;
  return { kind: "float", unscaled: -literal.unscaled, scale: literal.scale, value };
}

function plain(digits: string): string {
  return digits.includes("_") ? digits.replaceAll("_", "") : digits;
}
