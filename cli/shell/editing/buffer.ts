/** A text and where in it one writes. */
export interface Buffer {
  readonly text: string;
  readonly cursor: number;
}

export const EMPTY: Buffer = { text: "", cursor: 0 };

export function bufferOf(text: string): Buffer {
  return { text, cursor: text.length };
}

export function insert({ text, cursor }: Buffer, added: string): Buffer {
  return { text: text.slice(0, cursor) + added + text.slice(cursor), cursor: cursor + added.length };
}

export function replace({ text }: Buffer, start: number, end: number, by: string): Buffer {
  return { text: text.slice(0, start) + by + text.slice(end), cursor: start + by.length };
}

export function moveTo({ text }: Buffer, cursor: number): Buffer {
  return { text, cursor: Math.min(Math.max(cursor, 0), text.length) };
}

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Where the character before the cursor, as people count characters, begins. */
export function previousCharacter({ text, cursor }: Buffer): number {
  const start = Math.max(0, text.lastIndexOf("\n", cursor - 2) + 1);
  let last = start;
  for (const { index } of characters.segment(text.slice(start, cursor))) last = start + index;
  return cursor === 0 ? 0 : last;
}

export function nextCharacter({ text, cursor }: Buffer): number {
  for (const { segment } of characters.segment(text.slice(cursor, cursor + 64)))
    return cursor + segment.length;
  return cursor;
}

export function previousWord({ text, cursor }: Buffer): number {
  return text.slice(0, cursor).search(/[\p{L}\p{N}_]+[^\p{L}\p{N}_]*$|[^\p{L}\p{N}_]+$/u) || 0;
}

export function nextWord({ text, cursor }: Buffer): number {
  return cursor + /^[^\p{L}\p{N}_]*[\p{L}\p{N}_]*/u.exec(text.slice(cursor))![0].length;
}

export function lineStart({ text, cursor }: Buffer): number {
  return text.lastIndexOf("\n", cursor - 1) + 1;
}

export function lineEnd({ text, cursor }: Buffer): number {
  const end = text.indexOf("\n", cursor);
  return end < 0 ? text.length : end;
}

/** The same column one line up or down; undefined where there is no such line. */
export function lineBeside(buffer: Buffer, direction: "up" | "down"): Buffer | undefined {
  const start = lineStart(buffer);
  const column = buffer.cursor - start;
  if (direction === "up") {
    if (start === 0) return undefined;
    const above = lineStart({ text: buffer.text, cursor: start - 1 });
    return moveTo(buffer, Math.min(above + column, start - 1));
  }
  const end = lineEnd(buffer);
  if (end === buffer.text.length) return undefined;
  return moveTo(buffer, Math.min(end + 1 + column, lineEnd({ text: buffer.text, cursor: end + 1 })));
}

const INDENT = "  ";

/** A new line, indented as the one before, and further behind an opening bracket. */
export function newLine(buffer: Buffer): Buffer {
  const before = buffer.text.slice(lineStart(buffer), buffer.cursor);
  const indentation = /^ */.exec(before)![0];
  return insert(buffer, `\n${indentation}${/[([{]\s*$/.test(before) ? INDENT : ""}`);
}

/**
 * A closing bracket that begins a line stands further left than what it closes; one that stands there already, as
 * completions leave it behind the cursor, is stepped over.
 */
export function typed(buffer: Buffer, text: string): Buffer {
  if (/^[)\]}]$/.test(text) && buffer.text[buffer.cursor] === text) return moveTo(buffer, buffer.cursor + 1);
  const start = lineStart(buffer);
  const before = buffer.text.slice(start, buffer.cursor);
  if (/^[)\]}]$/.test(text) && before.endsWith(INDENT) && before.trim() === "") {
    return insert(replace(buffer, buffer.cursor - INDENT.length, buffer.cursor, ""), text);
  }
  return insert(buffer, text);
}
