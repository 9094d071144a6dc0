import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collate } from "../../runtime/values/index.js";

const collator = new Intl.Collator("en");
const sign = (n: number) => Math.sign(n) + 0;

describe("collate", () => {
  it("is the collator wherever that tells strings apart", () => {
    const text = fc.oneof(
      fc.string({ unit: "grapheme-ascii", maxLength: 6 }),
      fc.string({ unit: fc.constantFrom(..."aAbB_ 1é\u0301\u0338\u0000l·=ßÆ-'"), maxLength: 5 }),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const expected = sign(collator.compare(a, b));
        if (expected !== 0) expect(sign(collate(a, b))).toBe(expected);
        else expect(collate(a, b) === 0).toBe(a === b);
      }),
      { numRuns: 2000 },
    );
  });

  it("orders every two printable characters of ASCII as the collator does", () => {
    const characters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    for (const a of characters) {
      for (const b of characters) expect(sign(collate(a, b))).toBe(sign(collator.compare(a, b)));
    }
  });

  it("orders what the collator holds for equal by UTF-8 bytes", () => {
    const ascending = ["\u0001", "\u0002", "e\u0301", "é", "é\u0000", "\u{20000}", "\u{20001}"];
    for (let i = 0; i + 1 < ascending.length; i++) {
      expect(collate(ascending[i]!, ascending[i + 1]!)).toBeLessThan(0);
      expect(collate(ascending[i + 1]!, ascending[i]!)).toBeGreaterThan(0);
    }
  });

  it("gives the order of the spec's example", () => {
    const sorted = ["_x", "1", "a", "A", "b", "B", "é", "f"];
    expect(["é", "B", "f", "_x", "b", "A", "1", "a"].sort(collate)).toEqual(sorted);
  });
});
