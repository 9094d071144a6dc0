import type { LiteralValue } from "../ast/index.js";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\0": "\\0",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\v": "\\v",
  "\t": "\\t",
  "\b": "\\b",
  "\f": "\\f",
  "#": "\\#",
};

/** What stands escaped: the above, and what a string may not hold raw (spec/01 §1.5) or lies beyond U+FFFF. */
const ESCAPED =
  /[\\"#\t\n\v\f\r\u0000-\u0008\u000e-\u001f\u007f\u2000-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff0-\uffff\u{10000}-\u{10ffff}]/gu;

/** `null`, `12`, `1.50`, `"a"`. spec/01 §13.2 */
export function printLiteral(value: LiteralValue): string {
  switch (value.kind) {
    case "null":
      return "null";
    case "boolean":
    case "integer":
      return String(value.value);
    case "float":
      return printDecimal(value.unscaled, value.scale);
    case "string":
      return printString(value.value);
  }
}

/** A string in double quotes. spec/01 §13.2 */
export function printString(text: string): string {
  return `"${escapeString(text)}"`;
}

/** The inside of a string in double quotes. spec/01 §13.2 */
export function escapeString(text: string): string {
  return text.replace(ESCAPED, (character) => {
    const codePoint = character.codePointAt(0)!;
    if (codePoint > 0xffff) return `\\u{${codePoint.toString(16).padStart(6, "0")}}`;
    return ESCAPES[character] ?? `\\u${codePoint.toString(16).padStart(4, "0")}`;
  });
}

/** `unscaled · 10^-scale` as written, in scientific notation only where it is large or tiny. spec/01 §13.2 */
export function printDecimal(unscaled: bigint, scale: number): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = String(unscaled < 0n ? -unscaled : unscaled);
  const exponent = digits.length - 1 - scale;
  if (scale >= 0 && exponent >= -6) return sign + withPoint(digits, scale);
  const mantissa = withPoint(digits, digits.length - 1);
  return `${sign}${mantissa}E${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

function withPoint(digits: string, fractionDigits: number): string {
  if (fractionDigits === 0) return digits;
  const padded = digits.padStart(fractionDigits + 1, "0");
  return `${padded.slice(0, -fractionDigits)}.${padded.slice(-fractionDigits)}`;
}
