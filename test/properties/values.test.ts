import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compareOperands,
  compareTotal,
  distinctKey,
  equals,
  kindOf,
  structuralEquals,
} from "../../runtime/values/index.js";
import { value } from "../support/arbitraryValues.js";

const exists = () => true;
const sign = (order: number) => Math.sign(order) + 0;

test("the total order is one", () => {
  fc.assert(
    fc.property(value, value, value, (a, b, c) => {
      expect(compareTotal(a, a)).toBe(0);
      expect(sign(compareTotal(a, b)) + sign(compareTotal(b, a))).toBe(0);
      if (compareTotal(a, b) <= 0 && compareTotal(b, c) <= 0) {
        expect(compareTotal(a, c)).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: 500 },
  );
});

test("== is symmetric, and reflexive", () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(equals(a, a, exists)).toBe(true);
      expect(equals(a, b, exists)).toBe(equals(b, a, exists));
    }),
    { numRuns: 500 },
  );
});

test("what is equal in one kind ties in the total order", () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      if (kindOf(a) === kindOf(b) && !Array.isArray(a) && kindOf(a) !== "Object" && equals(a, b, exists)) {
        expect(compareTotal(a, b)).toBe(0);
      }
    }),
    { numRuns: 500 },
  );
});

test("values of one key are structurally equal", () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(structuralEquals(a, b)).toBe(structuralEquals(b, a));
      const key = distinctKey(a);
      if (key !== undefined && key === distinctKey(b)) expect(structuralEquals(a, b)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("operators order values of one kind strictly or not at all, but for containers", () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const order = compareOperands(a, b);
      const back = compareOperands(b, a);
      expect(order === undefined).toBe(back === undefined);
      if (order !== undefined && !Array.isArray(a) && kindOf(a) !== "Object") {
        expect(sign(order) + sign(back!)).toBe(0);
      }
    }),
    { numRuns: 500 },
  );
});
