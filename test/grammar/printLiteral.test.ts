import { describe, expect, it } from "vitest";
import { NO_SPAN, type PathElement, printDecimal, printPath, printString } from "../../grammar/index.js";

describe("strings", () => {
  it.each([
    ["it's `fine`", '"it\'s `fine`"'],
    ['\\ \0 " \n \r \v \t \b \f #', '"\\\\ \\0 \\" \\n \\r \\v \\t \\b \\f \\#"'],
    ["\u0001 \u200f \u2028 \ufeff \uffff", '"\\u0001 \\u200f \\u2028 \\ufeff \\uffff"'],
    ["é 😀", '"é \\u{01f600}"'],
    ["\ud800", '"\ud800"'],
  ])("%j prints as %s", (text, printed) => expect(printString(text)).toBe(printed));
});

describe("decimals", () => {
  it.each([
    [30n, 1, "3.0"],
    [1n, -1, "1E+1"],
    [1n, 3, "0.001"],
    [1n, 6, "0.000001"],
    [1n, 7, "1E-7"],
    [150n, 10, "1.50E-8"],
    [0n, -1, "0E+1"],
    [105n, 1, "10.5"],
    [-15n, 0, "-15"],
    [-1234n, 2, "-12.34"],
    [1234n, -5, "1.234E+8"],
  ])("%s · 10^-%s prints as %s", (unscaled, scale, printed) => {
    expect(printDecimal(unscaled, scale)).toBe(printed);
  });
});

describe("paths", () => {
  const path = (...elements: (string | number)[]) =>
    printPath({
      elements: elements.map(
        (element): PathElement =>
          typeof element === "number"
            ? { kind: "index", index: element, span: NO_SPAN }
            : { kind: "field", name: element, span: NO_SPAN },
      ),
      span: NO_SPAN,
    });

  it("quote what is no plain name, and start with a dot", () => {
    expect(path("a", "b_1", 0)).toBe(".a.b_1[0]");
    expect(path("a b", "c", 0)).toBe('.["a b"].c[0]');
    expect(path("if", "x'")).toBe('.["if"]["x\'"]');
    expect(path(3)).toBe(".[3]");
  });
});
