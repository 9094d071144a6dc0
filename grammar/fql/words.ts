import type { TokenType } from "chevrotain";
import { isIdentifierPart } from "./characters.js";
import { Identifier, KEYWORDS } from "./tokens.js";

/** A word of a text, reserved or not. */
export interface Word {
  readonly image: string;
  readonly type: TokenType;
}

/**
 * Words that were met before, by a hash of their characters, the latest of each hash: so no string is made to look a
 * word up, and its occurrences are mostly one string, which later look-ups find by identity.
 */
const known: (Word | undefined)[] = new Array(4096).fill(undefined);

/** Longer words may be slices, which would keep the texts alive from which they were cut. */
const MAX_LENGTH = 12;

/** The word at a position where one begins. spec/01 §1.2 */
export function wordAt(text: string, start: number): Word {
  let hash = 0;
  let end = start;
  for (let code = text.charCodeAt(end); isIdentifierPart(code); code = text.charCodeAt(++end)) {
    hash = (hash * 31 + code) | 0;
  }
  if (end - start > MAX_LENGTH) return { image: text.slice(start, end), type: Identifier };
  const place = (hash ^ (hash >>> 12)) & 4095;
  const word = known[place];
  if (word !== undefined && stands(word.image, text, start, end)) return word;
  const image = text.slice(start, end);
  const met = { image, type: KEYWORDS.get(image) ?? Identifier };
  known[place] = met;
  return met;
}

function stands(image: string, text: string, start: number, end: number): boolean {
  if (image.length !== end - start) return false;
  for (let at = start; at < end; at++) {
    if (image.charCodeAt(at - start) !== text.charCodeAt(at)) return false;
  }
  return true;
}
