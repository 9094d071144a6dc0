import type { TokenType } from "chevrotain";
import * as T from "./tokens.js";

export interface Symbol {
  readonly image: string;
  readonly type: TokenType;
  /** The codes of its second and third character, NaN where there are none. */
  readonly second: number;
  readonly third: number;
}

/** Operators and punctuation by first character, longest first. */
const SYMBOLS: readonly (readonly Symbol[] | undefined)[] = byFirstCharacter([
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
  const table: Symbol[][] = [];
  for (const [image, type] of symbols) {
    const code = image.charCodeAt(0);
    table[code] ??= [];
    table[code].push({ image, type, second: image.charCodeAt(1), third: image.charCodeAt(2) });
  }
  return table;
}

/** The longest operator or mark of punctuation at a position of a text. */
export function symbolAt(text: string, position: number): Symbol | undefined {
  const candidates = SYMBOLS[text.charCodeAt(position)];
  if (candidates === undefined) return undefined;
  for (const symbol of candidates) {
    const { length } = symbol.image;
    if (length === 1) return symbol;
    if (text.charCodeAt(position + 1) !== symbol.second) continue;
    if (length === 2 || text.charCodeAt(position + 2) === symbol.third) return symbol;
  }
  return undefined;
}
