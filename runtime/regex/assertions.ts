import { contains } from "./codePointSet.js";
import { unicodeWord } from "./properties.js";
import type { Assertion } from "./syntax.js";

/** Whether an assertion holds at a place of a text. */
export function holds(assertion: Assertion, text: string, position: number, lastMatchEnd: number): boolean {
  switch (assertion) {
    case "start":
      return position === 0;
    case "end":
      return position === text.length;
    case "lastLineEnd":
      return isLastLineEnd(text, position);
    case "unixLastLineEnd":
      return position === text.length || (position === text.length - 1 && text[position] === "\n");
    case "lineStart":
      return isLineStart(text, position);
    case "lineEnd":
      return position === text.length || isBeforeTerminator(text, position);
    case "unixLineStart":
      return position === 0 ? text.length > 0 : position < text.length && text[position - 1] === "\n";
    case "unixLineEnd":
      return position === text.length || text[position] === "\n";
    case "wordBoundary":
      return isBoundary(text, position, isWord);
    case "noWordBoundary":
      return !isBoundary(text, position, isWord);
    case "unicodeWordBoundary":
      return isBoundary(text, position, isUnicodeWord);
    case "noUnicodeWordBoundary":
      return !isBoundary(text, position, isUnicodeWord);
    case "graphemeBoundary":
      return isGraphemeBoundary(text, position);
    case "lastMatchEnd":
      return position === lastMatchEnd;
  }
}

function isTerminator(character: string | undefined): boolean {
  switch (character) {
    case "\n":
    case "\r":
    case "\u0085":
    case "\u2028":
    case "\u2029":
      return true;
    default:
      return false;
  }
}

/** Before a line terminator, but not within `\r\n`. */
function isBeforeTerminator(text: string, position: number): boolean {
  if (!isTerminator(text[position])) return false;
  return !(text[position] === "\n" && text[position - 1] === "\r");
}

/** The end, or before a terminator that ends the text. */
function isLastLineEnd(text: string, position: number): boolean {
  const rest = text.length - position;
  if (rest === 0) return true;
  if (rest === 2) return text[position] === "\r" && text[position + 1] === "\n";
  return rest === 1 && isBeforeTerminator(text, position);
}

/** After a line terminator, but not at the end of the text. */
function isLineStart(text: string, position: number): boolean {
  if (position === text.length) return false;
  if (position === 0) return true;
  const before = text[position - 1];
  return isTerminator(before) && !(before === "\r" && text[position] === "\n");
}

type WordTest = (codePoint: number) => boolean;

const LETTER_OR_DIGIT = /^[\p{L}\p{Nd}_]$/u;
const MARK = /^\p{Mn}$/u;

const isWord: WordTest = (codePoint) => LETTER_OR_DIGIT.test(String.fromCodePoint(codePoint));
const isUnicodeWord: WordTest = (codePoint) => contains(unicodeWord(), codePoint);

function isBoundary(text: string, position: number, isWord: WordTest): boolean {
  return isWordAt(text, previous(text, position), isWord) !== isWordAt(text, position, isWord);
}

/** A mark belongs to the letter that it stands on. */
function isWordAt(text: string, position: number, isWord: WordTest): boolean {
  let at = position;
  let codePoint = text.codePointAt(at);
  if (at < 0 || codePoint === undefined) return false;
  if (isWord(codePoint)) return true;
  while (MARK.test(String.fromCodePoint(codePoint))) {
    at = previous(text, at);
    if (at < 0) return false;
    codePoint = text.codePointAt(at)!;
    if (LETTER_OR_DIGIT.test(String.fromCodePoint(codePoint))) return codePoint !== 95;
  }
  return false;
}

/** Where the code point before a position begins; -1 at the start. */
export function previous(text: string, position: number): number {
  const isPair =
    position >= 2 &&
    isLowSurrogate(text.charCodeAt(position - 1)) &&
    isHighSurrogate(text.charCodeAt(position - 2));
  return position - (isPair ? 2 : 1);
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Where the grapheme that begins at a position ends. */
export function graphemeEnd(text: string, position: number): number {
  for (const { segment } of segmenter.segment(text.slice(position))) return position + segment.length;
  return -1;
}

function isGraphemeBoundary(text: string, position: number): boolean {
  if (position === 0 || position === text.length) return true;
  return segmenter.segment(text).containing(position)?.index === position;
}
