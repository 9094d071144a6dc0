import fc from "fast-check";
import { expect, test } from "vitest";
import { QueryFailure } from "../../compiler/index.js";
import { isRegular } from "../../runtime/regex/automaton.js";
import { Backtracker } from "../../runtime/regex/backtracker.js";
import { compileRegex } from "../../runtime/regex/index.js";
import { lengthOf } from "../../runtime/regex/length.js";
import { parsePattern } from "../../runtime/regex/parsePattern.js";
import { compileProgram } from "../../runtime/regex/program.js";
import type { RegexNode } from "../../runtime/regex/syntax.js";

const PIECES = ["a", "b", "[ab]", "[^a]", ".", "\\w", "😍"];
const patternOf = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom(...pieces),
      fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => a + b),
      fc.tuple(tie("pattern"), tie("pattern")).map(([a, b]) => `(?:${a}|${b})`),
      fc
        .tuple(tie("pattern"), fc.constantFrom("*", "+", "?", "*?", "+?", "{2}", "{1,2}"))
        .map(([a, quantifier]) => `(?:${a})${quantifier}`),
    ),
  })).pattern;
const pattern = patternOf(PIECES);
const anchored = patternOf([...PIECES, "^", "\\z"]);
const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "😍", "\n"), maxLength: 8 });

test("both engines find the same", () => {
  fc.assert(
    fc.property(anchored, text, fc.nat(3), (p, s, place) => {
      const from = s.codePointAt(place - 1)! > 0xffff ? 0 : Math.min(place, s.length);
      const match = compileRegex(p).find(s, from, () => {});
      const { root, groups } = parsePattern(p);
      const matcher = new Backtracker(compileProgram(root, groups), s, from, () => {});
      let found: { start: number; end: number } | undefined;
      for (let start = from; start <= s.length && found === undefined; ) {
        const end = matcher.matchAt(start);
        if (end >= 0) found = { start, end };
        start += (s.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
      }
      expect(match).toEqual(found);
    }),
    { numRuns: 500 },
  );
});

test("patterns that mean the same in JavaScript find the same, all along a text", () => {
  const long = fc.string({ unit: fc.constantFrom("a", "b", "c", "😍", "\n"), maxLength: 60 });
  fc.assert(
    fc.property(pattern, long, (p, s) => {
      // Repetitions that may match nothing end otherwise in JavaScript.
      const { root } = parsePattern(p);
      fc.pre(isRegular(root) && !mayRepeatNothing(root));
      const expected = [...s.matchAll(new RegExp(p, "gu"))].map((match) => [match.index, match[0]]);
      const regex = compileRegex(p);
      const found: (readonly [number, string])[] = [];
      for (let from = 0; from <= s.length; ) {
        const match = regex.find(s, from, () => {});
        if (match === undefined) break;
        found.push([match.start, s.slice(match.start, match.end)]);
        const isWide = match.start === match.end && s.codePointAt(match.end)! > 0xffff;
        from = match.start < match.end ? match.end : match.end + (isWide ? 2 : 1);
      }
      expect(found).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

function mayRepeatNothing(node: RegexNode): boolean {
  switch (node.kind) {
    case "sequence":
      return node.items.some(mayRepeatNothing);
    case "alternatives":
      return node.branches.some(mayRepeatNothing);
    case "repeat":
      return (node.max > node.min && lengthOf(node.body).min === 0) || mayRepeatNothing(node.body);
    default:
      return false;
  }
}

test("a pattern of very many states is searched for all the same", () => {
  let random = 1;
  const letters = Array.from({ length: 60_000 }, () => {
    random = (random * 48271) % 2147483647;
    return random < 2 ** 30 ? "a" : "b";
  });
  const text = `${letters.join("")}${"a".repeat(18)}b`;
  const pattern = "(?:a|b)*a(?:a|b){14}c|a{18}b";
  const match = compileRegex(pattern).find(text, 0, () => {});
  const start = text.indexOf(`${"a".repeat(18)}b`);
  expect(match).toEqual({ start, end: start + 19 });
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
