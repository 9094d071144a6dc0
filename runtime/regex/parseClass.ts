import { closeOverCase } from "./caseFolding.js";
import { type CodePointSet, complement, intersection, range, single, union } from "./codePointSet.js";
import { parseEscape, parseProperty } from "./parseEscape.js";
import { code, END, foldingOf, type PatternReader } from "./reader.js";

const BRACKET = code("[");
const CLOSING = code("]");
const AND = code("&");

/**
 * `[a-z&&[^b]]`: unions, ranges, nested classes and intersections. The reader stands before the first member.
 *
 * @param closes whether the closing bracket belongs to this class, or to the one around it (`[a&&b]`)
 */
export function parseClass(reader: PatternReader, closes = true): CodePointSet {
  let set: CodePointSet | undefined;
  let negated = false;
  let c = reader.next();
  for (;;) {
    if (c === code("^") && reader.at(reader.position - 1) === BRACKET) {
      c = reader.next();
      negated = true;
      continue;
    }
    if (c === BRACKET) {
      const inner = parseClass(reader);
      set = set === undefined ? inner : union(set, inner);
    } else if (c === AND && reader.at(reader.position + 1) === AND) {
      set = intersected(reader, set);
    } else if (c === END && reader.atEnd) {
      throw reader.fail("Unclosed character class");
    } else if (c === CLOSING && set !== undefined) {
      if (closes) reader.next();
      return negated ? complement(set) : set;
    } else {
      const member = parseMember(reader);
      set = set === undefined ? member : union(set, member);
    }
    c = reader.peek();
  }
}

/** What follows `&&`: classes, or members up to the end. The reader stands on the first `&`. */
function intersected(reader: PatternReader, left: CodePointSet | undefined): CodePointSet {
  reader.next();
  let right: CodePointSet | undefined;
  let c = reader.next();
  while (c !== CLOSING && c !== AND) {
    if (c === BRACKET) {
      const inner = parseClass(reader);
      right = right === undefined ? inner : union(right, inner);
    } else {
      reader.unread();
      right = parseClass(reader, false);
    }
    c = reader.peek();
  }
  const set = left === undefined || right === undefined ? (left ?? right) : intersection(left, right);
  if (set === undefined) throw reader.fail("Bad class syntax");
  return set;
}

/** One code point, a range, or an escape that stands for a set. */
function parseMember(reader: PatternReader): CodePointSet {
  const first = parseFirst(reader);
  if (typeof first !== "number") return first;
  const folding = foldingOf(reader.flags);
  if (reader.peek() === code("-")) {
    const end = reader.at(reader.position + 1);
    if (end !== BRACKET && end !== CLOSING) {
      reader.next();
      const last = parseLast(reader);
      if (last < first) throw reader.fail("Illegal character range");
      return closeOverCase(range(first, last), folding);
    }
  }
  return closeOverCase(single(first), folding);
}

function parseFirst(reader: PatternReader): number | CodePointSet {
  if (reader.peek() !== code("\\")) {
    const c = reader.peek();
    reader.next();
    return c;
  }
  const letter = reader.nextExact();
  if (letter === code("p") || letter === code("P")) return parseProperty(reader);
  const inRange = reader.at(reader.position + 1) === code("-");
  reader.unread();
  const parsed = parseEscape(reader, true, inRange);
  return typeof parsed === "number" ? parsed : parsed.kind === "set" ? parsed.set : [];
}

/** The end of a range; a set cannot be one. */
function parseLast(reader: PatternReader): number {
  const c = reader.peek();
  if (c === code("\\")) {
    const parsed = parseEscape(reader, true, true);
    return typeof parsed === "number" ? parsed : -1;
  }
  reader.next();
  return c;
}
