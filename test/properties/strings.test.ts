import fc from "fast-check";
import { expect, test } from "vitest";
import { casefold } from "../../runtime/stdlib/casefold.js";
import { codePointAt, codePointIndex, codePointLength, unitIndex } from "../../runtime/stdlib/codePoints.js";
import { parseDoubleText, parseLongText } from "../../runtime/stdlib/numberParsing.js";
import { literally, splitAtMatches } from "../../runtime/stdlib/replacing.js";
import { Double, decodeBase64, doubleText, encodeBase64, Null } from "../../runtime/values/index.js";

const text = fc.string({ unit: fc.constantFrom("a", "b", "é", "😍", "e\u0301"), maxLength: 12 });

test("positions are those of the list of code points", () => {
  fc.assert(
    fc.property(text, fc.nat(15), (s, n) => {
      const points = [...s];
      expect(codePointLength(s)).toBe(points.length);
      const index = Math.min(n, points.length);
      const unit = unitIndex(s, index);
      expect(s.slice(0, unit)).toBe(points.slice(0, index).join(""));
      expect(codePointIndex(s, unit)).toBe(index);
      if (index < points.length) expect(codePointAt(s, index)).toBe(points[index]);
    }),
  );
});

test("parts joined by their separator are the string again", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("a", "ab", "😍"), (s, separator) => {
      expect(splitAtMatches(s, literally(separator)).join(separator)).toBe(s);
    }),
  );
});

test("folding again changes nothing, and the case before does not matter", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (s) => {
      const folded = casefold(s);
      expect(casefold(folded)).toBe(folded);
    }),
  );
});

test("numbers come back from their text", () => {
  fc.assert(
    fc.property(fc.double(), (n) => {
      expect(parseDoubleText(doubleText(n))).toEqual(new Double(n));
    }),
  );
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }),
      fc.integer({ min: 2, max: 36 }),
      (n, radix) => {
        const parsed = parseLongText(n.toString(radix), radix);
        if (BigInt.asIntN(64, n) === n) expect(parsed).toBe(n);
        else expect(parsed).toBeInstanceOf(Null);
      },
    ),
  );
});

test("hexadecimal doubles are rounded once", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 80n }), (n) => {
      expect(parseDoubleText(`0x${n.toString(16)}p0`)).toEqual(new Double(Number(n)));
      expect(parseDoubleText(`0x${n.toString(16)}p-40`)).toEqual(new Double(Number(n) / 2 ** 40));
    }),
  );
});

test("base64 agrees with the host's, and comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const encoded = encodeBase64(bytes);
      expect(encoded).toBe(Buffer.from(bytes).toString("base64"));
      expect(decodeBase64(encoded)).toEqual(bytes);
      expect(decodeBase64(encoded.replaceAll("=", ""))).toEqual(bytes);
    }),
  );
});
