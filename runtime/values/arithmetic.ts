import { divideByZero } from "../problems/scalars.js";
import { doubleToLong, fitsLong, type NumberValue, narrow, narrowSafe, toDouble } from "./number.js";
import { Double } from "./scalars.js";

/*
 * The operators of numbers. Integers, Int and Long in any mix, are computed in 64 bits and narrowed; with a Double the
 * other side is converted and the result is a Double. spec/04 §2.2–2.4
 */

export function add(a: NumberValue, b: NumberValue): NumberValue {
  if (typeof a === "number" && typeof b === "number") return narrowSafe(a + b);
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) + toDouble(b));
  const sum = BigInt(a) + BigInt(b);
  return fitsLong(sum) ? narrow(sum) : new Double(Number(a) + Number(b));
}

export function subtract(a: NumberValue, b: NumberValue): NumberValue {
  if (typeof a === "number" && typeof b === "number") return narrowSafe(a - b);
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) - toDouble(b));
  const difference = BigInt(a) - BigInt(b);
  return fitsLong(difference) ? narrow(difference) : new Double(Number(a) - Number(b));
}

export function multiply(a: NumberValue, b: NumberValue): NumberValue {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b;
    if (Number.isSafeInteger(product)) return narrowSafe(product);
  }
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) * toDouble(b));
  const product = BigInt(a) * BigInt(b);
  return fitsLong(product) ? narrow(product) : new Double(Number(a) * Number(b));
}

export function divide(a: NumberValue, b: NumberValue): NumberValue {
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) / toDouble(b));
  if (b === 0 || b === 0n) throw divideByZero();
  if (typeof a === "number" && typeof b === "number") return narrowSafe(Math.trunc(a / b));
  return narrow(BigInt.asIntN(64, BigInt(a) / BigInt(b)));
}

export function remainder(a: NumberValue, b: NumberValue): NumberValue {
  if (a instanceof Double || b instanceof Double) return new Double(toDouble(a) % toDouble(b));
  if (b === 0 || b === 0n) throw divideByZero();
  if (typeof a === "number" && typeof b === "number") return (a % b) + 0;
  return narrow(BigInt(a) % BigInt(b));
}

const LARGEST_EXACT_EXPONENT = 2147483646n;

export function power(a: NumberValue, b: NumberValue): NumberValue {
  if (a instanceof Double || b instanceof Double) return new Double(doublePower(toDouble(a), toDouble(b)));
  const base = BigInt(a);
  const exponent = BigInt(b);
  if (exponent === 0n || base === 1n) return 1;
  if (base === -1n) return exponent % 2n === 0n ? 1 : -1;
  if (base === 0n && exponent > 0n) return 0;
  if (exponent < 0n || exponent > LARGEST_EXACT_EXPONENT) {
    return new Double(doublePower(Number(base), Number(exponent)));
  }
  return exactPower(base, exponent);
}

function exactPower(base: bigint, exponent: bigint): NumberValue {
  // From 1024 bits on every power is beyond the largest Double.
  if (exponent > 1024n) return new Double(base < 0n && exponent % 2n === 1n ? -Infinity : Infinity);
  const result = base ** exponent;
  return fitsLong(result) ? narrow(result) : new Double(Number(result));
}

/** C's `pow`, which differs from JS in 1 ** NaN and (±1) ** ±Infinity. */
export function doublePower(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  return base ** exponent;
}

/** Keeps the kind, so a Long stays one even if it would fit an Int. spec/04 §2.4 */
export function negate(a: NumberValue): NumberValue {
  if (typeof a === "bigint") return BigInt.asIntN(64, -a);
  return typeof a === "number" ? (0 - a) | 0 : new Double(-a.value);
}

export function bitAnd(a: NumberValue, b: NumberValue): NumberValue {
  return typeof a === "number" && typeof b === "number" ? a & b : narrow(toLong(a) & toLong(b));
}

export function bitOr(a: NumberValue, b: NumberValue): NumberValue {
  return typeof a === "number" && typeof b === "number" ? a | b : narrow(toLong(a) | toLong(b));
}

export function bitXor(a: NumberValue, b: NumberValue): NumberValue {
  return typeof a === "number" && typeof b === "number" ? a ^ b : narrow(toLong(a) ^ toLong(b));
}

export function bitNot(a: NumberValue): NumberValue {
  return typeof a === "number" ? ~a : narrow(~toLong(a));
}

/** A number as 64-bit integer: Doubles toward zero, saturating. */
export function toLong(a: NumberValue): bigint {
  return a instanceof Double ? doubleToLong(a.value) : BigInt(a);
}
