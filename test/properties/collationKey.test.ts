import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collationKey } from "../../runtime/storage/encoded/collation/collationKey.js";
import { SPELLINGS } from "../../runtime/storage/encoded/collation/table.js";
import { compareByteStrings } from "../../runtime/storage/encoded/compareByteStrings.js";

const collator = new Intl.Collator("en");
const sign = (n: number) => Math.sign(n) + 0;

function expectSameOrder(a: string, b: string): void {
  const order = sign(compareByteStrings(collationKey(a), collationKey(b)));
  expect([a, b, order]).toEqual([a, b, sign(collator.compare(a, b))]);
}

/** Characters and contractions that are spelled with several weights, or with other than the lightest. */
const spelled = SPELLINGS.split(" ").map((token) =>
  String.fromCodePoint(
    ...token
      .split("=")[0]!
      .split("+")
      .map((code) => Number.parseInt(code, 36)),
  ),
);
const letters = fc.constantFrom(..."abzAZ019 -'_.,()lL·ßæÆœøðñéıſŁ\u0301\u0308\u0327\u0338\u0345\u0323");
const other = fc.oneof(
  fc.constantFrom(...spelled),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  fc.constantFrom(..."กขเแโะาำ가각ᄀ개カーかガヽゝ中一𠀀丽☃️ﷺ⑴㎏½ẞ"),
);
const text = fc.oneof(
  fc.string({ unit: letters, maxLength: 6 }),
  fc.string({ unit: other, maxLength: 4 }),
  fc.string({ unit: fc.oneof(letters, other), maxLength: 4 }),
);

describe("keys of texts order as the collator does", () => {
  it("for any two texts", () => {
    fc.assert(
      fc.property(text, text, (a, b) => expectSameOrder(a, b)),
      { numRuns: 1000 },
    );
  });

  it("for texts that begin alike", () => {
    fc.assert(
      fc.property(text, text, text, (start, a, b) => expectSameOrder(start + a, start + b)),
      { numRuns: 1000 },
    );
  });
});
