import fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  bitAnd,
  bitNot,
  bitOr,
  bitXor,
  compareNumbers,
  Double,
  divide,
  fitsLong,
  multiply,
  type NumberValue,
  narrow,
  negate,
  power,
  remainder,
  subtract,
  toDouble,
} from "../../runtime/values/index.js";

const long = fc.oneof(
  fc.integer().map(BigInt),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(0n, 1n, -1n, 2n ** 31n, -(2n ** 31n), 2n ** 63n - 1n, -(2n ** 63n)),
);
const double = fc.double().map((n) => new Double(n));
const number: fc.Arbitrary<NumberValue> = fc.oneof(long.map(narrow), long, double);

/** Int, Long or, where 64 bits do not hold it, what the operation gives on Doubles. */
function expected(exact: bigint, onDoubles: number): NumberValue {
  return fitsLong(exact) ? narrow(exact) : new Double(onDoubles);
}

test("integers: the exact result, narrowed, else that of Doubles", () => {
  fc.assert(
    fc.property(long, long, (a, b) => {
      const [x, y] = [narrow(a), narrow(b)];
      expect(add(x, y)).toEqual(expected(a + b, Number(a) + Number(b)));
      expect(subtract(x, y)).toEqual(expected(a - b, Number(a) - Number(b)));
      expect(multiply(x, y)).toEqual(expected(a * b, Number(a) * Number(b)));
      expect(bitAnd(x, y)).toBe(narrow(a & b));
      expect(bitOr(x, y)).toBe(narrow(a | b));
      expect(bitXor(x, y)).toBe(narrow(a ^ b));
      expect(bitNot(x)).toBe(narrow(~a));
      if (b !== 0n) {
        expect(divide(x, y)).toBe(narrow(BigInt.asIntN(64, a / b)));
        expect(remainder(x, y)).toBe(narrow(a % b));
      }
    }),
  );
});

test("powers of small integers are exact", () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 40 }), (base, exponent) => {
      const exact = BigInt(base) ** BigInt(exponent);
      expect(power(base, exponent)).toEqual(expected(exact, Number(exact)));
    }),
  );
});

test("with a Double, everything is one", () => {
  fc.assert(
    fc.property(double, number, (a, b) => {
      expect(add(a, b)).toEqual(new Double(a.value + toDouble(b)));
      expect(multiply(b, a)).toEqual(new Double(toDouble(b) * a.value));
      expect(divide(a, b)).toEqual(new Double(a.value / toDouble(b)));
      expect(remainder(b, a)).toEqual(new Double(toDouble(b) % a.value));
    }),
  );
});

test("an Int is never -0, a kind never out of its range", () => {
  const wellFormed = (n: NumberValue) =>
    typeof n === "bigint" ? fitsLong(n) : n instanceof Double || (n === (n | 0) && !Object.is(n, -0));
  fc.assert(
    fc.property(number, number, (a, b) => {
      for (const operation of [add, subtract, multiply, bitAnd, power]) {
        expect(wellFormed(operation(a, b))).toBe(true);
      }
      expect(wellFormed(negate(a))).toBe(true);
    }),
  );
});

test("numbers are totally ordered, apart from integers that Doubles cannot tell apart", () => {
  const small: fc.Arbitrary<NumberValue> = fc.oneof(fc.integer(), fc.integer().map(BigInt), double);
  fc.assert(
    fc.property(small, small, small, (a, b, c) => {
      expect(Math.sign(compareNumbers(a, b)) + Math.sign(compareNumbers(b, a))).toBe(0);
      if (compareNumbers(a, b) <= 0 && compareNumbers(b, c) <= 0) {
        expect(compareNumbers(a, c)).toBeLessThanOrEqual(0);
      }
    }),
  );
});
