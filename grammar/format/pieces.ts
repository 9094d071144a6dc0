import { EOF, type TokenType } from "chevrotain";
import { skipBlockComment, skipLineComment } from "../fql/characters.js";
import { scan } from "../fql/scanner.js";
import * as T from "../fql/tokens.js";

/** A token or comment of a text, and what stood before it. */
export interface Piece {
  readonly kind: "token" | "lineComment" | "blockComment";
  /** The type of a token; a template is one piece. */
  readonly type: TokenType;
  readonly text: string;
  readonly start: number;
  /** Line ends between the piece before and this one. */
  readonly lineBreaks: number;
  /** A `;` between the piece before and this one. */
  readonly semicolon: boolean;
  /** Nothing stands between the piece before and this one. */
  readonly adjoins: boolean;
}

interface Extent {
  readonly kind: Piece["kind"];
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
}

/** A text as pieces, none of which is space or `;`. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  for (const { kind, type, start, end } of extentsOf(text)) {
    const gap = text.slice(position, start);
    pieces.push({
      kind,
      type,
      text: text.slice(start, end),
      start,
      lineBreaks: gap.match(/\r\n|\r|\n/g)?.length ?? 0,
      semicolon: gap.includes(";"),
      adjoins: gap === "",
    });
    position = end;
  }
  return pieces;
}

function extentsOf(text: string): Extent[] {
  const extents: Extent[] = [];
  let position = 0;
  for (const token of tokensOf(text)) {
    extents.push(...commentsBetween(text, position, token.start), token);
    position = token.end;
  }
  return [...extents, ...commentsBetween(text, position, text.length)];
}

/** The tokens of a text, templates whole, without separators and end. */
function tokensOf(text: string): Extent[] {
  const extents: Extent[] = [];
  const tokens = scan(text);
  for (let index = 0; index < tokens.length; index++) {
    const first = tokens[index]!;
    if (first.is(T.Semicolon) || first.is(EOF)) continue;
    if (first.is(T.TemplateStart)) index = endOfTemplate(tokens, index);
    const { end } = tokens[index]!;
    extents.push({ kind: "token", type: first.tokenType, start: first.startOffset, end });
  }
  return extents;
}

/** The index of the token that ends the template which one begins. */
function endOfTemplate(tokens: readonly T.Token[], start: number): number {
  let depth = 0;
  for (let index = start; ; index++) {
    if (tokens[index]!.is(T.TemplateStart)) depth++;
    else if (tokens[index]!.is(T.TemplateEnd) && --depth === 0) return index;
  }
}

function commentsBetween(text: string, start: number, end: number): Extent[] {
  const extents: Extent[] = [];
  for (let position = start; position < end; ) {
    const comment = commentAt(text, position);
    if (comment !== undefined) extents.push(comment);
    position = comment?.end ?? position + 1;
  }
  return extents;
}

/** A comment without its line end. */
function commentAt(text: string, start: number): Extent | undefined {
  if (text.startsWith("//", start)) {
    const end = skipLineComment(text, start);
    return { kind: "lineComment", type: T.Invalid, start, end: text[end - 1] === "\n" ? end - 1 : end };
  }
  if (!text.startsWith("/*", start)) return undefined;
  return { kind: "blockComment", type: T.Invalid, start, end: skipBlockComment(text, start) };
}
