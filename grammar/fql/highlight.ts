import { skipBlockComment } from "./characters.js";
import { lineTextEnd } from "./heredoc.js";
import { scan } from "./scanner.js";
import * as T from "./tokens.js";

/** What a piece of text is, to a reader. */
export type TokenClass =
  | "keyword"
  | "constant"
  | "number"
  | "string"
  /** A collection, module or type: by convention their names begin with a capital. */
  | "type"
  | "name"
  | "field"
  /** What is called. */
  | "function"
  | "key"
  | "operator"
  | "punctuation"
  | "comment"
  /** A value of a template. */
  | "placeholder";

export interface ClassifiedText {
  readonly class: TokenClass;
  readonly start: number;
  readonly end: number;
}

const CONSTANTS = new Set([T.Null, T.True, T.False]);
const KEYWORDS = new Set([T.If, T.Else, T.At, T.Match, T.Case, T.Let, T.Isa]);
const PUNCTUATION = new Set([
  ...[T.LeftParen, T.RightParen, T.LambdaParen, T.LeftBracket, T.RightBracket, T.LeftBrace, T.RightBrace],
  ...[T.ObjectBrace, T.Comma, T.Semicolon, T.Colon, T.Dot, T.QuestionDot, T.Ellipsis, T.Question],
]);
const STRINGS = new Set([
  ...[T.StringLiteral, T.HeredocLiteral, T.HashString, T.TemplateStart, T.TemplateText, T.TemplateEnd],
]);
const INTERPOLATION = new Set([T.InterpolationStart, T.InterpolationEnd]);
const OPENERS = new Set([T.LeftParen, T.LambdaParen, T.LeftBracket, T.LeftBrace, T.ObjectBrace]);
const CLOSERS = new Set([T.RightParen, T.RightBracket, T.RightBrace, T.InterpolationEnd]);

/** Words that begin members of a schema. */
const SCHEMA_WORDS = new Set(
  (
    "collection function role access provider index unique check compute terms values history_days ttl_days " +
    "document_ttls migrations privileges membership predicate alias issuer jwks_uri add drop move split backfill " +
    "move_conflicts move_wildcard"
  ).split(" "),
);

/**
 * The tokens and comments of a text, finished or not, for colours. What lies between them is space.
 * Words of schema definitions are keywords where `schema` says so.
 */
export function classifyText(text: string, schema = false): readonly ClassifiedText[] {
  const tokens = scan(text, true);
  const found: ClassifiedText[] = [];
  let end = 0;
  tokens.forEach((token, i) => {
    found.push(...comments(text, end, token.startOffset));
    end = token.end;
    if (token.end === token.startOffset) return;
    found.push({ class: classOf(tokens, i, schema), start: token.startOffset, end });
  });
  return found;
}

/** The pair of brackets of which one ends or begins at a position: what an editor lights up. */
export function bracketsAt(
  text: string,
  position: number,
): readonly [open: number, close: number] | undefined {
  const open: number[] = [];
  for (const token of scan(text, true)) {
    if (OPENERS.has(token.tokenType) || token.is(T.InterpolationStart)) open.push(token.startOffset);
    if (!CLOSERS.has(token.tokenType)) continue;
    const partner = open.pop();
    if (partner === undefined) continue;
    if (partner === position || token.end === position) return [partner, token.startOffset];
  }
  return undefined;
}

function classOf(tokens: readonly T.Token[], i: number, schema: boolean): TokenClass {
  const { tokenType } = tokens[i]!;
  if (tokens[i]!.isA(T.Word)) return wordClass(tokens, i, schema);
  if (STRINGS.has(tokenType)) return "string";
  if (INTERPOLATION.has(tokenType) || PUNCTUATION.has(tokenType)) return "punctuation";
  if (tokens[i]!.isA(T.Numeral)) return "number";
  if (tokenType === T.Placeholder) return "placeholder";
  return tokenType === T.NamePart ? "type" : "operator";
}

function wordClass(tokens: readonly T.Token[], i: number, schema: boolean): TokenClass {
  const { tokenType, image } = tokens[i]!;
  const before = tokens[i - 1];
  const next = tokens[i + 1]!;
  const isCalled = next.isA(T.LeftParen) && next.startOffset === tokens[i]!.end;
  if (before?.is(T.Dot) || before?.is(T.QuestionDot)) return isCalled ? "function" : "field";
  if (next.is(T.Colon) && (before?.isA(T.LeftBrace) || before?.is(T.Comma))) return "key";
  if (CONSTANTS.has(tokenType)) return "constant";
  if (KEYWORDS.has(tokenType)) return "keyword";
  if (schema && SCHEMA_WORDS.has(image) && !next.is(T.Colon)) return "keyword";
  if (/^[A-Z]/.test(image)) return "type";
  return isCalled ? "function" : "name";
}

/** Between tokens stand spaces, comments, and characters that are neither. */
function* comments(text: string, from: number, to: number): Generator<ClassifiedText> {
  for (let start = text.indexOf("/", from); start >= 0 && start < to; start = text.indexOf("/", start + 1)) {
    const isBlock = text[start + 1] === "*";
    if (!isBlock && text[start + 1] !== "/") continue;
    const end = isBlock ? skipBlockComment(text, start) : lineTextEnd(text, start, false);
    if (end < 0) return;
    yield { class: "comment", start, end };
    start = end - 1;
  }
}
