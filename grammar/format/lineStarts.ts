import { isClosing, isOpening, type ShapedPiece } from "./shapes.js";

/**
 * Says of each piece whether it begins a line: where the text breaks one; and of braces that have several lines,
 * the first and last thing in them and every member after a `;` too.
 */
export function lineStarts(pieces: readonly ShapedPiece[]): boolean[] {
  const broken = brokenBraces(pieces);
  const open: ShapedPiece[] = [];
  return pieces.map((piece, index) => {
    const before = pieces[index - 1];
    const around = open.at(-1);
    if (isOpening(piece.shape)) open.push(piece);
    else if (isClosing(piece.shape)) open.pop();
    if (breaksBefore(before, piece)) return true;
    if (around === undefined || !broken.has(around) || piece.kind === "lineComment") return false;
    return before === around || piece.shape === "closeBrace" || piece.semicolon;
  });
}

function breaksBefore(before: ShapedPiece | undefined, piece: ShapedPiece): boolean {
  return before === undefined || piece.lineBreaks > 0 || before.kind === "lineComment";
}

/** The opening braces between which a line ends that is not inside further brackets. */
function brokenBraces(pieces: readonly ShapedPiece[]): Set<ShapedPiece> {
  const broken = new Set<ShapedPiece>();
  const open: ShapedPiece[] = [];
  pieces.forEach((piece, index) => {
    const around = open.at(-1);
    if (around?.shape === "openBrace" && breaksBefore(pieces[index - 1], piece)) broken.add(around);
    if (isOpening(piece.shape)) open.push(piece);
    else if (isClosing(piece.shape)) open.pop();
  });
  return broken;
}
