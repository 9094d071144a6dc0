import type { TokenType } from "chevrotain";
import type { Block, SchemaFile } from "../ast/index.js";
import * as T from "../fql/tokens.js";
import { wordKind } from "../fsl/words.js";
import type { Piece } from "./pieces.js";
import { typeMarksOf } from "./typeMarks.js";

/** What a piece does where it stands, as far as the space around it depends on that. */
export type Shape =
  /** Something that a `(`, `[`, `.` or `!` goes on with. */
  | "operand"
  /** A keyword, or an operator between operands. */
  | "word"
  | "prefix"
  /** The `!` after an operand, the `?` and `>` of a type. */
  | "postfix"
  | "angle"
  | "dot"
  | "comma"
  | "colon"
  /** `@`, `...` */
  | "mark"
  | "open"
  | "close"
  /** The `)` of `if (…)` and `at (…)`. */
  | "closeCondition"
  | "openBrace"
  | "closeBrace"
  | "comment";

export interface ShapedPiece extends Piece {
  readonly shape: Shape;
}

const KEYWORDS: readonly TokenType[] = [T.If, T.Else, T.At, T.Match, T.Case, T.Let];
const FIXED: ReadonlyMap<TokenType, Shape> = new Map<TokenType, Shape>([
  [T.Dot, "dot"],
  [T.QuestionDot, "dot"],
  [T.Comma, "comma"],
  [T.Colon, "colon"],
  [T.AtSign, "mark"],
  [T.Ellipsis, "mark"],
  [T.LeftParen, "open"],
  [T.LambdaParen, "open"],
  [T.LeftBracket, "open"],
  [T.LeftBrace, "openBrace"],
  [T.ObjectBrace, "openBrace"],
  [T.RightBracket, "close"],
  [T.RightBrace, "closeBrace"],
  [T.Equals, "word"],
  [T.Arrow, "word"],
  [T.ThinArrow, "word"],
]);

/** True for what a `(` or `.` goes on with. */
export function endsOperand(shape: Shape | undefined): boolean {
  return shape === "operand" || shape === "postfix" || shape === "close" || shape === "closeBrace";
}

export function isOpening(shape: Shape): boolean {
  return shape === "open" || shape === "openBrace";
}

export function isClosing(shape: Shape): boolean {
  return shape === "close" || shape === "closeCondition" || shape === "closeBrace";
}

/** Finds out what each piece does, from its neighbours and from the tree of the same text. */
export function shapesOf(pieces: readonly Piece[], tree: Block | SchemaFile): ShapedPiece[] {
  const marks = typeMarksOf(tree);
  const bodies =
    "items" in tree ? tree.items.flatMap((item) => (item.kind === "function" ? [item.body.span] : [])) : [];
  const shaped: ShapedPiece[] = [];
  const conditions: boolean[] = [];
  let before: ShapedPiece | undefined;

  const whole = pieces.flatMap((piece) => (marks.closing.has(piece.start) ? closingAngle(piece) : [piece]));
  whole.forEach((piece, index) => {
    const shape = shapeOf(piece, whole[index + 1]);
    const result = { ...piece, shape };
    shaped.push(result);
    if (shape !== "comment") before = result;
  });
  return shaped;

  function shapeOf(piece: Piece, next: Piece | undefined): Shape {
    const { type, start } = piece;
    if (piece.kind !== "token") return "comment";
    if (marks.opening.has(start)) return "angle";
    if (marks.closing.has(start) || marks.nullable.has(start)) return "postfix";
    if (type === T.LeftParen || type === T.LambdaParen) {
      conditions.push(before?.shape === "word" && (before.type === T.If || before.type === T.At));
    }
    if (type === T.RightParen) return conditions.pop() ? "closeCondition" : "close";
    const fixed = FIXED.get(type);
    if (fixed !== undefined) return fixed;
    if (before?.shape === "dot") return "operand";
    const goesOn = endsOperand(before?.shape) && piece.lineBreaks === 0;
    if (type === T.Bang) return goesOn ? "postfix" : "prefix";
    if (type === T.Minus || type === T.Sign || type === T.Tilde || type === T.BangTilde) {
      return goesOn ? "word" : "prefix";
    }
    if (KEYWORDS.includes(type) || isOperator(type)) return "word";
    return isMemberWord(piece, next) || isCheckName() ? "word" : "operand";
  }

  /** A word of FSL that begins a member. */
  function isMemberWord(piece: Piece, next: Piece | undefined): boolean {
    if (!("items" in tree) || wordKind(piece.text) === "unknown") return false;
    if (next?.type === T.Colon || next?.type === T.Equals) return false;
    if (bodies.some(({ start, end }) => start <= piece.start && piece.start < end)) return false;
    return before === undefined || before.shape === "openBrace" || piece.lineBreaks > 0 || piece.semicolon;
  }

  function isCheckName(): boolean {
    return before?.shape === "word" && before.text === "check";
  }
}

/** `let a: Array<Int>=[]` has the end of a type and the `=` in one token. */
function closingAngle(piece: Piece): Piece[] {
  if (piece.text === ">") return [piece];
  const equals = {
    ...piece,
    type: T.Equals,
    text: "=",
    start: piece.start + 1,
    lineBreaks: 0,
    semicolon: false,
  };
  return [{ ...piece, text: ">" }, equals];
}

function isOperator(type: TokenType): boolean {
  return type.CATEGORIES?.includes(T.BinaryOperator) === true;
}
