const BACKSLASH = 92;
const LETTER_Q = 81;
const LETTER_E = 69;

/**
 * Writes out `\Q…\E` as escapes, as Java does before it parses: positions in errors count from the rewritten pattern.
 * A pattern without `\Q` stays as it is, so that a lone `\E` is refused.
 */
export function withoutQuoting(pattern: readonly number[]): readonly number[] {
  const begin = firstQuote(pattern);
  if (begin === undefined) return pattern;
  const result = pattern.slice(0, begin);
  let quoted = true;
  let justBegun = true;
  let i = begin + 2;
  while (i < pattern.length) {
    const c = pattern[i++]!;
    if (quoted && c === BACKSLASH && pattern[i] === LETTER_E) {
      i++;
      quoted = false;
    } else if (quoted) {
      result.push(...escaped(c, justBegun));
    } else if (c === BACKSLASH && pattern[i] === LETTER_Q) {
      i++;
      quoted = true;
      justBegun = true;
      continue;
    } else {
      result.push(c);
      if (c === BACKSLASH && i < pattern.length) result.push(pattern[i++]!);
    }
    justBegun = false;
  }
  return result;
}

function firstQuote(pattern: readonly number[]): number | undefined {
  for (let i = 0; i < pattern.length - 1; ) {
    if (pattern[i] !== BACKSLASH) i += 1;
    else if (pattern[i + 1] !== LETTER_Q) i += 2;
    else return i;
  }
  return undefined;
}

/** A digit right after `\Q` must not continue an escape before it. */
function escaped(c: number, justBegun: boolean): readonly number[] {
  const isDigit = c >= 48 && c <= 57;
  const isLetter = (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
  if (isDigit) return justBegun ? [BACKSLASH, 120, 51, c] : [c];
  return c >= 128 || isLetter ? [c] : [BACKSLASH, c];
}
