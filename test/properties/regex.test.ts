import fc from "fast-check";
import { expect, test } from "vitest";
import { QueryFailure } from "../../compiler/index.js";
import { Backtracker } from "../../runtime/regex/backtracker.js";
import { compileRegex } from "../../runtime/regex/index.js";
import { parsePattern } from "../../runtime/regex/parsePattern.js";
import { compileProgram } from "../../runtime/regex/program.js";

const piece = fc.constantFrom("a", "b", "[ab]", "[^a]", ".", "\\w", "😍");
const pattern: fc.Arbitrary<string> = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    piece,
    fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => a + b),
    fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "*?", "+?", "{2}", "{1,2}"))
      .map(([a, quantifier]) => `(?:${a})${quantifier}`),
  ),
})).pattern;
const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "😍", "\n"), maxLength: 8 });

test("both engines find the same", () => {
  fc.assert(
    fc.property(pattern, text, (p, s) => {
      const match = compileRegex(p).find(s, 0, () => {});
      const { root, groups } = parsePattern(p);
      const matcher = new Backtracker(compileProgram(root, groups), s, 0, () => {});
      let found: { start: number; end: number } | undefined;
      for (let start = 0; start <= s.length && found === undefined; ) {
        const end = matcher.matchAt(start);
        if (end >= 0) found = { start, end };
        start += (s.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
      }
      expect(match).toEqual(found);
    }),
    { numRuns: 300 },
  );
});

test("any text is a pattern or a clean error", () => {
  const noise = fc.string({
    unit: fc.constantFrom(..."ab(){}[]|*+?\\^$.-&pPQEkx<>:=!#iu012, 😍"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(noise, text, (p, s) => {
      try {
        compileRegex(p).find(s, 0, () => {});
      } catch (error) {
        expect(error).toBeInstanceOf(QueryFailure);
        expect((error as QueryFailure).message).toMatch(/^Invalid regular expression\. .* at index \d+$/s);
      }
    }),
    { numRuns: 1000 },
  );
});

test("regular patterns take time linear in the text, and ask for leave rarely", () => {
  const units = (length: number) => {
    let spent = 0;
    expect(compileRegex("(?:a|a)+b").find("a".repeat(length), 0, () => spent++)).toBeUndefined();
    return spent;
  };
  expect(units(1000)).toBe(0);
  expect(units(100_000)).toBeLessThan(100);
});

test("counts are written out, up to a size", () => {
  const match = (pattern: string) => compileRegex(pattern).find("a".repeat(3000), 0, () => {});
  expect([match("a{1000,1200}?"), match("(?:a{10,20}){100}"), match("a{3001}")]).toEqual([
    { start: 0, end: 1000 },
    { start: 0, end: 2000 },
    undefined,
  ]);
});
