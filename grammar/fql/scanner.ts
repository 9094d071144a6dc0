import { EOF, type TokenType } from "chevrotain";
import {
  isDigit,
  isDisplay,
  isIdentifierPart,
  isIdentifierStart,
  isInlineSpace,
  isLineEnd,
  PLACEHOLDER,
  skipAnySpace,
  skipBlockComment,
  skipInlineSpace,
  skipLineComment,
} from "./characters.js";
import { readEscape } from "./escapes.js";
import { commonIndentation, heredocBodyStart, heredocClose, lineTextEnd, skipLineEnds } from "./heredoc.js";
import { readNumber } from "./numbers.js";
import { symbolAt } from "./symbols.js";
import * as T from "./tokens.js";
import { wordAt } from "./words.js";

/** A template whose text goes on after the `}` of the interpolation that is being read. */
type OpenTemplate =
  | { readonly kind: "quoted" }
  /** `lines`: the text tokens that begin a line, undefined for a line that begins with an interpolation. */
  | { readonly kind: "heredoc"; readonly delimiter: string; readonly lines: (T.Token | undefined)[] };

interface OpenBracket {
  readonly token: T.Token;
  readonly template: OpenTemplate | undefined;
}

/**
 * The tokens of a text, the last one of type `EOF`. Where the text is no token, an `Invalid` one takes all that
 * follows; for an editor (`lenient`), unclosed strings end with their line, and stray characters are skipped.
 */
export function scan(text: string, lenient = false): T.Token[] {
  return new Scanner(text, lenient).scan();
}

/**
 * Reads a text once, from left to right, and refines token types by their neighbours (see `tokens.ts`), so that
 * the parser never has to look further than one token ahead.
 */
class Scanner {
  private readonly tokens: T.Token[] = [];
  private readonly open: OpenBracket[] = [];
  /** The opening bracket of the `)` or `]` read last. */
  private closed: T.Token | undefined;
  private position = 0;
  private lineBreak = -1;
  private placeholders = 0;
  /** The last text that `readChunk` read, and its parts where there are several. */
  private chunk = "";
  private chunkParts: string[] | undefined;

  constructor(
    private readonly text: string,
    private readonly lenient: boolean,
  ) {}

  scan(): T.Token[] {
    this.skipSpace();
    while (this.position < this.text.length) {
      this.scanToken();
      this.skipSpace();
    }
    this.emit(EOF, this.text.length, this.text.length);
    return this.tokens;
  }

  private skipSpace(): void {
    const text = this.text;
    let lineBreak = -1;
    let position = this.position;
    for (;;) {
      const code = text.charCodeAt(position);
      if (isInlineSpace(code)) {
        position++;
      } else if (isLineEnd(code)) {
        if (lineBreak < 0) lineBreak = position;
        position++;
      } else if (code === 47 && text.charCodeAt(position + 1) === 47) {
        if (lineBreak < 0) lineBreak = position;
        position = skipLineComment(text, position);
      } else if (code === 47 && text.charCodeAt(position + 1) === 42) {
        const end = skipBlockComment(text, position);
        if (end < 0) break;
        position = end;
      } else {
        break;
      }
    }
    this.position = position;
    this.lineBreak = lineBreak;
  }

  private scanToken(): void {
    const text = this.text;
    const start = this.position;
    const code = text.charCodeAt(start);
    if (isIdentifierStart(code)) this.scanWord(start);
    else if (isDigit(code)) this.scanDigits(start);
    else if (code === 34 || code === 39) this.scanString(start, code);
    else if (code === 59) this.scanSemicolons(start);
    else if (code === 0 && text.startsWith(PLACEHOLDER, start)) {
      this.emit(T.Placeholder, start, start + PLACEHOLDER.length).image = `$${this.placeholders++}`;
    } else if (code === 60 && text.charCodeAt(start + 1) === 60 && this.opensHeredoc(start)) {
      this.scanHeredoc(start);
    } else this.scanSymbol(start, code);
  }

  private emit(type: TokenType, start: number, end: number, image = this.text.slice(start, end)): T.Token {
    const token = new T.Token(type, image, start, end, this.lineBreak);
    this.tokens.push(token);
    this.position = end;
    this.lineBreak = -1;
    return token;
  }

  /** Whatever is wrong at `start`: the parse fails there, and the recogniser says why. */
  private giveUp(start: number): void {
    if (this.lenient) this.position = start + 1;
    else this.emit(T.Invalid, start, this.text.length);
  }

  /** A string that nothing closes; an editor shall not lose the lines after it. */
  private giveUpString(start: number, type: TokenType): void {
    if (!this.lenient) {
      this.giveUp(start);
      return;
    }
    const end = type === T.HeredocLiteral ? this.text.length : lineTextEnd(this.text, start, false);
    this.emit(type, start, end).literal = { kind: "string", value: this.text.slice(start + 1, end) };
  }

  private last(distance: number): T.Token | undefined {
    return this.tokens[this.tokens.length - distance];
  }

  private scanWord(start: number): void {
    const { type, image } = wordAt(this.text, start);
    this.emit(type, start, start + image.length, image);
  }

  private scanDigits(start: number): void {
    const dot = this.last(1);
    const before = this.last(2);
    const isPart = dot?.is(T.Dot) && dot.end === start && before?.end === dot.startOffset;
    if (isPart && (before.isA(T.Word) || before.is(T.NamePart))) this.scanNamePart(start);
    else this.scanNumber(start);
  }

  private scanNamePart(start: number): void {
    let end = start + 1;
    while (isIdentifierPart(this.text.charCodeAt(end))) end++;
    this.emit(T.NamePart, start, end);
  }

  private scanNumber(start: number): void {
    const number = readNumber(this.text, start);
    if (number === undefined) {
      this.giveUp(start);
      return;
    }
    const before = this.last(1);
    if (before !== undefined && this.lineBreak < 0 && (before.is(T.Minus) || before.is(T.Plus))) {
      before.refine(T.Sign);
    }
    const { literal } = number;
    this.emit(literal.kind === "integer" ? T.Integer : T.Float, start, number.end).literal = literal;
  }

  private scanSemicolons(start: number): void {
    let end = start + 1;
    for (;;) {
      const next = skipAnySpace(this.text, end);
      if (this.text.charCodeAt(next) !== 59) break;
      end = next + 1;
    }
    this.emit(T.Semicolon, start, end);
  }

  private scanSymbol(start: number, code: number): void {
    const symbol = symbolAt(this.text, start);
    if (symbol === undefined || (code === 47 && this.text.charCodeAt(start + 1) === 42)) {
      this.giveUp(start);
      return;
    }
    const { image, type } = symbol;
    // In `Array<A>=> B` the arrow wins.
    if (type === T.GreaterEquals && this.text.charCodeAt(start + 2) === 62) {
      this.emit(T.Greater, start, start + 1);
      return;
    }
    this.noteNeighbours(type, this.emit(type, start, start + image.length, image));
  }

  /** Keeps the bracket stack, and refines the tokens that the token just read says something about. */
  private noteNeighbours(type: TokenType, token: T.Token): void {
    switch (type) {
      case T.LeftParen:
      case T.LeftBracket:
      case T.LeftBrace:
        this.open.push({ token, template: undefined });
        return;
      case T.RightParen:
      case T.RightBracket:
        this.closed = this.open.pop()?.token;
        return;
      case T.RightBrace:
        this.closeBrace(token);
        return;
      case T.Arrow:
        if (token.lineBreak < 0) this.noteLambda();
        return;
      case T.Colon: {
        const brace = this.last(3);
        if (token.lineBreak < 0 && brace?.is(T.LeftBrace) && isKey(this.last(2)!))
          brace.refine(T.ObjectBrace);
        return;
      }
    }
  }

  private noteLambda(): void {
    const before = this.last(2);
    if (before?.isA(T.Identifier)) before.refine(T.LambdaName);
    else if (before?.is(T.RightParen) && this.closed?.is(T.LeftParen)) this.closed.refine(T.LambdaParen);
  }

  private closeBrace(token: T.Token): void {
    if (this.last(2)?.is(T.LeftBrace)) this.last(2)!.refine(T.ObjectBrace);
    const opened = this.open.pop();
    if (opened?.template === undefined) return;
    token.refine(T.InterpolationEnd);
    if (opened.template.kind === "quoted") this.scanQuotedRest();
    else this.scanHeredocLine(opened.template, false);
  }

  private interpolate(template: OpenTemplate): void {
    const token = this.emit(T.InterpolationStart, this.position, this.position + 2);
    this.open.push({ token, template });
  }

  private scanString(start: number, quote: number): void {
    this.position = start + 1;
    const stop = this.readChunk(quote);
    if (stop === quote) {
      const parts = this.chunkParts;
      const token = this.emit(parts === undefined ? T.StringLiteral : T.HashString, start, this.position + 1);
      if (parts === undefined) token.literal = { kind: "string", value: this.chunk };
      else token.parts = parts;
    } else if (stop === 35) {
      const textEnd = this.position;
      this.emit(T.TemplateStart, start, start + 1);
      this.emitText(start + 1, textEnd);
      this.interpolate({ kind: "quoted" });
    } else {
      this.giveUpString(start, T.StringLiteral);
    }
  }

  /** The rest of a `"…"` after an interpolation. */
  private scanQuotedRest(): void {
    const start = this.position;
    const stop = this.readChunk(34);
    const end = this.position;
    if (stop !== 34 && stop !== 35) {
      this.giveUpString(start, T.TemplateEnd);
      return;
    }
    this.emitText(start, end);
    if (stop === 34) this.emit(T.TemplateEnd, end, end + 1);
    else this.interpolate({ kind: "quoted" });
  }

  private emitText(start: number, end: number): void {
    if (start < end) this.emit(T.TemplateText, start, end).parts = this.chunkParts ?? [this.chunk];
    this.position = end;
  }

  /**
   * Reads string text up to the closing quote, a `#{` (stop 35), or what may not stand there, and returns the code
   * of where it stopped. Parts are split at every raw `#` (spec/01 §1.5).
   */
  private readChunk(quote: number): number {
    const text = this.text;
    const parts: string[] = [];
    let part = "";
    let plainStart = this.position;
    let position = this.position;
    let code = text.charCodeAt(position);
    for (; code !== quote; code = text.charCodeAt(position)) {
      if (code === 92) {
        const escaped = readEscape(text, position);
        if (escaped === undefined) break;
        part += text.slice(plainStart, position) + escaped.value;
        plainStart = position = escaped.end;
      } else if (code === 35 && quote === 34) {
        if (text.charCodeAt(position + 1) === 123) break;
        part += text.slice(plainStart, position);
        if (part !== "") parts.push(part);
        parts.push("#");
        part = "";
        plainStart = ++position;
      } else if (isDisplay(code)) {
        position++;
      } else {
        break;
      }
    }
    part += text.slice(plainStart, position);
    this.position = position;
    if (parts.length > 0 && part !== "") parts.push(part);
    this.chunk = parts[0] ?? part;
    this.chunkParts = parts.length > 1 ? parts : undefined;
    return code;
  }

  private opensHeredoc(start: number): boolean {
    const kind = this.text.charCodeAt(start + 2);
    return kind === 45 || kind === 43;
  }

  private scanHeredoc(start: number): void {
    const nameStart = skipInlineSpace(this.text, start + 3);
    let nameEnd = nameStart;
    if (isIdentifierStart(this.text.charCodeAt(nameEnd))) nameEnd++;
    while (nameEnd > nameStart && isIdentifierPart(this.text.charCodeAt(nameEnd))) nameEnd++;
    const body = nameEnd > nameStart ? heredocBodyStart(this.text, nameEnd) : -1;
    const delimiter = this.text.slice(nameStart, nameEnd);
    if (body < 0) this.giveUpString(start, T.HeredocLiteral);
    else if (this.text.charCodeAt(start + 2) === 45) this.scanPlainHeredoc(start, body, delimiter);
    else {
      const close = heredocClose(this.text, body, delimiter);
      if (close >= 0) {
        this.emit(T.HeredocLiteral, start, close).literal = { kind: "string", value: "" };
        return;
      }
      this.emit(T.TemplateStart, start, body);
      this.scanHeredocLine({ kind: "heredoc", delimiter, lines: [] }, true);
    }
  }

  private scanPlainHeredoc(start: number, body: number, delimiter: string): void {
    const lines: string[] = [];
    let position = body;
    let close = heredocClose(this.text, position, delimiter);
    while (close < 0) {
      const textEnd = lineTextEnd(this.text, position, false);
      const lineEnd = skipLineEnds(this.text, textEnd);
      if (lineEnd === textEnd) {
        this.giveUpString(start, T.HeredocLiteral);
        return;
      }
      lines.push(this.text.slice(position, lineEnd));
      position = lineEnd;
      close = heredocClose(this.text, position, delimiter);
    }
    const indentation = commonIndentation(lines);
    const value = lines.map((line) => line.slice(indentation)).join("");
    this.emit(T.HeredocLiteral, start, close).literal = { kind: "string", value };
  }

  /** Lines of a `<<+` heredoc, up to an interpolation or the end. */
  private scanHeredocLine(heredoc: Extract<OpenTemplate, { kind: "heredoc" }>, atLineStart: boolean): void {
    for (let fresh = atLineStart; ; fresh = true) {
      const start = this.position;
      const close = fresh ? heredocClose(this.text, start, heredoc.delimiter) : -1;
      if (close >= 0) {
        this.emit(T.TemplateEnd, start, close);
        removeIndentation(heredoc.lines);
        return;
      }
      const textEnd = lineTextEnd(this.text, start, true);
      const lineEnd = skipLineEnds(this.text, textEnd);
      const parts = [this.text.slice(start, textEnd), this.text.slice(textEnd, lineEnd)].filter(
        (p) => p !== "",
      );
      const token = parts.length > 0 ? this.emit(T.TemplateText, start, lineEnd) : undefined;
      if (token !== undefined) token.parts = parts;
      if (fresh) heredoc.lines.push(textEnd > start ? token : undefined);
      if (lineEnd > textEnd) continue;
      if (this.text.charCodeAt(lineEnd) === 35) this.interpolate(heredoc);
      else this.giveUpString(lineEnd, T.TemplateEnd);
      return;
    }
  }
}

function isKey(token: T.Token): boolean {
  return token.is(T.StringLiteral) || token.is(T.HashString) || token.isA(T.Word);
}

function removeIndentation(lines: readonly (T.Token | undefined)[]): void {
  const indentation = commonIndentation(lines.map((line) => line?.parts[0] ?? ""));
  for (const line of lines) {
    if (line === undefined) continue;
    const [first, ...others] = line.parts;
    line.parts = [first!.slice(indentation), ...others].filter((part) => part !== "");
  }
}
