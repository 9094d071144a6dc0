import { isDisplay, isIdentifierPart, isInlineSpace, isLineEnd, skipInlineSpace } from "./characters.js";

/** Pieces that the scanner and the recogniser read heredocs with. spec/01 §1.6 */

/** The position of the first text line, after the line of the opening delimiter; -1 if that line goes on. */
export function heredocBodyStart(text: string, afterDelimiter: number): number {
  let position = skipInlineSpace(text, afterDelimiter);
  if (!isLineEnd(text.charCodeAt(position))) return -1;
  for (;;) {
    position = skipLineEnds(text, position);
    let ahead = position;
    while (isInlineSpace(text.charCodeAt(ahead))) ahead++;
    if (!isLineEnd(text.charCodeAt(ahead))) return position;
    position = ahead;
  }
}

/** The position after the closing delimiter if the line at `position` starts with it, else -1. */
export function heredocClose(text: string, position: number, delimiter: string): number {
  const start = skipInlineSpace(text, position);
  if (!text.startsWith(delimiter, start)) return -1;
  const end = start + delimiter.length;
  return isIdentifierPart(text.charCodeAt(end)) ? -1 : end;
}

/** The end of the text at `position` within its line; before `#{` if that is wanted. */
export function lineTextEnd(text: string, start: number, interpolates: boolean): number {
  let position = start;
  for (;;) {
    const code = text.charCodeAt(position);
    if (isLineEnd(code) || !isDisplay(code)) return position;
    if (interpolates && code === 35 && text.charCodeAt(position + 1) === 123) return position;
    position++;
  }
}

export function skipLineEnds(text: string, start: number): number {
  let position = start;
  while (isLineEnd(text.charCodeAt(position))) position++;
  return position;
}

/** How many characters to remove from each line: the least indentation of the given line beginnings. */
export function commonIndentation(lines: readonly string[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const line of lines) {
    let indentation = 0;
    while (isInlineSpace(line.charCodeAt(indentation))) indentation++;
    least = Math.min(least, indentation);
  }
  return lines.length === 0 ? 0 : least;
}
