/** Characters, space and comments. spec/01 §1.1, §1.2, §1.5 */

/** Stands in the assembled text for a template's value; no text of a template may hold U+0000. spec/01 §7 */
export const PLACEHOLDER = "\u0000value>";

/** ASCII letters and `_`. */
export function isIdentifierStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** ASCII letters, digits, `_` and the apostrophe. */
export function isIdentifierPart(code: number): boolean {
  return isIdentifierStart(code) || isDigit(code) || code === 39;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

export function isInlineSpace(code: number): boolean {
  return code === 32 || code === 9;
}

/** May stand raw in strings and comments. False for NaN, the code past the end of a text. */
export function isDisplay(code: number): boolean {
  if (code >= 0x20 && code < 0x2000) return code !== 0x7f;
  if (code < 0x20) return code >= 0x09 && code <= 0x0d;
  return (
    code > 0x200f &&
    !(code >= 0x2028 && code <= 0x202f) &&
    !(code >= 0x2060 && code <= 0x206f) &&
    code !== 0xfeff &&
    code < 0xfff0
  );
}

/** The position after the line comment at `start`; a control character ends it where it stands. */
export function skipLineComment(text: string, start: number): number {
  let position = start + 2;
  for (;;) {
    const code = text.charCodeAt(position);
    if (code === 10) return position + 1;
    if (!isDisplay(code)) return position;
    position++;
  }
}

/** The position after the block comment at `start`, or -1 if it is unclosed or holds a control character. */
export function skipBlockComment(text: string, start: number): number {
  let depth = 1;
  let position = start + 2;
  while (depth > 0) {
    const code = text.charCodeAt(position);
    if (code === 42 && text.charCodeAt(position + 1) === 47) {
      depth--;
      position += 2;
    } else if (code === 47 && text.charCodeAt(position + 1) === 42) {
      depth++;
      position += 2;
    } else if (isDisplay(code)) {
      position++;
    } else {
      return -1;
    }
  }
  return position;
}

/** Skips spaces, tabs and block comments, which never end a line. */
export function skipInlineSpace(text: string, start: number): number {
  let position = start;
  for (;;) {
    const code = text.charCodeAt(position);
    if (isInlineSpace(code)) {
      position++;
    } else if (code === 47 && text.charCodeAt(position + 1) === 42) {
      const end = skipBlockComment(text, position);
      if (end < 0) return position;
      position = end;
    } else {
      return position;
    }
  }
}

/** Skips inline space, line ends and line comments. */
export function skipAnySpace(text: string, start: number): number {
  let position = start;
  for (;;) {
    position = skipInlineSpace(text, position);
    const code = text.charCodeAt(position);
    if (isLineEnd(code)) position++;
    else if (code === 47 && text.charCodeAt(position + 1) === 47) position = skipLineComment(text, position);
    else return position;
  }
}
