import { createToken, type IToken, Lexer, type TokenType } from "chevrotain";
import type { LiteralValue } from "../ast/index.js";

/**
 * The token types of FQL. The scanner refines types by what stands around a token, so that the grammar is LL(1):
 * `LambdaParen` is a `(` whose `)` is followed by `=>`, `ObjectBrace` a `{` that opens an object literal, and so
 * on. A refined type belongs to its plain type as a category, so a rule that does not care says `LeftParen`.
 */
function token(name: string, ...categories: TokenType[]): TokenType {
  return createToken({ name, pattern: Lexer.NA, categories });
}

/** Any word, reserved ones included: field names, keys, type names. */
export const Word = token("Word");
export const Identifier = token("Identifier", Word);
/** A name that `=>` follows on the same line. */
export const LambdaName = token("LambdaName", Identifier);
/** `1b` in `Foo.1b`, which may be the name of a type and nothing else. */
export const NamePart = token("NamePart");
/** A value of a template. */
export const Placeholder = token("Placeholder");

/** A literal that is one token; the scanner has computed its value. */
export const Literal = token("Literal");
export const Numeral = token("Numeral", Literal);
export const Integer = token("Integer", Numeral);
export const Float = token("Float", Numeral);
export const StringLiteral = token("StringLiteral", Literal);
export const HeredocLiteral = token("HeredocLiteral", Literal);
/** `"a#b"`: no interpolation, and still a template. */
export const HashString = token("HashString");

export const TemplateStart = token("TemplateStart");
export const TemplateText = token("TemplateText");
export const InterpolationStart = token("InterpolationStart");
export const InterpolationEnd = token("InterpolationEnd");
export const TemplateEnd = token("TemplateEnd");

export const If = token("If", Word);
export const Else = token("Else", Word);
export const At = token("At", Word);
export const Match = token("Match", Word);
export const Case = token("Case", Word);
export const Let = token("Let", Word);
export const Null = token("Null", Word, Literal);
export const True = token("True", Word, Literal);
export const False = token("False", Word, Literal);
export const Join = token("Join", Word);
export const On = token("On", Word);
export const Of = token("Of", Word);

/** What goes on with an operand: `.a`, `(b)`, `[c]`, `!`. */
export const LinkStart = token("LinkStart");
export const BinaryOperator = token("BinaryOperator");
export const PrefixOperator = token("PrefixOperator");
export const Isa = token("Isa", Word, BinaryOperator);
export const QuestionQuestion = token("QuestionQuestion", BinaryOperator);
export const BarBar = token("BarBar", BinaryOperator);
export const AmpersandAmpersand = token("AmpersandAmpersand", BinaryOperator);
export const EqualsEquals = token("EqualsEquals", BinaryOperator);
export const BangEquals = token("BangEquals", BinaryOperator);
export const EqualsTilde = token("EqualsTilde", BinaryOperator);
/** Two prefix operators where an operand is expected. */
export const BangTilde = token("BangTilde", BinaryOperator, PrefixOperator);
export const Greater = token("Greater", BinaryOperator);
export const Less = token("Less", BinaryOperator);
export const GreaterEquals = token("GreaterEquals", BinaryOperator);
export const LessEquals = token("LessEquals", BinaryOperator);
export const Bar = token("Bar", BinaryOperator);
export const Caret = token("Caret", BinaryOperator);
export const Ampersand = token("Ampersand", BinaryOperator);
export const Plus = token("Plus", BinaryOperator);
export const Minus = token("Minus", BinaryOperator, PrefixOperator);
/** A `+` or `-` before a number on the same line: a sign where an operand is expected. */
export const Sign = token("Sign", BinaryOperator);
export const Star = token("Star", BinaryOperator);
export const Slash = token("Slash", BinaryOperator);
export const Percent = token("Percent", BinaryOperator);
export const StarStar = token("StarStar", BinaryOperator);
export const Bang = token("Bang", PrefixOperator, LinkStart);
export const Tilde = token("Tilde", PrefixOperator);

export const LeftParen = token("LeftParen", LinkStart);
export const RightParen = token("RightParen");
export const LambdaParen = token("LambdaParen", LeftParen);
export const LeftBracket = token("LeftBracket", LinkStart);
export const RightBracket = token("RightBracket");
export const LeftBrace = token("LeftBrace");
export const RightBrace = token("RightBrace");
/** A `{` that a key and `:`, or `}`, follows. */
export const ObjectBrace = token("ObjectBrace", LeftBrace);
export const Comma = token("Comma");
/** One or more `;` with only space between them. */
export const Semicolon = token("Semicolon");
export const Colon = token("Colon");
export const Dot = token("Dot", LinkStart);
export const QuestionDot = token("QuestionDot", LinkStart);
export const Question = token("Question");
export const Ellipsis = token("Ellipsis");
export const Equals = token("Equals");
export const Arrow = token("Arrow");
/** `->` and `@` occur in FSL only. */
export const ThinArrow = token("ThinArrow");
export const AtSign = token("AtSign");
/** What no rule accepts: an unclosed string, a bad number, a stray character. */
export const Invalid = token("Invalid");

export const FQL_TOKENS: readonly TokenType[] = [
  Word,
  Identifier,
  LambdaName,
  NamePart,
  Placeholder,
  Literal,
  Numeral,
  Integer,
  Float,
  StringLiteral,
  HeredocLiteral,
  HashString,
  TemplateStart,
  TemplateText,
  InterpolationStart,
  InterpolationEnd,
  TemplateEnd,
  If,
  Else,
  At,
  Match,
  Case,
  Let,
  Null,
  True,
  False,
  Join,
  On,
  Of,
  LinkStart,
  BinaryOperator,
  PrefixOperator,
  Isa,
  QuestionQuestion,
  BarBar,
  AmpersandAmpersand,
  EqualsEquals,
  BangEquals,
  EqualsTilde,
  BangTilde,
  Greater,
  Less,
  GreaterEquals,
  LessEquals,
  Bar,
  Caret,
  Ampersand,
  Plus,
  Minus,
  Sign,
  Star,
  Slash,
  Percent,
  StarStar,
  Bang,
  Tilde,
  LeftParen,
  RightParen,
  LambdaParen,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  ObjectBrace,
  Comma,
  Semicolon,
  Colon,
  Dot,
  QuestionDot,
  Question,
  Ellipsis,
  Equals,
  Arrow,
  ThinArrow,
  AtSign,
  Invalid,
];

/** The token types of the reserved words. spec/01 §1.2 */
export const KEYWORDS: ReadonlyMap<string, TokenType> = new Map([
  ["if", If],
  ["else", Else],
  ["at", At],
  ["match", Match],
  ["case", Case],
  ["let", Let],
  ["null", Null],
  ["true", True],
  ["false", False],
  ["isa", Isa],
  ["join", Join],
  ["on", On],
  ["of", Of],
]);

/** How tight each binary operator binds, by its text. spec/01 §3 */
export const PRECEDENCE: Readonly<Record<string, number>> = {
  "??": 1,
  "||": 2,
  "&&": 3,
  "==": 4,
  "!=": 4,
  "=~": 4,
  "!~": 4,
  ">": 5,
  "<": 5,
  ">=": 5,
  "<=": 5,
  isa: 6,
  "|": 7,
  "^": 8,
  "&": 9,
  "+": 10,
  "-": 10,
  "*": 11,
  "/": 11,
  "%": 11,
  "**": 12,
};

/** Token types that go on with an expression when they stand first on a line. spec/01 §1.3 */
export const CONTINUES_LINE: ReadonlySet<TokenType> = new Set([
  Dot,
  QuestionDot,
  QuestionQuestion,
  BarBar,
  AmpersandAmpersand,
  Bar,
  Caret,
  Ampersand,
]);

const NO_TEXTS: readonly string[] = [];

/** A token of a text, with what the parser and the recogniser ask about its place. spec/01 §1 */
export class Token implements IToken {
  tokenTypeIdx: number;
  /** The computed value of a `Literal`. */
  literal: LiteralValue | undefined = undefined;
  /** The texts of a `HashString` or `TemplateText`. */
  parts: readonly string[] = NO_TEXTS;

  constructor(
    public tokenType: TokenType,
    public image: string,
    public startOffset: number,
    public end: number,
    /** Where the space before this token begins to hold line ends or line comments; -1 if it holds none. */
    readonly lineBreak: number,
  ) {
    this.tokenTypeIdx = tokenType.tokenTypeIdx!;
  }

  /** False where a line end before this token ends the expression. */
  get continues(): boolean {
    return this.lineBreak < 0 || CONTINUES_LINE.has(this.tokenType);
  }

  refine(type: TokenType): void {
    this.tokenType = type;
    this.tokenTypeIdx = type.tokenTypeIdx!;
  }

  /** True for exactly this type. */
  is(type: TokenType): boolean {
    return this.tokenTypeIdx === type.tokenTypeIdx;
  }

  /** True for this type and the types that belong to it. */
  isA(type: TokenType): boolean {
    return this.is(type) || type.categoryMatchesMap?.[this.tokenTypeIdx] === true;
  }
}
