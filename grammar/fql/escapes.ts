/** Escapes of quoted strings. spec/01 §1.5 */

const SIMPLE: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  "#": "#",
  "0": "\0",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  b: "\b",
  f: "\f",
};

export interface Escape {
  readonly value: string;
  readonly end: number;
}

const HEX_FORM = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})/y;

/** The code point of the `\x…` or `\u…` escape at `position`, judged or not. */
export function readCodePoint(text: string, position: number): { code: number; end: number } | undefined {
  HEX_FORM.lastIndex = position;
  const found = HEX_FORM.exec(text);
  if (found === null) return undefined;
  return { code: Number.parseInt(found[1] ?? found[2] ?? found[3]!, 16), end: HEX_FORM.lastIndex };
}

export function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** The escape at the backslash at `position`, or undefined if it is none. */
export function readEscape(text: string, position: number): Escape | undefined {
  const simple = SIMPLE[text.charAt(position + 1)];
  if (simple !== undefined) return { value: simple, end: position + 2 };
  const point = readCodePoint(text, position);
  if (point === undefined || isSurrogate(point.code) || point.code > 0x10ffff) return undefined;
  return { value: String.fromCodePoint(point.code), end: point.end };
}
