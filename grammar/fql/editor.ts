import { EOF, type TokenType } from "chevrotain";
import type { Block } from "../ast/index.js";
import type { Diagnostic } from "../diagnostic.js";
import { type Source, span } from "../span.js";
import { MAX_NESTING, TooDeep } from "./nesting.js";
import { type ParseOptions, parseQuery } from "./parse.js";
import { FqlParser } from "./parser/index.js";
import { scan } from "./scanner.js";
import * as T from "./tokens.js";

/** A tree of a text that may be unfinished, and what is wrong with the text. */
export interface EditorParse {
  /**
   * Where something is missing, a name is the empty string; its span is the gap it would fill. Names, fields and
   * types can be holes. A tree with holes must never be run.
   */
  readonly tree: Block;
  readonly diagnostics: readonly Diagnostic[];
}

/** What may be missing before a token, the likeliest first; a closing bracket and a name come before all these. */
const MISSING: readonly (readonly [type: TokenType, image: string])[] = [
  [T.Comma, ","],
  [T.Semicolon, ";"],
  [T.Equals, "="],
  [T.Colon, ":"],
  [T.Arrow, "=>"],
];

const CLOSERS: ReadonlyMap<TokenType, readonly [type: TokenType, image: string]> = new Map([
  [T.LeftParen, [T.RightParen, ")"]],
  [T.LambdaParen, [T.RightParen, ")"]],
  [T.LeftBracket, [T.RightBracket, "]"]],
  [T.LeftBrace, [T.RightBrace, "}"]],
  [T.ObjectBrace, [T.RightBrace, "}"]],
  [T.TemplateStart, [T.TemplateEnd, '"']],
  [T.InterpolationStart, [T.InterpolationEnd, "}"]],
]);

const CLOSING: ReadonlySet<TokenType> = new Set([...CLOSERS.values()].map(([type]) => type));

/** Words that begin a form: on a new line they are no field of what a dot before them ends. */
const FORMS: ReadonlySet<TokenType> = new Set([T.If, T.At, T.Match, T.Let]);

/** So many places are mended; what follows the last one is left out. */
const MAX_REPAIRS = 40;

let parser: FqlParser | undefined;

/** Parses a query for completions and the like: there is always a tree. spec/01 §16 */
export function parseForEditor(text: string, options: ParseOptions = {}): EditorParse {
  const parsed = parseQuery(text, options);
  if (parsed.ok) return { tree: parsed.value, diagnostics: [] };
  const { source: given = "*query*", offset = 0, maxNesting = MAX_NESTING } = options;
  const source = typeof given === "string" ? { name: given, text } : given;
  const attempt = (tokens: readonly T.Token[]) => attemptTree(text, tokens, source, offset, maxNesting);
  return { tree: repair(fieldsBeforeForms(scan(text, true)), attempt), diagnostics: parsed.diagnostics };
}

type Attempt = { readonly tree: Block } | { readonly tree: undefined; readonly failedAt: number };

function attemptTree(
  text: string,
  tokens: readonly T.Token[],
  source: Source,
  offset: number,
  maxNesting: number,
): Attempt {
  parser ??= new FqlParser();
  parser.lenient = true;
  parser.load(text, [...tokens], source, offset, maxNesting);
  try {
    const statements = parser.whole(parser.statements);
    if (statements === undefined) return { tree: undefined, failedAt: parser.failedAt };
    const start = statements[0]!.span.start;
    return { tree: { kind: "block", statements, span: span(source, start, offset + text.length) } };
  } catch (failure) {
    if (!(failure instanceof TooDeep || failure instanceof RangeError)) throw failure;
    return { tree: undefined, failedAt: 0 };
  }
}

/** Mends the tokens where the parse fails, each time in the way that gets furthest, until there is a tree. */
function repair(scanned: readonly T.Token[], attempt: (tokens: readonly T.Token[]) => Attempt): Block {
  let tokens = scanned;
  let result = attempt(tokens);
  for (let repairs = 0; result.tree === undefined && repairs < 2 * MAX_REPAIRS; repairs++) {
    if (repairs === MAX_REPAIRS) tokens = [...tokens.slice(0, result.failedAt), tokens.at(-1)!];
    const mended = bestOf(candidates(tokens, result.failedAt), attempt);
    ({ tokens, result } = mended);
  }
  if (result.tree !== undefined) return result.tree;
  const nothing = attempt([...withHole([scanned.at(-1)!], 0)]);
  if (nothing.tree === undefined) throw new Error("A hole is a query.");
  return nothing.tree;
}

function bestOf(
  choices: readonly (readonly T.Token[])[],
  attempt: (tokens: readonly T.Token[]) => Attempt,
): { tokens: readonly T.Token[]; result: Attempt } {
  let best: { tokens: readonly T.Token[]; result: Attempt } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const tokens of choices) {
    const result = attempt(tokens);
    const left = result.tree === undefined ? tokens.length - result.failedAt : 0;
    if (left < least) {
      best = { tokens, result };
      least = left;
    }
  }
  return best!;
}

function candidates(tokens: readonly T.Token[], at: number): (readonly T.Token[])[] {
  const closer = CLOSERS.get(innermostOpen(tokens, at) ?? EOF);
  return [
    ...(closer === undefined ? [] : [withMissing(tokens, at, ...closer)]),
    withHole(tokens, at),
    ...(opensTypeArguments(tokens, at) ? [withMissing(tokens, at, T.Greater, ">")] : []),
    ...MISSING.map(([type, image]) => withMissing(tokens, at, type, image)),
    ...(at < tokens.length - 1 ? [[...tokens.slice(0, at), ...tokens.slice(at + 1)]] : []),
    withMissing(tokens, at, T.LeftParen, "("),
  ];
}

/** The bracket that is open before a token. */
function innermostOpen(tokens: readonly T.Token[], before: number): TokenType | undefined {
  const open: TokenType[] = [];
  for (const { tokenType } of tokens.slice(0, before)) {
    if (CLOSING.has(tokenType) && CLOSERS.get(open.at(-1) ?? EOF)?.[0] === tokenType) open.pop();
    else if (CLOSERS.has(tokenType)) open.push(tokenType);
  }
  return open.at(-1);
}

/** True if the last `<` before a token stands as type arguments do, and nothing has closed it. */
function opensTypeArguments(tokens: readonly T.Token[], before: number): boolean {
  const read = tokens.slice(0, before);
  const open = read.findLastIndex((token) => token.is(T.Less));
  if (open <= 0 || read[open - 1]!.end !== read[open]!.startOffset) return false;
  return !read.slice(open).some((token) => token.is(T.Greater));
}

function withMissing(tokens: readonly T.Token[], at: number, type: TokenType, image: string): T.Token[] {
  const position = tokens[at - 1]?.end ?? 0;
  return inserted(tokens, at, new T.Token(type, image, position, position, -1));
}

/** A name without letters, as wide as the gap in which it would stand. */
function withHole(tokens: readonly T.Token[], at: number): T.Token[] {
  const start = tokens[at - 1]?.end ?? 0;
  return inserted(tokens, at, new T.Token(T.Identifier, "", start, tokens[at]!.startOffset, -1));
}

function inserted(tokens: readonly T.Token[], at: number, token: T.Token): T.Token[] {
  return [...tokens.slice(0, at), token, ...tokens.slice(at)];
}

/** In `a.⏎let b = 1` the dot awaits a name, and `let` is not it. */
function fieldsBeforeForms(tokens: readonly T.Token[]): readonly T.Token[] {
  let mended = tokens;
  for (let at = tokens.length - 1; at > 0; at--) {
    const { tokenType, lineBreak } = tokens[at]!;
    const dot = tokens[at - 1]!;
    const awaitsField = dot.is(T.Dot) || dot.is(T.QuestionDot);
    if (awaitsField && lineBreak >= 0 && FORMS.has(tokenType)) mended = withHole(mended, at);
  }
  return mended;
}
