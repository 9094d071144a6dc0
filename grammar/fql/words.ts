import type { TokenType } from "chevrotain";
import { Identifier, KEYWORDS } from "./tokens.js";

/** A word that was met before: one string for all its occurrences, which later look-ups find by identity. */
interface KnownWord {
  readonly image: string;
  readonly type: TokenType;
}

const known = new Map<string, KnownWord>();
const MAX_KNOWN = 4096;

/** Longer words may be slices, which would keep the texts alive from which they were cut. */
const MAX_LENGTH = 12;

/** The word, and whether it is a reserved one. spec/01 §1.2 */
export function wordOf(image: string): KnownWord {
  if (image.length > MAX_LENGTH) return { image, type: Identifier };
  let word = known.get(image);
  if (word === undefined) {
    if (known.size === MAX_KNOWN) known.clear();
    word = { image, type: KEYWORDS.get(image) ?? Identifier };
    known.set(image, word);
  }
  return word;
}
