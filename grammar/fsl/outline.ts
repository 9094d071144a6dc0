import { EOF, type TokenType } from "chevrotain";
import { scan } from "../fql/scanner.js";
import * as T from "../fql/tokens.js";

/** A token of a schema, or brackets with what they hold. */
export type OutlinePart = OutlineToken | OutlineGroup;

export interface OutlineToken {
  readonly kind: "word" | "mark" | "value";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The first token of a line. */
  readonly beginsLine: boolean;
}

export interface OutlineGroup {
  readonly kind: "group";
  readonly opening: "{" | "[" | "(";
  readonly parts: readonly OutlinePart[];
  /** With its brackets, the last of which may be missing. */
  readonly start: number;
  readonly end: number;
  readonly isClosed: boolean;
}

const CLOSERS: ReadonlyMap<TokenType, TokenType> = new Map([
  [T.LeftBrace, T.RightBrace],
  [T.ObjectBrace, T.RightBrace],
  [T.LeftBracket, T.RightBracket],
  [T.LeftParen, T.RightParen],
  [T.LambdaParen, T.RightParen],
]);
const CLOSING = new Set(CLOSERS.values());

/** The brackets of a schema, finished or not, and what they hold: for editors. spec/03b §11.3 */
export function outlineSchema(text: string): readonly OutlinePart[] {
  const tokens = scan(text, true).filter((token) => !token.is(EOF));
  const outermost: OutlinePart[] = [];
  let parts = outermost;
  const open: { readonly token: T.Token; readonly parts: OutlinePart[]; readonly around: OutlinePart[] }[] =
    [];
  const close = (end: number, isClosed: boolean): void => {
    const { token, parts: inner, around } = open.pop()!;
    const opening = token.image as OutlineGroup["opening"];
    around.push({ kind: "group", opening, parts: inner, start: token.startOffset, end, isClosed });
    parts = around;
  };
  for (const token of tokens) {
    const { tokenType } = token;
    if (CLOSERS.has(tokenType)) {
      const inner: OutlinePart[] = [];
      open.push({ token, parts: inner, around: parts });
      parts = inner;
    } else if (!CLOSING.has(tokenType)) parts.push(outlineToken(token));
    else if (open.some((each) => CLOSERS.get(each.token.tokenType) === tokenType)) {
      while (CLOSERS.get(open.at(-1)!.token.tokenType) !== tokenType) close(token.startOffset, false);
      close(token.end, true);
    }
  }
  while (open.length > 0) close(text.length, false);
  return outermost;
}

function outlineToken(token: T.Token): OutlineToken {
  const { image: text, startOffset: start, end, lineBreak } = token;
  const kind = token.isA(T.Word) ? "word" : MARKS.some((type) => token.isA(type)) ? "mark" : "value";
  return { kind, text, start, end, beginsLine: lineBreak >= 0 };
}

const MARKS = [
  ...[T.BinaryOperator, T.PrefixOperator, T.Comma, T.Semicolon, T.Colon, T.Dot, T.QuestionDot],
  ...[T.Question, T.Ellipsis, T.Equals, T.Arrow, T.ThinArrow, T.AtSign],
];

/** The members of a body, or the items of a file: what lines and semicolons separate. Annotations are left out. */
export function outlineMembers(parts: readonly OutlinePart[]): readonly (readonly OutlinePart[])[] {
  const members: OutlinePart[][] = [];
  let current: OutlinePart[] = [];
  for (const part of parts) {
    const isEnd = isMark(part, ";");
    if (isEnd || beginsMember(part, current.at(-1))) {
      if (current.length > 0) members.push(current);
      current = [];
    }
    if (!isEnd) current.push(part);
  }
  if (current.length > 0) members.push(current);
  return members.map(withoutAnnotations).filter((member) => member.length > 0);
}

function beginsMember(part: OutlinePart, before: OutlinePart | undefined): boolean {
  if (part.kind === "group" || !part.beginsLine || before === undefined) return false;
  const isComplete = before.kind !== "mark" || before.text === "?";
  return isComplete && (part.kind === "word" || ["*", "@"].includes(part.text));
}

function withoutAnnotations(member: readonly OutlinePart[]): readonly OutlinePart[] {
  const [at, , group] = member;
  return isMark(at, "@") && group?.kind === "group" ? withoutAnnotations(member.slice(3)) : member;
}

/** Says whether a part is a certain mark, such as `:`. */
export function isMark(part: OutlinePart | undefined, text: string): boolean {
  return part?.kind === "mark" && part.text === text;
}
