import { Double, doubleToLong, type NumberValue } from "../values/index.js";

/** Of the same kind; the least Int and Long have no positive counterpart and stay. spec/04 §11 */
export function absolute(x: NumberValue): NumberValue {
  if (typeof x === "number") return x < 0 ? (0 - x) | 0 : x;
  return typeof x === "bigint" ? BigInt.asIntN(64, x < 0n ? -x : x) : new Double(Math.abs(x.value));
}

/** Adds half a unit of the last place to keep and cuts off: so negative numbers round unlike positive ones. spec/04 §11.1 */
export function roundTo(x: NumberValue, precision: number): NumberValue {
  const scale = powerOfTen(precision);
  if (precision <= 0) {
    const rounded = doubleToLong(truncate(numberOf(x) * scale + 0.5) / scale);
    return x instanceof Double ? new Double(Number(rounded)) : rounded;
  }
  if (!(x instanceof Double)) return BigInt(x);
  const whole = truncate(x.value);
  const places = Math.min(scale, MAX_SCALE);
  return new Double(whole + truncate((x.value - whole + 0.5 / places) * places) / places);
}

/** spec/04 §11.1 */
export function truncateTo(x: NumberValue, precision: number): NumberValue {
  const scale = powerOfTen(precision);
  if (precision <= 0) {
    const cut = truncate(numberOf(x) * scale) / scale;
    return x instanceof Double ? new Double(cut) : doubleToLong(cut);
  }
  if (!(x instanceof Double)) return BigInt(x);
  const whole = truncate(x.value);
  const places = Math.min(scale, MAX_SCALE);
  return new Double(whole + truncate((x.value - whole) * places) / places);
}

/** The scale of places behind the point is a 32-bit integer in the reference implementation. */
const MAX_SCALE = 2147483647;

function powerOfTen(precision: number): number {
  return Number(`1e${precision}`);
}

function numberOf(x: NumberValue): number {
  return x instanceof Double ? x.value : Number(x);
}

/** Toward zero, within 64 bits. */
function truncate(n: number): number {
  return Number(doubleToLong(n));
}
