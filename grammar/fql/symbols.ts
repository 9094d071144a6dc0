import type { TokenType } from "chevrotain";
import * as T from "./tokens.js";

/** Operators and punctuation by first character, longest first. */
const SYMBOLS: readonly (readonly (readonly [string, TokenType])[] | undefined)[] = byFirstCharacter([
  ["...", T.Ellipsis],
  [".", T.Dot],
  ["?.", T.QuestionDot],
  ["??", T.QuestionQuestion],
  ["?", T.Question],
  ["||", T.BarBar],
  ["|", T.Bar],
  ["&&", T.AmpersandAmpersand],
  ["&", T.Ampersand],
  ["==", T.EqualsEquals],
  ["=~", T.EqualsTilde],
  ["=>", T.Arrow],
  ["=", T.Equals],
  ["!=", T.BangEquals],
  ["!~", T.BangTilde],
  ["!", T.Bang],
  [">=", T.GreaterEquals],
  [">", T.Greater],
  ["<=", T.LessEquals],
  ["<", T.Less],
  ["->", T.ThinArrow],
  ["-", T.Minus],
  ["+", T.Plus],
  ["**", T.StarStar],
  ["*", T.Star],
  ["/", T.Slash],
  ["%", T.Percent],
  ["^", T.Caret],
  ["~", T.Tilde],
  ["(", T.LeftParen],
  [")", T.RightParen],
  ["[", T.LeftBracket],
  ["]", T.RightBracket],
  ["{", T.LeftBrace],
  ["}", T.RightBrace],
  [",", T.Comma],
  [":", T.Colon],
  ["@", T.AtSign],
]);

function byFirstCharacter(symbols: readonly (readonly [string, TokenType])[]) {
  const table: (readonly [string, TokenType])[][] = [];
  for (const symbol of symbols) {
    const code = symbol[0].charCodeAt(0);
    table[code] ??= [];
    table[code].push(symbol);
  }
  return table;
}

/** The longest operator or mark of punctuation at a position of a text. */
export function symbolAt(text: string, position: number): readonly [string, TokenType] | undefined {
  const candidates = SYMBOLS[text.charCodeAt(position)];
  return candidates?.find(([image]) => image.length === 1 || text.startsWith(image, position));
}
