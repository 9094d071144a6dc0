/** The shortest decimal digits of a Double: `digits[0].digits[1…] · 10^exponent`. spec/04 §8.3 */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** `2.0`, `1.0E7`, `NaN`: debug and wire form. spec/04 §8.3 */
export function doubleText(n: number): string {
  if (!Number.isFinite(n)) return String(n);
  const sign = n < 0 || Object.is(n, -0) ? "-" : "";
  if (n === 0) return `${sign}0.0`;
  const { digits, exponent } = decimalOf(Math.abs(n));
  if (exponent < -3 || exponent >= 7) return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return `${sign}${whole}.${digits.slice(exponent + 1) || "0"}`;
}

/** Whole numbers without point or exponent, others as `doubleText`: the display form. spec/04 §8.3 */
export function doubleDisplayText(n: number): string {
  if (!Number.isInteger(n)) return doubleText(n);
  return (n < 0 || Object.is(n, -0) ? "-" : "") + wholeDigits(n);
}

/** The digits that a whole Double prints, padded with zeros, without sign. spec/04 §13.5 */
export function wholeDigits(n: number): string {
  if (n === 0) return "0";
  const { digits, exponent } = decimalOf(Math.abs(n));
  return digits.padEnd(exponent + 1, "0");
}

/** Of a positive, finite Double. */
function decimalOf(n: number): Decimal {
  if (n >= 2 ** 53 && n < 2 ** 63) return exactDigits(n);
  const [mantissa, exponent] = shortestText(n).split("e") as [string, string];
  return { digits: mantissa.replace(".", ""), exponent: Number(exponent) };
}

/** Java takes the nearest of two digits where one would do: `4.9E-324`, not `5.0E-324`. */
function shortestText(n: number): string {
  const shortest = n.toExponential();
  if (shortest[1] !== "e") return shortest;
  const nearest = n.toExponential(1);
  return Number(nearest) === n ? nearest.replace(".0", "") : shortest;
}

/** Between 2^53 and 2^63 Java prints the exact integer, with its last digits rounded away from 2^58 and 2^61 on. */
function exactDigits(n: number): Decimal {
  const dropped = n >= 2 ** 61 ? 2 : n >= 2 ** 58 ? 1 : 0;
  const unit = 10n ** BigInt(dropped);
  const rounded = ((BigInt(n) + unit / 2n) / unit) * unit;
  const text = rounded.toString();
  return { digits: text.replace(/0+$/, ""), exponent: text.length - 1 };
}
