import * as T from "../fql/tokens.js";
import { lineStarts } from "./lineStarts.js";
import { endsOperand, isClosing, isOpening, type Shape, type ShapedPiece } from "./shapes.js";

const INDENT = 2;

/**
 * The text of pieces with the space between them made regular. Lines are never joined, since a line end may
 * end a statement; of several blank lines one is left.
 */
export function layOut(pieces: readonly ShapedPiece[]): string {
  const startsLine = lineStarts(pieces);
  let text = "";
  /** Where the lines stand on which the open brackets were opened. */
  const open: number[] = [];
  let lineIndent = 0;
  let code: ShapedPiece | undefined;

  pieces.forEach((piece, index) => {
    const before = pieces[index - 1];
    if (startsLine[index]) {
      lineIndent = indentOf(index);
      text += lineEnds(before, piece) + " ".repeat(lineIndent);
    } else {
      text += before === undefined ? "" : spaceBetween(before, piece);
    }
    text += piece.kind === "lineComment" ? piece.text.trimEnd() : piece.text;
    if (isOpening(piece.shape)) open.push(lineIndent);
    else if (isClosing(piece.shape)) open.pop();
    if (piece.shape !== "comment") code = piece;
  });
  return text === "" ? "" : `${text}\n`;

  /** A comment on its own line stands like the code that follows it. */
  function indentOf(index: number): number {
    const next = pieces.slice(index).find(({ shape }) => shape !== "comment");
    const outer = open.at(-1);
    const inner = outer === undefined ? 0 : outer + INDENT;
    if (next === undefined) return inner;
    if (isClosing(next.shape)) return next === pieces[index] ? (outer ?? 0) : inner;
    return continues(code, next) ? inner + INDENT : inner;
  }
}

function lineEnds(before: ShapedPiece | undefined, piece: ShapedPiece): string {
  if (before === undefined) return "";
  const isEdge = isOpening(before.shape) || isClosing(piece.shape);
  return piece.lineBreaks > 1 && !isEdge ? "\n\n" : "\n";
}

function spaceBetween(before: ShapedPiece, piece: ShapedPiece): string {
  if (
    piece.semicolon &&
    !isOpening(before.shape) &&
    !isClosing(piece.shape) &&
    piece.kind !== "lineComment"
  ) {
    return "; ";
  }
  if (before.shape === "comment" || piece.shape === "comment") {
    return piece.adjoins && piece.kind !== "lineComment" ? "" : " ";
  }
  return adjoin(before.shape, piece.shape) ? "" : " ";
}

function adjoin(before: Shape, after: Shape): boolean {
  switch (after) {
    case "close":
    case "closeCondition":
    case "comma":
    case "colon":
    case "postfix":
    case "angle":
      return true;
    case "closeBrace":
      return before === "openBrace";
    case "dot":
    case "open":
      return endsOperand(before) || takesNextAlong(before);
    default:
      return takesNextAlong(before);
  }
}

function takesNextAlong(shape: Shape): boolean {
  return shape === "open" || shape === "angle" || shape === "dot" || shape === "prefix" || shape === "mark";
}

/** True if a piece that begins a line belongs to what stands before it. */
function continues(before: ShapedPiece | undefined, piece: ShapedPiece): boolean {
  if (before === undefined || piece.shape === "openBrace" || piece.type === T.Else) return false;
  if (endsOperand(before.shape)) return T.CONTINUES_LINE.has(piece.type);
  return !isOpening(before.shape) && before.shape !== "comma";
}
