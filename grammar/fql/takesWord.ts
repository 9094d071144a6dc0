import { scan } from "./scanner.js";
import * as T from "./tokens.js";

const CLOSERS = [T.RightParen, T.RightBracket, T.TemplateEnd, T.HashString, T.Literal];

/**
 * False where no word can be written: in strings, numbers and comments, right behind what a value ends with, and
 * between a value and the operator behind it. For editors. spec/03b §11.2
 */
export function takesWord(text: string, position: number): boolean {
  const tokens = scan(text, true);
  const next = tokens.findIndex(({ startOffset }) => startOffset >= position);
  const after = tokens[next];
  const before = tokens[next - 1];
  if (before === undefined) return !endsInComment(text.slice(0, position));
  if (before.end > position || endsInComment(text.slice(before.end, position))) return false;
  if (after?.startOffset === position && after.isA(T.Word)) return true;
  const isPostfix = before.is(T.Bang) && endsValue(tokens[next - 2]);
  if (before.end === position && (isPostfix || isCloser(before))) return false;
  const isLeftOfOperator = after?.isA(T.BinaryOperator) === true && after.lineBreak < 0;
  return !(isLeftOfOperator && (isPostfix || endsValue(before)));
}

function isCloser(token: T.Token): boolean {
  return !token.isA(T.Word) && CLOSERS.some((type) => token.isA(type));
}

function endsValue(token: T.Token | undefined): boolean {
  if (token === undefined) return false;
  return token.isA(T.Identifier) || token.is(T.RightBrace) || CLOSERS.some((type) => token.isA(type));
}

/** Says of what stands between two tokens whether a comment is open at its end. */
function endsInComment(gap: string): boolean {
  return /\/[/*]/.test(gap.replaceAll(/\/\*.*?\*\/|\/\/[^\n]*\n/gs, ""));
}
