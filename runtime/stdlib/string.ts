import { any, field, int, method, type Run, string } from "../call/index.js";
import { noElement } from "../values/index.js";
import { casefold } from "./casefold.js";
import { codePointAt, codePointIndex, codePointLength, demandIndex, unitIndex } from "./codePoints.js";
import { displayText } from "./displayText.js";
import { parseDoubleText, parseIntText, parseLongText, parseNumberText } from "./numberParsing.js";
import { libraryModule, libraryType } from "./part.js";
import { checkSize, demandAmount, literally, replaceMatches, splitAtMatches } from "./replacing.js";
import { stringRegexMembers } from "./stringRegex.js";

const NOT_FOUND = noElement("no element found");

/** A string that was built, if it is not too large. */
function built(run: Run, text: string): string {
  checkSize(run, text.length);
  return text;
}

function clamped(text: string, start: number, end?: number): string {
  const from = unitIndex(text, Math.max(start, 0));
  const to = end === undefined ? text.length : unitIndex(text, Math.max(end, 0));
  return text.slice(from, Math.max(from, to));
}

function indexOf(text: string, pattern: string, start?: number) {
  if (start !== undefined) demandIndex(text, start, false);
  const unit = text.indexOf(pattern, start === undefined ? 0 : unitIndex(text, start));
  return unit < 0 ? NOT_FOUND : codePointIndex(text, unit);
}

function lastIndexOf(text: string, pattern: string, end?: number) {
  if (end !== undefined) demandIndex(text, end, false);
  const unit = text.lastIndexOf(pattern, end === undefined ? text.length : unitIndex(text, end));
  return unit < 0 ? NOT_FOUND : codePointIndex(text, unit);
}

function splitAt(text: string, index: number): readonly string[] {
  demandIndex(text, index, true);
  const unit = unitIndex(text, index);
  return [text.slice(0, unit), text.slice(unit)];
}

const at = {
  signature: "(index: Number) => String",
  takes: [[int("index")]],
  doc: "The code point at an index, as a string.",
  run: codePointAt,
};

const test = (name: string, doc: string, parameter: string, run: (text: string, part: string) => boolean) =>
  method({
    signature: `(${parameter}: String) => Boolean`,
    takes: [[string(parameter)]],
    doc,
    example: [`"orchard".${name}("or")`, String(run("orchard", "or"))],
    run,
  });

/** spec/04 §12 */
export const stringType = libraryType({
  type: "String",
  kinds: ["String"],
  doc: "Text: sequences of code points.",
  members: {
    length: field({
      signature: "Number",
      doc: "The number of code points.",
      example: [`"f😍o".length`, "3"],
      run: codePointLength,
    }),
    at: method({ ...at, example: [`"héllo".at(1)`, `"é"`] }),
    concat: method({
      signature: "(other: String) => String",
      takes: [[string("other")]],
      doc: "This string, then the other.",
      example: [`"or".concat("chard")`, `"orchard"`],
      perform: (run: Run, self: string, other: string) => built(run, self + other),
    }),
    slice: method({
      signature: "((start: Number) => String) & ((start: Number, end: Number) => String)",
      takes: [[int("start")], [int("start"), int("end")]],
      doc: "The part from `start` up to, not including, `end`; negative indexes count as 0.",
      example: [`"orchard".slice(2, 5)`, `"cha"`],
      run: clamped,
    }),
    splitAt: method({
      signature: "(index: Number) => [String, String]",
      takes: [[int("index")]],
      doc: "The parts before and from an index.",
      example: [`"orchard".splitAt(2)`, `["or", "chard"]`],
      run: splitAt,
    }),
    insert: method({
      signature: "(index: Number, other: String) => String",
      takes: [[int("index"), string("other")]],
      doc: "The string with another one put in at an index.",
      example: [`"ochard".insert(1, "r")`, `"orchard"`],
      perform: (run: Run, self: string, index: number, other: string) =>
        built(run, splitAt(self, index).join(other)),
    }),
    startsWith: test("startsWith", "True if the string begins with `prefix`.", "prefix", (text, part) =>
      text.startsWith(part),
    ),
    endsWith: test("endsWith", "True if the string ends with `suffix`.", "suffix", (text, part) =>
      text.endsWith(part),
    ),
    includes: test("includes", "True if `pattern` occurs in the string.", "pattern", (text, part) =>
      text.includes(part),
    ),
    indexOf: method({
      signature: "((pattern: String) => Number | Null) & ((pattern: String, start: Number) => Number | Null)",
      takes: [[string("pattern")], [string("pattern"), int("start")]],
      doc: "Where `pattern` first occurs, at or after `start`; null if nowhere.",
      example: [`"abcabc".indexOf("a", 1)`, "3"],
      run: indexOf,
    }),
    lastIndexOf: method({
      signature: "((pattern: String) => Number | Null) & ((pattern: String, end: Number) => Number | Null)",
      takes: [[string("pattern")], [string("pattern"), int("end")]],
      doc: "Where `pattern` last occurs, beginning at or before `end`; null if nowhere.",
      example: [`"abcabc".lastIndexOf("a", 2)`, "0"],
      run: lastIndexOf,
    }),
    replace: method({
      signature:
        "((pattern: String, replacement: String) => String) & ((pattern: String, replacement: String, amount: Number) => String)",
      takes: [
        [string("pattern"), string("replacement")],
        [string("pattern"), string("replacement"), int("amount")],
      ],
      doc: "The string with the first occurrence, or the first `amount`, of `pattern` replaced.",
      example: [`"aaa".replace("a", "b", 2)`, `"bba"`],
      perform: (run: Run, self: string, pattern: string, replacement: string, amount = 1) => {
        demandAmount(amount);
        return replaceMatches(run, self, literally(pattern), replacement, amount);
      },
    }),
    replaceAll: method({
      signature: "(pattern: String, replacement: String) => String",
      takes: [[string("pattern"), string("replacement")]],
      doc: "The string with all occurrences of `pattern` replaced.",
      example: [`"x.y".replaceAll(".", "$0")`, `"x$0y"`],
      perform: (run: Run, self: string, pattern: string, replacement: string) =>
        replaceMatches(run, self, literally(pattern), replacement, Infinity),
    }),
    split: method({
      signature: "(separator: String) => Array<String>",
      takes: [[string("separator")]],
      doc: "The parts between the occurrences of `separator`.",
      example: [`"a:b:".split(":")`, `["a", "b", ""]`],
      run: (self: string, separator: string) => splitAtMatches(self, literally(separator)),
    }),
    toLowerCase: method({
      signature: "() => String",
      takes: [[]],
      doc: "The string in lower case.",
      example: [`"ORCHARD".toLowerCase()`, `"orchard"`],
      perform: (run: Run, self: string) => built(run, self.toLowerCase()),
    }),
    toUpperCase: method({
      signature: "() => String",
      takes: [[]],
      doc: "The string in upper case.",
      example: [`"straße".toUpperCase()`, `"STRASSE"`],
      perform: (run: Run, self: string) => built(run, self.toUpperCase()),
    }),
    casefold: method({
      signature: "(() => String) & ((format: String) => String)",
      takes: [[], [string("format")]],
      doc: "The string in the form in which strings compare regardless of case, or in a Unicode normal form.",
      example: [`"Straße".casefold()`, `"strasse"`],
      perform: (run: Run, self: string, format?: string) => built(run, casefold(self, format)),
    }),
    parseInt: method({
      signature: "(() => Number | Null) & ((radix: Number) => Number | Null)",
      takes: [[], [int("radix")]],
      doc: "The number of 32 bits that the digits stand for, or null.",
      example: [`"ff".parseInt(16)`, "255"],
      run: parseIntText,
    }),
    parseLong: method({
      signature: "(() => Number | Null) & ((radix: Number) => Number | Null)",
      takes: [[], [int("radix")]],
      doc: "The number of 64 bits that the digits stand for, or null.",
      example: [`"3000000000".parseLong()`, "3000000000"],
      run: parseLongText,
    }),
    parseDouble: method({
      signature: "() => Number | Null",
      takes: [[]],
      doc: "The floating-point number that the text stands for, or null.",
      example: [`"1.5".parseDouble()`, "1.5"],
      run: parseDoubleText,
    }),
    parseNumber: method({
      signature: "() => Number | Null",
      takes: [[]],
      doc: "The number that the text stands for, of the smallest kind that takes it, or null.",
      example: [`"7.0".parseNumber()`, "7.0"],
      run: parseNumberText,
    }),
    ...stringRegexMembers,
    toString: method({
      signature: "() => String",
      takes: [[]],
      doc: "The string itself.",
      example: [`"a".toString()`, `"a"`],
      run: (self: string) => self,
    }),
  },
  operators: {
    "+": method({
      signature: "(other: Any) => String",
      takes: [[any("other")]],
      doc: "This string, then the other operand as text.",
      example: [`"a" + "b"`, `"ab"`],
      perform: (run: Run, self: string, other) => built(run, self + displayText(run, other)),
    }),
    "[]": method({ ...at, example: [`"héllo"[1]`, `"é"`] }),
  },
});

export const stringModule = libraryModule({ name: "String", doc: "Text, for `isa`." });
