import { describe } from "vitest";
import { checks } from "../support/checks.js";

const OOB = (index: number, length: number) =>
  `index_out_of_bounds: index ${index} out of bounds for length ${length}`;
const TOO_LARGE = (size: number) =>
  `value_too_large: Value too large: string size ${size} exceeds limit 16777216.`;

/** 2^24 letters: the largest string. */
const LARGEST = `let d = s => s + s; let k = d(d(d(d(d(d(d(d("aaaaaaaaaaaaaaaa")))))))); let m = d(d(d(d(k)))); let l = d(d(d(d(d(d(d(d(m)))))))); `;

describe("positions count code points, spec/04 §12", () => {
  checks([
    [`"f😍o".length`, "3"],
    [`"".length`, "0"],
    [`"f😍o"[1]`, `"😍"`],
    [`"f😍o".at(2)`, `"o"`],
    [`"abc".at(3)`, OOB(3, 3)],
    [`"abc".at(-1)`, OOB(-1, 3)],
    [`"abc".at(1.0)`, `"b"`],
    [`"abc".at(1.5)`, "invalid_argument: expected value for `index` of type Int, received Double"],
    [`"abc".at("x")`, "invalid_argument: expected value for `index` of type Int, received String"],
    [`"abc"["x"]`, "invalid_argument: expected value for `index0` of type Int, received String"],
    [`"f😍o".slice(1, 2)`, `"😍"`],
    [`"abc".slice(1)`, `"bc"`],
    [`"abc".slice(-2)`, `"abc"`],
    [`"abc".slice(2, 1)`, `""`],
    [`"abc".slice(0, 99)`, `"abc"`],
    [`"abc".slice("x")`, "invalid_argument: expected arguments to `slice` of type (Int), received (String)"],
    [
      `"abc".slice(1, "x")`,
      "invalid_argument: expected arguments to `slice` of type (Int, Int), received (Int, String)",
    ],
    [`"f😍o".splitAt(2)`, `["f😍", "o"]`],
    [`"abc".splitAt(3)`, `["abc", ""]`],
    [`"abc".splitAt(4)`, OOB(4, 3)],
    [`"f😍o".insert(2, "-")`, `"f😍-o"`],
    [`"abc".insert(3, "d")`, `"abcd"`],
    [`"abc".insert(-1, "d")`, OOB(-1, 3)],
    [`"f😍o".indexOf("o")`, "2"],
    [`"f😍of".lastIndexOf("f")`, "3"],
    [`"abc".length()`, "invalid_function_invocation: `length`: Expected a function, found `Int`"],
    [`"abc".trim()`, "invalid_function_invocation: The function `trim` does not exist on `String`"],
    [`"abc".nope`, "null"],
  ]);
});

describe("searching", () => {
  checks([
    [`"abcabc".indexOf("c")`, "2"],
    [`"abcabc".indexOf("c", 3)`, "5"],
    [`"abcabc".indexOf("c", 2)`, "2"],
    [`"abc".indexOf("x")`, "null"],
    [`"abc".indexOf("x")!`, "null_value: Null value, due to no element found"],
    [`"abc".indexOf("a", 3)`, OOB(3, 3)],
    [`"".indexOf("", 0)`, OOB(0, 0)],
    [`"".indexOf("")`, "0"],
    [`"abcabc".lastIndexOf("a")`, "3"],
    [`"abcabc".lastIndexOf("a", 2)`, "0"],
    [`"abcabc".lastIndexOf("c", 1)`, "null"],
    [`"abc".lastIndexOf("a", -1)`, OOB(-1, 3)],
    [`"abc".includes("")`, "true"],
    [`"abc".startsWith("ab")`, "true"],
    [`"abc".endsWith("ab")`, "false"],
    [`"abc".includes(1)`, "invalid_argument: expected value for `pattern` of type String, received Int"],
  ]);
});

describe("building", () => {
  checks([
    [`"a".concat("b")`, `"ab"`],
    [`"a".concat(1)`, "invalid_argument: expected value for `other` of type String, received Int"],
    [`"n=" + 3.0`, `"n=3"`],
    [`"x" + { k: [ID(1)] }`, `"x{ k: [ID(\\"1\\")] }"`],
    [`"x" + null`, `"xnull"`],
    [`"#{[1.0, "a", null]} #{true}"`, `"[1.0, \\"a\\", null] true"`],
    [`1 + "a"`, "invalid_argument: expected value for `other` of type Number, received String"],
    [`"straße".toUpperCase()`, `"STRASSE"`],
    [`"ΣΑΣ".toLowerCase()`, `"σας"`],
    [`${LARGEST} l.length`, "16777216"],
    [`${LARGEST} l + "b"`, TOO_LARGE(16777217)],
    [`${LARGEST} l.concat("bc")`, TOO_LARGE(16777218)],
    [`${LARGEST} l.insert(0, "b")`, TOO_LARGE(16777217)],
    [`${LARGEST} "#{l}b#{1}"`, TOO_LARGE(16777217)],
  ]);
});

describe("replacing, spec/04 §12.2", () => {
  const badAmount = "invalid_argument: invalid argument `count`: must be greater than or equal to 1";
  checks([
    [`"aaa".replace("a", "b")`, `"baa"`],
    [`"aaa".replace("a", "b", 2)`, `"bba"`],
    [`"aaa".replace("a", "b", 0)`, badAmount],
    [`"aaa".replace("x", "b", -1)`, badAmount],
    [`"aaa".replaceAll("a", "aa")`, `"aaaaaa"`],
    [`"abc".replace("", "-", 2)`, `"--abc"`],
    [`"abc".replaceAll("", "-")`, TOO_LARGE(16777217)],
    [`"abc".replaceAll("", "123")`, TOO_LARGE(16777218)],
    [`"abc".replaceAll("", "")`, `"abc"`],
    [`"aab".replaceAllRegex("^a", "x")`, `"xxb"`],
    [`"a1b22".replaceRegex("[0-9]+", "$0")`, `"a$0b22"`],
    [`"a1b22".replaceRegex("[0-9]+", "-", 2)`, `"a-b-"`],
    [`"a".replaceRegex("a", "b", 0)`, badAmount],
    [`"a".replaceRegex("(", "b", 0)`, "invalid_regex: Invalid regular expression. Unclosed group at index 1"],
    [`"xay".replaceAllRegex("a|(?=y)", "-")`, TOO_LARGE(16777217)],
    [`"".replaceAll("a", "b")`, `""`],
  ]);
});

describe("splitting, spec/04 §12.3", () => {
  checks([
    [`"a:b:".split(":")`, `["a", "b", ""]`],
    [`":a".split(":")`, `["", "a"]`],
    [`"a::b".split(":")`, `["a", "", "b"]`],
    [`"ab".split(":")`, `["ab"]`],
    [`"".split(":")`, `[""]`],
    [`"abc".split("")`, `["a", "b", "c"]`],
    [`"a".split("")`, `["a", ""]`],
    [`"xy".splitRegex("x|")`, `["", "y", ""]`],
    [`"a1b22c".splitRegex("[0-9]+")`, `["a", "b", "c"]`],
  ]);
});

describe("casefold, spec/04 §12.4", () => {
  checks([
    [`"Straße".casefold()`, `"strasse"`],
    [`"ΣΑΣ".casefold()`, `"σασ"`],
    [`"İ".casefold()`, `"i̇"`],
    [`"ı".casefold()`, `"ı"`],
    [`"ﬁ".casefold()`, `"fi"`],
    [`"Ａ".casefold()`, `"a"`],
    [`"ẞ".casefold()`, `"ss"`],
    [`"a\\u00adb\\u200bc".casefold()`, `"abc"`],
    [`"ꭰ".casefold()`, `"Ꭰ"`],
    [`"é".casefold("NFD").length`, "2"],
    [`"É".casefold("NFC")`, `"É"`],
    [`"ﬁ".casefold("NFKC")`, `"fi"`],
    [
      `"a".casefold("nfc")`,
      "invalid_argument: invalid argument `format`: expected a casefold format (one of NFKCCaseFold, NFC, NFD, NFKC, or NFKD)",
    ],
  ]);
});

describe("parsing numbers, spec/04 §12.5", () => {
  checks([
    [`"7".parseInt()`, "7"],
    [`"+7".parseInt()`, "7"],
    [`"-0".parseInt()`, "0"],
    [`"2147483648".parseInt()`, "null"],
    [`" 7".parseInt()`, "null"],
    [`"".parseInt()`, "null"],
    [`"-".parseInt()`, "null"],
    [`"zZ".parseInt(36)`, "1295"],
    [`"2".parseInt(2)`, "null"],
    [
      `"2".parseInt(37)`,
      "invalid_argument: invalid argument `format`: invalid radix, expected a number from 2-36",
    ],
    [`"x".parseInt()!`, "null_value: Null value, due to invalid number"],
    [`"-9223372036854775808".parseLong()`, "-9223372036854775808"],
    [`"9223372036854775808".parseLong()`, "null"],
    [`" 1.5 ".parseDouble()`, "1.5"],
    [`".5".parseDouble()`, "0.5"],
    [`"5.".parseDouble()`, "5.0"],
    [`"5f".parseDouble()`, "5.0"],
    [`"-1e3D".parseDouble()`, "-1000.0"],
    [`"1e400".parseDouble()`, "Infinity"],
    [`"NaN".parseDouble()`, "NaN"],
    [`"-Infinity".parseDouble()`, "-Infinity"],
    [`"NaNf".parseDouble()`, "null"],
    [`"0x1p3".parseDouble()`, "8.0"],
    [`"0x.8p1".parseDouble()`, "1.0"],
    [`"0x1.fffffffffffff8p1023".parseDouble()`, "Infinity"],
    [`"0x1p-1074".parseDouble()`, "4.9E-324"],
    [`"0x1".parseDouble()`, "null"],
    [`".".parseDouble()`, "null"],
    [`"e1".parseDouble()`, "null"],
    [`"1_0".parseDouble()`, "null"],
    [`"7".parseNumber()! isa Int`, "true"],
    [`"3000000000".parseNumber()! isa Long`, "true"],
    [`"7.0".parseNumber()`, "7.0"],
    [`" 7 ".parseNumber()`, "7.0"],
    [`"1e3".parseNumber()`, "1000.0"],
    [`"99999999999999999999".parseNumber()`, "1.0E20"],
    [`"x".parseNumber()`, "null"],
  ]);
});

describe("functions that take regular expressions", () => {
  checks([
    [`"a1b22".matches("[0-9]+")`, `["1", "22"]`],
    [`"ab".matches("x*")`, `["", "", ""]`],
    [`"😍a".matchIndexes("a|")`, `[[0, ""], [1, "a"], [2, ""]]`],
    [`"abc".matches("x")`, "[]"],
    [`"abab".indexOfRegex("b")`, "1"],
    [`"abab".indexOfRegex("b", 2)`, "3"],
    [`"abab".indexOfRegex("^a", 2)`, "2"],
    [`"abab".indexOfRegex("x")`, "null"],
    [`"abab".indexOfRegex("(", 9)`, OOB(9, 4)],
    [`"😍b".indexOfRegex("b")`, "1"],
    [`"abc".includesRegex("B")`, "false"],
    [`"abc".includesRegex("(?i)B")`, "true"],
    [
      `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab".includesRegex("(a+)+$")`,
      "invalid_request: Transaction does too much compute: got 12001, limit: 12000",
    ],
  ]);
});
