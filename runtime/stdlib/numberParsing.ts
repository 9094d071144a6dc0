import { invalidArgument } from "../problems/calls.js";
import { CALL_SITE, Double, fitsLong, isInt, Null } from "../values/index.js";

const INVALID_NUMBER = new Null({ kind: "invalidNumber" }, CALL_SITE);

/** spec/04 §12.5 */
export function parseIntText(text: string, radix = 10): number | Null {
  const n = parseInteger(text, radix);
  return n !== undefined && isInt(Number(n)) ? Number(n) : INVALID_NUMBER;
}

/** A Long even if small. */
export function parseLongText(text: string, radix = 10): bigint | Null {
  return parseInteger(text, radix) ?? INVALID_NUMBER;
}

export function parseDoubleText(text: string): Double | Null {
  const n = parseDouble(text.replace(/^[\0- ]+|[\0- ]+$/g, ""));
  return n === undefined ? INVALID_NUMBER : new Double(n);
}

export function parseNumberText(text: string): number | bigint | Double | Null {
  const n = parseInteger(text, 10);
  if (n === undefined) return parseDoubleText(text);
  return isInt(Number(n)) ? Number(n) : n;
}

/** A sign and digits of the radix that fit 64 bits. */
function parseInteger(text: string, radix: number): bigint | undefined {
  if (radix < 2 || radix > 36) {
    throw invalidArgument("format", "invalid radix, expected a number from 2-36");
  }
  const match = /^([+-]?)([0-9A-Za-z]+)$/.exec(text);
  if (match === null) return undefined;
  let n = 0n;
  for (const letter of match[2]!) {
    const digit = Number.parseInt(letter, 36);
    if (digit >= radix) return undefined;
    n = n * BigInt(radix) + BigInt(digit);
    if (n > 2n ** 63n) return undefined;
  }
  const signed = match[1] === "-" ? -n : n;
  return fitsLong(signed) ? signed : undefined;
}

const DECIMAL = /^([+-]?)((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)$/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?[pP]([+-]?[0-9]+)$/;

function parseDouble(text: string): number | undefined {
  const named = /^([+-]?)(NaN|Infinity)$/.exec(text);
  if (named !== null) return signed(named[1]!, Number(named[2]!));
  const bare = text.replace(/[dDfF]$/, "");
  const decimal = DECIMAL.exec(bare);
  if (decimal !== null) return signed(decimal[1]!, Number(decimal[2]!));
  const hexadecimal = HEXADECIMAL.exec(bare);
  return hexadecimal === null ? undefined : hexadecimalDouble(hexadecimal);
}

function hexadecimalDouble([, sign, whole, fraction = "", exponent]: RegExpExecArray): number | undefined {
  const digits = whole! + fraction;
  if (digits === "") return undefined;
  const significand = BigInt(`0x${digits}`);
  return signed(sign!, scaled(significand, Number(exponent) - 4 * fraction.length));
}

/** `significand · 2^exponent`, rounded once, to even. */
function scaled(significand: bigint, exponent: number): number {
  const bits = significand.toString(2).length;
  if (significand === 0n || bits + exponent < -1075) return 0;
  if (bits + exponent > 1025) return Infinity;
  // Doubles keep 53 bits above 2^-1074: what lies below is rounded away before the exact multiplication.
  const kept = Math.min(53, bits + exponent + 1074);
  const surplus = BigInt(Math.max(0, bits - kept));
  const mantissa = roundedShift(significand, surplus);
  const power = exponent + Number(surplus);
  return power > 0
    ? Number(mantissa) * 2 ** Math.min(power, 900) * 2 ** (power - Math.min(power, 900))
    : Number(mantissa) * 2 ** Math.max(power, -900) * 2 ** (power - Math.max(power, -900));
}

function roundedShift(n: bigint, bits: bigint): bigint {
  if (bits === 0n) return n;
  const half = 1n << (bits - 1n);
  const rest = n & ((1n << bits) - 1n);
  const quotient = n >> bits;
  return rest > half || (rest === half && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

function signed(sign: string, n: number): number {
  return sign === "-" ? -n : n;
}
