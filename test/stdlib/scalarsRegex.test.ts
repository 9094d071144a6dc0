import { describe, expect, test } from "vitest";
import { QueryFailure } from "../../compiler/index.js";
import { compileRegex } from "../../runtime/regex/index.js";

function failure(pattern: string): string {
  try {
    compileRegex(pattern);
  } catch (error) {
    if (error instanceof QueryFailure) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "legal";
}

/** The first match, or undefined. */
function first(pattern: string, text: string): string | undefined {
  const match = compileRegex(pattern).find(text, 0, () => {});
  return match && text.slice(match.start, match.end);
}

describe("illegal patterns, spec/04 §12.1", () => {
  test.each([
    ["+", "Dangling meta character '+'", 0],
    ["*x", "Dangling meta character '*'", 0],
    ["?", "Dangling meta character '?'", 0],
    ["a**", "Dangling meta character '*'", 2],
    ["(*a)", "Dangling meta character '*'", 1],
    ["a|*", "Dangling meta character '*'", 2],
    ["(?i)*", "Dangling meta character '*'", 4],
    ["(", "Unclosed group", 1],
    ["(a", "Unclosed group", 2],
    ["[", "Unclosed character class", 0],
    ["[a", "Unclosed character class", 1],
    ["[]", "Unclosed character class", 1],
    ["[^]", "Unclosed character class", 2],
    ["[a&&", "Unclosed character class", 3],
    ["a)", "Unmatched closing ')'", 0],
    ["{", "Illegal repetition", 1],
    ["a{", "Illegal repetition", 2],
    ["a{,2}", "Illegal repetition", 2],
    ["a{1", "Unclosed counted closure", 3],
    ["a{1,", "Unclosed counted closure", 4],
    ["a{1,x}", "Unclosed counted closure", 4],
    ["a{2,1}", "Illegal repetition range", 5],
    ["a{99999999999}", "Illegal repetition range", 11],
    ["[z-a]", "Illegal character range", 3],
    ["[a-\\d]", "Illegal character range", 4],
    ["\\q", "Illegal/unsupported escape sequence", 1],
    ["\\y", "Illegal/unsupported escape sequence", 1],
    ["\\E", "Illegal/unsupported escape sequence", 1],
    ["[\\b]", "Illegal/unsupported escape sequence", 2],
    ["\\", "Unexpected internal error", 1],
    ["\\x1", "Illegal hexadecimal escape sequence", 3],
    ["\\x{110000}", "Hexadecimal codepoint is too big", 8],
    ["\\u12", "Illegal Unicode escape sequence", 4],
    ["\\0", "Illegal octal escape sequence", 2],
    ["\\c", "Illegal control escape sequence", 1],
    ["\\p{Foo}", "Unknown character property name {Foo}", 6],
    ["\\p{IsFoo}", "Unknown character property name {IsFoo}", 8],
    ["\\p{sc=Foo}", "Unknown Unicode property {name=<sc>, value=<Foo>}", 9],
    ["\\p{L", "Unclosed character family", 4],
    ["\\p{}", "Empty character family", 3],
    ["\\pX", "Unknown character property name {X}", 2],
    ["(?z)", "Unknown inline modifier", 2],
    ["(?P<n>a)", "Unknown inline modifier", 2],
    ["(?#c)", "Unknown inline modifier", 2],
    ["(?", "Unknown inline modifier", 2],
    ["(?$a)", "Unknown group type", 2],
    ["(?<1>a)", "capturing group name does not start with a Latin letter", 3],
    ["(?<n", "named capturing group is missing trailing '>'", 4],
    ["(?<n>a)(?<n>b)", "Named capturing group <n> is already defined", 11],
    ["\\k<x>", "named capturing group <x> does not exist", 4],
    ["\\kx", "\\k is not followed by '<' for named capturing group", 2],
    ["(?<=a*)b", "Look-behind group does not have an obvious maximum length", 5],
    ["😍(", "Unclosed group", 2],
  ] as const)("%s", (pattern, description, index) => {
    expect(failure(pattern)).toBe(
      `invalid_regex: Invalid regular expression. ${description} at index ${index}`,
    );
  });
});

describe("what matches first", () => {
  test.each([
    ["}", "a}", "}"],
    ["]", "a]", "]"],
    ["{2}", "a", ""],
    ["a.c", "a\nc", undefined],
    ["a.c", "a\u0085c", undefined],
    ["(?s)a.c", "a\nc", "a\nc"],
    ["(?d)a.c", "a\rc", "a\rc"],
    ["a$", "a\r\n", "a"],
    ["a$", "a\n\n", undefined],
    ["a\\z", "a\n", undefined],
    ["(?m)^b$", "a\nb\nc", "b"],
    ["(?m)^", "", undefined],
    ["\\bé", "x é", "é"],
    ["\\w+", "éa", "a"],
    ["(?U)\\w+", "éa", "éa"],
    ["\\s", "\u00a0", undefined],
    ["\\h", "\u00a0", "\u00a0"],
    ["\\d+", "١1", "1"],
    ["(?i)k", "\u212a", undefined],
    ["(?iu)k", "\u212a", "\u212a"],
    ["(?i)[a-c]+", "ABC", "ABC"],
    ["(?i:A)b", "aB", undefined],
    ["(?i)a(?-i)B", "ab", undefined],
    ["(?i)(a)\\1", "aA", "aA"],
    ["a++a", "aaa", undefined],
    ["a?+a", "a", undefined],
    ["(?>a|ab)c", "abc", undefined],
    ["(a|ab)(c|bcd)", "abcd", "abcd"],
    ["(?:ab){2,}", "ababab", "ababab"],
    ["a{2}", "aaa", "aa"],
    ["a+?", "aaa", "a"],
    ["(a|b)*?c", "abac", "abac"],
    ["(?=(a+))a*b\\1", "baaabac", "aba"],
    ["(?<=x)y", "axy", "y"],
    ["(?<!x)y", "xyy", "y"],
    ["(?<=a|bc)d", "bcd", "d"],
    ["(?<=😍)a", "😍a", "a"],
    ["(?<n>a)b\\k<n>", "aba", "aba"],
    ["\\2(a)", "a", undefined],
    ["(a)\\11", "aa1", "aa1"],
    ["[a-z&&[^b]]+", "bacd", "acd"],
    ["[a-z&&def]+", "abcdef", "def"],
    ["[a[bc]]+", "xabc", "abc"],
    ["[[:alpha:]]+", "xlap:", "lap:"],
    ["[^a-c]", "abcd", "d"],
    ["[]a]+", "x]a", "]a"],
    ["[a-]+", "x-a", "-a"],
    ["[a^]+", "x^a", "^a"],
    ["\\Qa.b\\E+", "xa.bb", "a.bb"],
    ["\\Q(\\E", "(", "("],
    ["(?x) a b # comment\n c", "abc", "abc"],
    ["\\p{Alpha}+", "éab", "ab"],
    ["\\p{IsLatin}+", "αéb", "éb"],
    ["\\p{script=Greek}+", "aαβ", "αβ"],
    ["\\p{InGreek}", "α", "α"],
    ["\\p{IsAlphabetic}+", "1éα", "éα"],
    ["\\P{L}+", "a12", "12"],
    ["\\pL", "1a", "a"],
    ["\\p{javaLowerCase}+", "Aab", "ab"],
    ["\\x{1F60D}", "a😍", "😍"],
    ["\\ud83d\\ude0d", "a😍", "😍"],
    ["\\u0041\\x41\\0101", "AAA", "AAA"],
    ["\\cA", "\u0001", "\u0001"],
    [".", "😍", "😍"],
    ["\\X", "e\u0301x", "e\u0301"],
    ["\\R", "\r\n", "\r\n"],
    ["(a*)*b", "aab", "aab"],
    ["(a|b|)+c", "abc", "abc"],
    ["(?:)*a", "a", "a"],
    ["(a*)+", "b", ""],
    ["\\Ga", "ba", undefined],
  ] as const)("%s in %j", (pattern, text, expected) => {
    expect(first(pattern, text)).toBe(expected);
  });
});

test("a pattern that tries for ever asks for leave again and again", () => {
  let units = 0;
  const spend = () => {
    units++;
    if (units === 1000) throw new Error("enough");
  };
  expect(() => compileRegex("(a+)+$").find(`${"a".repeat(40)}b`, 0, spend)).toThrow("enough");
});

test("long texts do not exhaust the stack", () => {
  const text = `${"ab".repeat(200_000)}c`;
  expect(first("(?:ab)*(?=c)", text)?.length).toBe(400_000);
  expect(first("(?s).*(?=c)", text)?.length).toBe(400_000);
});
