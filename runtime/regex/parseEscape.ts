import { type CodePointSet, complement, oneOf, range, union } from "./codePointSet.js";
import { propertyNamed, propertyWithValue, unicode, unicodeWord } from "./properties.js";
import { code, END, foldingOf, hexDigit, isDigit, isLetter, type PatternReader } from "./reader.js";
import type { Assertion, RegexNode } from "./syntax.js";

/** An escape: a code point, or something that matches more than one. */
export type Escape = number | RegexNode;

/** A backslash and what belongs to it. In classes only code points and sets are meant. */
export function parseEscape(reader: PatternReader, inClass: boolean, inRange: boolean): Escape {
  const c = reader.skip();
  const letter = String.fromCodePoint(c);
  const characters = characterEscape(reader, letter, inRange) ?? predefinedSet(reader, letter);
  if (characters !== undefined) return characters;
  if (!isLetter(c) && !isDigit(c)) return c;
  if (!inClass) {
    const special =
      c >= code("1") && c <= code("9") ? backReference(reader, c - 48) : specialEscape(reader, letter);
    if (special !== undefined) return special;
  }
  throw reader.fail("Illegal/unsupported escape sequence");
}

/** Escapes that stand for one code point. */
function characterEscape(reader: PatternReader, letter: string, inRange: boolean): number | undefined {
  switch (letter) {
    case "0":
      return octal(reader);
    case "a":
      return 7;
    case "c":
      return control(reader);
    case "e":
      return 27;
    case "f":
      return 12;
    case "N":
      return named(reader);
    case "n":
      return 10;
    case "r":
      return 13;
    case "t":
      return 9;
    case "u":
      return utf16(reader);
    case "v":
      // In a range the vertical tab, elsewhere all vertical white space.
      return inRange ? 11 : undefined;
    case "x":
      return hexadecimal(reader);
    default:
      return undefined;
  }
}

const HORIZONTAL_SPACE = union(oneOf(" \t\u00a0\u1680\u180e\u202f\u205f\u3000"), range(0x2000, 0x200a));
const VERTICAL_SPACE = union(range(10, 13), oneOf("\u0085\u2028\u2029"));
const SPACE = union(range(9, 13), oneOf(" "));
const DIGIT = range(48, 57);
const WORD = union(DIGIT, range(65, 90), range(97, 122), oneOf("_"));

/** `\d`, `\W`, …: capital letters mean all others. */
function predefinedSet(reader: PatternReader, letter: string): RegexNode | undefined {
  const lower = letter.toLowerCase();
  const set = setOf(lower, reader.flags.unicodeClasses);
  return set && { kind: "set", set: letter === lower ? set : complement(set) };
}

function setOf(letter: string, unicodeClasses: boolean): CodePointSet | undefined {
  switch (letter) {
    case "d":
      return unicodeClasses ? unicode("Nd") : DIGIT;
    case "h":
      return HORIZONTAL_SPACE;
    case "s":
      return unicodeClasses ? unicode("White_Space") : SPACE;
    case "v":
      return VERTICAL_SPACE;
    case "w":
      return unicodeClasses ? unicodeWord() : WORD;
    default:
      return undefined;
  }
}

const LINE_BREAK: RegexNode = {
  kind: "alternatives",
  branches: [
    {
      kind: "sequence",
      items: [
        { kind: "set", set: oneOf("\r") },
        { kind: "set", set: oneOf("\n") },
      ],
    },
    { kind: "set", set: VERTICAL_SPACE },
  ],
};

/** What means nothing in a class. */
function specialEscape(reader: PatternReader, letter: string): RegexNode | undefined {
  const { unixLines, unicodeClasses } = reader.flags;
  switch (letter) {
    case "A":
      return assertion("start");
    case "B":
      return assertion(unicodeClasses ? "noUnicodeWordBoundary" : "noWordBoundary");
    case "G":
      return assertion("lastMatchEnd");
    case "R":
      return LINE_BREAK;
    case "X":
      return { kind: "grapheme" };
    case "Z":
      return assertion(unixLines ? "unixLastLineEnd" : "lastLineEnd");
    case "b":
      return boundary(reader);
    case "k":
      return namedReference(reader);
    case "z":
      return assertion("end");
    default:
      return undefined;
  }
}

export function assertion(name: Assertion): RegexNode {
  return { kind: "assertion", assertion: name };
}

/** `\b`, or `\b{g}` */
function boundary(reader: PatternReader): RegexNode | undefined {
  if (reader.peek() !== code("{") || reader.at(reader.position + 1) !== code("g")) {
    return assertion(reader.flags.unicodeClasses ? "unicodeWordBoundary" : "wordBoundary");
  }
  reader.skip();
  return reader.read() === code("}") ? assertion("graphemeBoundary") : undefined;
}

/** More digits belong to the number as long as there is such a group. */
function backReference(reader: PatternReader, first: number): RegexNode {
  let group = first;
  while (isDigit(reader.peek())) {
    const longer = group * 10 + (reader.peek() - 48);
    if (longer > reader.groupCount) break;
    group = longer;
    reader.read();
  }
  return { kind: "backReference", group, folding: foldingOf(reader.flags) };
}

function namedReference(reader: PatternReader): RegexNode {
  if (reader.read() !== code("<")) {
    throw reader.fail("\\k is not followed by '<' for named capturing group");
  }
  const name = parseGroupName(reader, reader.read());
  const group = reader.groupNames.get(name);
  if (group === undefined) throw reader.fail(`named capturing group <${name}> does not exist`);
  return { kind: "backReference", group, folding: foldingOf(reader.flags) };
}

/** The name of a group up to its `>`; its first letter has been read. */
export function parseGroupName(reader: PatternReader, first: number): string {
  if (!isLetter(first)) throw reader.fail("capturing group name does not start with a Latin letter");
  let name = "";
  let c = first;
  do {
    name += String.fromCodePoint(c);
    c = reader.read();
  } while (isLetter(c) || isDigit(c));
  if (c !== code(">")) throw reader.fail("named capturing group is missing trailing '>'");
  return name;
}

/** `\07`, `\0377` */
function octal(reader: PatternReader): number {
  const isOctal = (c: number) => c >= 48 && c <= 55;
  const first = reader.read();
  if (!isOctal(first)) throw reader.fail("Illegal octal escape sequence");
  const second = reader.read();
  if (!isOctal(second)) {
    reader.unread();
    return first - 48;
  }
  const third = reader.read();
  if (isOctal(third) && first <= 51) return (first - 48) * 64 + (second - 48) * 8 + (third - 48);
  reader.unread();
  return (first - 48) * 8 + (second - 48);
}

/** `\x41`, `\x{1F600}` */
function hexadecimal(reader: PatternReader): number {
  const first = reader.read();
  const high = hexDigit(first);
  if (high !== undefined) {
    const low = hexDigit(reader.read());
    if (low !== undefined) return high * 16 + low;
  } else if (first === code("{") && hexDigit(reader.peek()) !== undefined) {
    let value = 0;
    let c = reader.read();
    for (let digit = hexDigit(c); digit !== undefined; digit = hexDigit(c)) {
      value = value * 16 + digit;
      if (value > 0x10ffff) throw reader.fail("Hexadecimal codepoint is too big");
      c = reader.read();
    }
    if (c !== code("}")) throw reader.fail("Unclosed hexadecimal escape sequence");
    return value;
  }
  throw reader.fail("Illegal hexadecimal escape sequence");
}

/** `\u0041`; two halves of a pair are one code point. */
function utf16(reader: PatternReader): number {
  const unit = fourDigits(reader);
  if (unit < 0xd800 || unit > 0xdbff) return unit;
  const behind = reader.position;
  if (reader.read() === code("\\") && reader.read() === code("u")) {
    const low = fourDigits(reader);
    if (low >= 0xdc00 && low <= 0xdfff) return (unit - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  }
  reader.position = behind;
  return unit;
}

function fourDigits(reader: PatternReader): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const digit = hexDigit(reader.read());
    if (digit === undefined) throw reader.fail("Illegal Unicode escape sequence");
    value = value * 16 + digit;
  }
  return value;
}

function control(reader: PatternReader): number {
  if (reader.atEnd) throw reader.fail("Illegal control escape sequence");
  return reader.read() ^ 64;
}

/** Names of characters are not known here. */
function named(reader: PatternReader): number {
  if (reader.read() !== code("{")) throw reader.fail("Illegal character name escape sequence");
  let name = "";
  for (let c = reader.read(); c !== code("}"); c = reader.read()) {
    if (reader.atEnd) throw reader.fail("Unclosed character name escape sequence");
    name += String.fromCodePoint(c);
  }
  throw reader.fail(`Unknown character name [${name}]`);
}

/** `\p{Alpha}`, `\pL`, `\P{…}`; the reader stands on the `p`. */
export function parseProperty(reader: PatternReader): CodePointSet {
  const complemented = reader.at(reader.position) === code("P");
  const set = reader.next() === code("{") ? longProperty(reader) : shortProperty(reader);
  return complemented ? complement(set) : set;
}

function shortProperty(reader: PatternReader): CodePointSet {
  const name = String.fromCodePoint(reader.at(reader.position));
  reader.read();
  return knownProperty(reader, name);
}

function longProperty(reader: PatternReader): CodePointSet {
  reader.next();
  const start = reader.position;
  let name = "";
  for (let c = reader.read(); c !== code("}"); c = reader.read()) {
    if (c === END && reader.position > reader.length) throw reader.fail("Unclosed character family");
    name += String.fromCodePoint(c);
  }
  if (reader.position <= start + 1) throw reader.fail("Empty character family");
  return knownProperty(reader, name);
}

function knownProperty(reader: PatternReader, name: string): CodePointSet {
  const equals = name.indexOf("=");
  if (equals >= 0) {
    const [key, value] = [name.slice(0, equals).toLowerCase(), name.slice(equals + 1)];
    const set = propertyWithValue(key, value, reader.flags);
    if (set !== undefined) return set;
    throw reader.fail(`Unknown Unicode property {name=<${key}>, value=<${value}>}`);
  }
  const set = propertyNamed(name, reader.flags);
  if (set === undefined) throw reader.fail(`Unknown character property name {${name}}`);
  return set;
}
