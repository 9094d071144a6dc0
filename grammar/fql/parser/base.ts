import type { TokenType } from "chevrotain";
import type { Expression } from "../../ast/index.js";
import { type Name, type Source, type Span, span } from "../../span.js";
import { MAX_NESTING, TooDeep } from "../nesting.js";
import * as T from "../tokens.js";
import { TableParser } from "./tableParser.js";

/**
 * What all grammars share. They are layers, each a subclass of the one below:
 *
 *     BaseGrammar ← TypeGrammar ← PatternGrammar ← ExpressionGrammar ← FqlParser
 *                                                                    ← (the FSL parser)
 *
 * A grammar of FSL extends `ExpressionGrammar`, adds rules, passes its own vocabulary (all of `FQL_TOKENS` and its
 * words) and lookahead tables to the constructor, and calls `performSelfAnalysis` at the end of its own constructor, as
 * `FqlParser` does. Newlines are not tokens: `Token.lineBreak` tells of one, and `sameLine()` is the gate wherever only
 * space within the line is allowed, `continues()` where some operators may start a line.
 */
export abstract class BaseGrammar extends TableParser {
  /** True for unfinished text: what would be refused is let pass, and such trees are never run. spec/01 §16 */
  lenient = false;
  protected text = "";
  private source: Source = { name: "", text: "" };
  private offset = 0;
  private nesting = 0;
  private greatestNesting = MAX_NESTING;

  /** Prepares for parsing tokens of a text that stands at `offset` in `source`. */
  load(text: string, tokens: T.Token[], source: Source, offset: number, greatestNesting: number): void {
    this.begin(tokens);
    this.text = text;
    this.source = source;
    this.offset = offset;
    this.nesting = 0;
    this.greatestNesting = greatestNesting;
  }

  /** True unless the next token stands on a new line where that ends the expression. */
  protected continues(): boolean {
    return this.ahead(1).continues;
  }

  protected nextIs(type: TokenType): boolean {
    return this.ahead(1).is(type);
  }

  /**
   * False if no optional part that begins with such a token can follow. To ask costs far less than an `OPTION` or
   * `MANY` that finds nothing, whose closures are made all the same. True while the grammar is analysed.
   */
  protected mayBe(type: TokenType): boolean {
    return this.analyse || this.ahead(1).isA(type);
  }

  /** A last comma before the closer of a list. */
  protected trailingComma(): void {
    if (this.mayBe(T.Comma)) this.OPTION2(() => this.CONSUME2(T.Comma));
  }

  /** Refuses what has a tree all the same, which an editor gets. */
  protected disallow(): void {
    if (!this.lenient) this.refuse();
  }

  /** True if the next token stands on the same line as the one before. */
  protected sameLine(): boolean {
    return this.ahead(1).lineBreak === -1;
  }

  /** Refuses a next token that stands on a new line. */
  protected needSameLine(): void {
    if (!this.sameLine()) this.disallow();
  }

  /** True if the next token follows `token` without space. */
  protected adjoins(token: T.Token): boolean {
    return this.ahead(1).startOffset === token.end;
  }

  /** A gate for `, element`: false where the comma is a trailing one. */
  protected notLast(closer: TokenType): boolean {
    return !this.ahead(2).is(closer);
  }

  /** Takes off the first character of the compound next token, as of `>=` after type arguments. */
  protected splitHead(tail: TokenType): T.Token {
    const next = this.ahead(1);
    const { image, startOffset, end } = next;
    this.replaceNext(new T.Token(tail, image.slice(1), startOffset + 1, end, -1));
    return new T.Token(next.tokenType, image[0]!, startOffset, startOffset + 1, -1);
  }

  protected enter(): void {
    if (++this.nesting > this.greatestNesting) throw new TooDeep(this.ahead(1).startOffset + this.offset);
  }

  protected leave(): void {
    this.nesting--;
  }

  protected spanOf(start: number, end: number): Span {
    return span(this.source, start + this.offset, end + this.offset);
  }

  protected tokenSpan(token: T.Token): Span {
    return this.spanOf(token.startOffset, token.end);
  }

  protected between(first: T.Token, last: T.Token): Span {
    return this.spanOf(first.startOffset, last.end);
  }

  /** From the beginning of one node to the end of another. */
  protected over(first: { readonly span: Span }, last: { readonly span: Span }): Span {
    return span(this.source, first.span.start, last.span.end);
  }

  /** From a token to the end of a node. */
  protected upTo(first: T.Token, last: { readonly span: Span }): Span {
    return span(this.source, first.startOffset + this.offset, last.span.end);
  }

  /** The text from one token to the end of another. */
  protected textBetween(first: T.Token, last: T.Token): string {
    return first === last ? first.image : this.text.slice(first.startOffset, last.end);
  }

  protected nameOf(token: T.Token): Name {
    return { text: token.image, span: this.tokenSpan(token) };
  }

  /** A key, whose text is decoded while its span keeps the quotes. */
  protected keyOf(token: T.Token): Name {
    const text = token.literal?.kind === "string" ? token.literal.value : undefined;
    const parts = token.is(T.HashString) ? token.parts.join("") : undefined;
    return { text: text ?? parts ?? token.image, span: this.tokenSpan(token) };
  }

  private readonly keys = [
    { ALT: () => this.CONSUME(T.Word) },
    { ALT: () => this.CONSUME(T.StringLiteral) },
    { ALT: () => this.CONSUME(T.HashString) },
  ];

  /** A word, a string, or a string with a raw `#`. */
  protected readonly key = this.RULE("key", (): T.Token => this.OR(this.keys));

  /** The expression, unless it is a short lambda, which may stand in few places only. spec/01 §4.3 */
  protected plain(expression: Expression): Expression {
    if (expression.kind === "shortLambda") this.disallow();
    return expression;
  }

  protected distinct(names: readonly string[]): void {
    if (hasRepeated(names)) this.disallow();
  }
}

/** Few names are compared sooner than a set of them is made. */
function hasRepeated(names: readonly string[]): boolean {
  if (names.length > 8) return new Set(names).size < names.length;
  for (let at = 1; at < names.length; at++) if (names.indexOf(names[at]!) < at) return true;
  return false;
}
