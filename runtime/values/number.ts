import { Double } from "./scalars.js";
import type { Value } from "./value.js";

/** Int, Long or Double. spec/04 §2 */
export type NumberValue = number | bigint | Double;

const INT_MIN = -2147483648;
const INT_MAX = 2147483647;

export function isNumber(value: Value): value is NumberValue {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Double;
}

/** True for whole JS numbers of 32 bits; an Int is never -0. */
export function isInt(n: number): boolean {
  return n >= INT_MIN && n <= INT_MAX && Number.isInteger(n);
}

/** Int if it fits, else Long; `n` must fit 64 bits. spec/04 §2.1 */
export function narrow(n: bigint): number | bigint {
  return n >= -2147483648n && n <= 2147483647n ? Number(n) : n;
}

/** A whole JS number of less than 2^53 as Int or Long. */
export function narrowSafe(n: number): number | bigint {
  return n >= INT_MIN && n <= INT_MAX ? n + 0 : BigInt(n);
}

export function fitsLong(n: bigint): boolean {
  return BigInt.asIntN(64, n) === n;
}

/** The number as a Double has it. */
export function toDouble(value: NumberValue): number {
  return typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : value.value;
}

/** Toward zero, saturating; NaN is 0. spec/04 §2.4 */
export function doubleToLong(n: number): bigint {
  if (Number.isNaN(n)) return 0n;
  if (n >= 2 ** 63) return 2n ** 63n - 1n;
  if (n <= -(2 ** 63)) return -(2n ** 63n);
  return BigInt(Math.trunc(n));
}

/** Integers exactly; against a Double both as Doubles, in Java's order: -0.0 < 0.0, NaN is greatest. spec/04 §2.6 */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  if (a instanceof Double || b instanceof Double) return compareDoubles(toDouble(a), toDouble(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareDoubles(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b && a !== 0) return 0;
  return rankOfSpecial(a) - rankOfSpecial(b);
}

/** Orders what `<` leaves equal: -0.0, all others, NaN. */
function rankOfSpecial(n: number): number {
  return Number.isNaN(n) ? 1 : Object.is(n, -0) ? -1 : 0;
}
