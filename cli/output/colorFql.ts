import { classifyText, type TokenClass } from "../../grammar/index.js";
import type { Style, Theme } from "../terminal/terminal.js";
import { PLAIN } from "../terminal/theme.js";

const STYLES: Readonly<Record<TokenClass, Style | undefined>> = {
  keyword: "keyword",
  constant: "constant",
  number: "number",
  string: "string",
  type: "type",
  name: undefined,
  field: "field",
  function: "function",
  key: "field",
  operator: undefined,
  punctuation: undefined,
  comment: "comment",
  placeholder: "strong",
};

/** A piece of text in one style. */
export interface Piece {
  readonly text: string;
  readonly style: Style | undefined;
}

/** FQL, FSL or a decorated answer in pieces, space included. */
export function stylePieces(text: string, schema = false): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const token of classifyText(text, schema)) {
    if (token.start > end) pieces.push({ text: text.slice(end, token.start), style: undefined });
    pieces.push({ text: text.slice(token.start, token.end), style: STYLES[token.class] });
    end = token.end;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), style: undefined });
  return pieces;
}

export function colorFql(text: string, theme: Theme, schema = false): string {
  if (theme === PLAIN) return text;
  return stylePieces(text, schema)
    .map((piece) => (piece.style === undefined ? piece.text : theme(piece.style, piece.text)))
    .join("");
}
