import { describe, expect, test } from "vitest";
import { doubleDisplayText, doubleText, wholeDigits } from "../../runtime/values/index.js";

describe("Java's form, spec/04 §8.3", () => {
  test.each([
    [0.001, "0.001"],
    [0.0001, "1.0E-4"],
    [9999999, "9999999.0"],
    [1e7, "1.0E7"],
    [12345678.9, "1.23456789E7"],
    [5e-324, "4.9E-324"],
    [1e-323, "9.9E-324"],
    [1.7976931348623157e308, "1.7976931348623157E308"],
    [0, "0.0"],
    [-0, "-0.0"],
    [-1.5, "-1.5"],
    [Number.NaN, "NaN"],
    [Infinity, "Infinity"],
    [-Infinity, "-Infinity"],
    [2 ** 53, "9.007199254740992E15"],
    [2 ** 56 + 16, "7.2057594037927952E16"],
    [2 ** 57, "1.44115188075855872E17"],
    [2 ** 58, "2.8823037615171174E17"],
    [2 ** 62, "4.6116860184273879E18"],
    [-(2 ** 62), "-4.6116860184273879E18"],
    [2 ** 63, "9.223372036854776E18"],
    [1e17, "1.0E17"],
  ])("%d", (n, text) => {
    expect(doubleText(n)).toBe(text);
  });
});

describe("display form", () => {
  test.each([
    [2, "2"],
    [-0, "-0"],
    [1e21, "1000000000000000000000"],
    [2 ** 62, "4611686018427387900"],
    [2.5, "2.5"],
    [1e-5, "1.0E-5"],
    [12345678.5, "1.23456785E7"],
    [Number.NaN, "NaN"],
  ])("%d", (n, text) => {
    expect(doubleDisplayText(n)).toBe(text);
  });
});

test("the digits of whole Doubles, which time arithmetic counts with", () => {
  expect(wholeDigits(1.2345678901234567e19)).toBe("12345678901234567000");
  expect(wholeDigits(63113903968377592)).toBe("63113903968377592");
});
