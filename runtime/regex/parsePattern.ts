import { closeOverCase } from "./caseFolding.js";
import { ALL, type CodePointSet, complement, oneOf, single } from "./codePointSet.js";
import { lengthOf } from "./length.js";
import { parseClass } from "./parseClass.js";
import { assertion, parseEscape, parseGroupName, parseProperty } from "./parseEscape.js";
import { code, END, type Flags, foldingOf, isDigit, PatternReader } from "./reader.js";
import type { RegexNode } from "./syntax.js";

/** A pattern in the syntax of java.util.regex, or `invalid_regex`. spec/04 §12.1 */
export function parsePattern(pattern: string): { readonly root: RegexNode; readonly groups: number } {
  const reader = new PatternReader(pattern);
  const root = parseAlternatives(reader);
  if (reader.position !== reader.length) {
    throw reader.fail(reader.peek() === code(")") ? "Unmatched closing ')'" : "Unexpected internal error");
  }
  return { root, groups: reader.groupCount };
}

const EMPTY: RegexNode = { kind: "sequence", items: [] };

function parseAlternatives(reader: PatternReader): RegexNode {
  const branches = [parseSequence(reader)];
  while (reader.peek() === code("|")) {
    reader.next();
    branches.push(parseSequence(reader));
  }
  return branches.length === 1 ? branches[0]! : { kind: "alternatives", branches };
}

function parseSequence(reader: PatternReader): RegexNode {
  const items: RegexNode[] = [];
  for (;;) {
    const c = reader.peek();
    if (c === code("|") || c === code(")") || (c === END && reader.atEnd)) break;
    const item = c === code("(") ? parseGroup(reader) : parseAtom(reader, c);
    if (item !== undefined) items.push(parseQuantifier(reader, item));
  }
  return items.length === 1 ? items[0]! : { kind: "sequence", items };
}

function parseAtom(reader: PatternReader, c: number): RegexNode {
  const { flags } = reader;
  switch (String.fromCodePoint(c)) {
    case "[":
      return { kind: "set", set: parseClass(reader) };
    case "\\":
      return parseBackslash(reader);
    case "^":
      reader.next();
      if (!flags.multiline) return assertion("start");
      return assertion(flags.unixLines ? "unixLineStart" : "lineStart");
    case "$":
      reader.next();
      return dollar(flags);
    case ".":
      reader.next();
      return { kind: "set", set: dot(flags) };
    case "?":
    case "*":
    case "+":
      reader.next();
      throw reader.fail(`Dangling meta character '${String.fromCodePoint(c)}'`);
    case "{":
      // A quantifier of nothing; refused if it is none.
      return EMPTY;
    default:
      reader.next();
      return literal(c, flags);
  }
}

function parseBackslash(reader: PatternReader): RegexNode {
  const letter = reader.nextExact();
  if (letter === code("p") || letter === code("P")) return { kind: "set", set: parseProperty(reader) };
  reader.unread();
  const parsed = parseEscape(reader, false, false);
  return typeof parsed === "number" ? literal(parsed, reader.flags) : parsed;
}

function literal(c: number, flags: Flags): RegexNode {
  return { kind: "set", set: closeOverCase(single(c), foldingOf(flags)) };
}

const LINE_ENDS = oneOf("\n\r\u0085\u2028\u2029");

function dot(flags: Flags): CodePointSet {
  return flags.dotAll ? ALL : complement(flags.unixLines ? oneOf("\n") : LINE_ENDS);
}

function dollar(flags: Flags): RegexNode {
  if (flags.multiline) return assertion(flags.unixLines ? "unixLineEnd" : "lineEnd");
  return assertion(flags.unixLines ? "unixLastLineEnd" : "lastLineEnd");
}

/** A group with its quantifier still to come; undefined for `(?i)`, which only switches flags. */
function parseGroup(reader: PatternReader): RegexNode | undefined {
  const outer = reader.flags;
  if (reader.next() !== code("?")) return closed(reader, outer, capture(reader));
  const c = reader.skip();
  switch (String.fromCodePoint(c)) {
    case ":":
      return closed(reader, outer, parseAlternatives(reader));
    case "=":
    case "!": {
      const body = parseAlternatives(reader);
      return closed(reader, outer, { kind: "lookAhead", negative: c === code("!"), body });
    }
    case ">":
      return closed(reader, outer, { kind: "atomic", body: parseAlternatives(reader) });
    case "<":
      return closed(reader, outer, parseAfterLess(reader));
    case "$":
    case "@":
      throw reader.fail("Unknown group type");
    default:
      reader.unread();
      reader.flags = parseFlags(reader);
      switch (reader.read()) {
        case code(")"):
          return undefined;
        case code(":"):
          return closed(reader, outer, parseAlternatives(reader));
        default:
          throw reader.fail("Unknown inline modifier");
      }
  }
}

/** The end of a group: flags switched inside it end there. */
function closed(reader: PatternReader, outer: Flags, node: RegexNode): RegexNode {
  reader.accept(")", "Unclosed group");
  reader.flags = outer;
  return node;
}

function capture(reader: PatternReader): RegexNode {
  const group = ++reader.groupCount;
  return { kind: "capture", group, body: parseAlternatives(reader) };
}

/** `(?<name>…)`, `(?<=…)`, `(?<!…)` */
function parseAfterLess(reader: PatternReader): RegexNode {
  const c = reader.read();
  if (c === code("=") || c === code("!")) return lookBehind(reader, c === code("!"));
  const name = parseGroupName(reader, c);
  if (reader.groupNames.has(name)) {
    throw reader.fail(`Named capturing group <${name}> is already defined`);
  }
  reader.groupNames.set(name, reader.groupCount + 1);
  return capture(reader);
}

function lookBehind(reader: PatternReader, negative: boolean): RegexNode {
  const body = parseAlternatives(reader);
  const { min, max } = lengthOf(body);
  if (max === Infinity) throw reader.fail("Look-behind group does not have an obvious maximum length");
  return { kind: "lookBehind", negative, body, min, max };
}

/** `im-sx` */
function parseFlags(reader: PatternReader): Flags {
  let flags = reader.flags;
  let value = true;
  for (let c = reader.peek(); ; c = reader.next()) {
    if (c === code("-") && value) value = false;
    else {
      const switched = flagsOf(String.fromCodePoint(c), value);
      if (switched === undefined) return flags;
      flags = { ...flags, ...switched };
      reader.flags = flags;
    }
  }
}

function flagsOf(letter: string, value: boolean): Partial<Flags> | undefined {
  switch (letter) {
    case "i":
      return { ignoreCase: value };
    case "m":
      return { multiline: value };
    case "s":
      return { dotAll: value };
    case "d":
      return { unixLines: value };
    case "u":
      return { unicodeCase: value };
    case "c":
      return {};
    case "x":
      return { comments: value };
    case "U":
      return { unicodeClasses: value, unicodeCase: value };
    default:
      return undefined;
  }
}

function parseQuantifier(reader: PatternReader, body: RegexNode): RegexNode {
  switch (String.fromCodePoint(reader.peek())) {
    case "?":
      reader.next();
      return repeat(reader, body, 0, 1);
    case "*":
      reader.next();
      return repeat(reader, body, 0, Infinity);
    case "+":
      reader.next();
      return repeat(reader, body, 1, Infinity);
    case "{":
      return parseCount(reader, body);
    default:
      return body;
  }
}

const MAX_COUNT = 2147483647;

/** `{2}`, `{2,}`, `{2,5}` */
function parseCount(reader: PatternReader, body: RegexNode): RegexNode {
  let c = reader.skip();
  if (!isDigit(c)) throw reader.fail("Illegal repetition");
  const number = () => {
    let n = 0;
    for (; isDigit(c); c = reader.read()) {
      n = n * 10 + (c - 48);
      if (n > MAX_COUNT) throw reader.fail("Illegal repetition range");
    }
    return n;
  };
  const min = number();
  let max = min;
  if (c === code(",")) {
    c = reader.read();
    max = c === code("}") ? Infinity : number();
  }
  if (c !== code("}")) throw reader.fail("Unclosed counted closure");
  if (max < min) throw reader.fail("Illegal repetition range");
  return repeat(reader, body, min, max);
}

/** Behind a quantifier `?` makes it lazy, `+` possessive. */
function repeat(reader: PatternReader, body: RegexNode, min: number, max: number): RegexNode {
  const c = reader.peek();
  const mode = c === code("?") ? "lazy" : c === code("+") ? "possessive" : "greedy";
  if (mode !== "greedy") reader.next();
  return { kind: "repeat", body, min, max, mode };
}
