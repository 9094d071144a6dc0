import { isDigit, isDisplay, isIdentifierStart } from "../characters.js";
import { isSurrogate, readCodePoint, readEscape } from "../escapes.js";
import { heredocBodyStart, heredocClose, lineTextEnd, skipLineEnds } from "../heredoc.js";
import { readNumber } from "../numbers.js";
import { BaseRecogniser, type Extent } from "./base.js";

/** A string that was read. */
export interface ReadString extends Extent {
  readonly value: string;
  /** The first interpolated expression and the `#{` before it. */
  readonly interpolation: { readonly opening: number; readonly expression: Extent } | undefined;
}

const HEX_DIGIT = /[0-9a-fA-F]/;
const DECIMAL_INTEGER = /^[0-9_]+$/;
const BEFORE_EXPONENT = /[0-9][0-9_]*(?:\.[0-9_]+)?[eE]/y;
/** What the reference calls the digits of a number that starts with a zero and this letter. */
const RADIXES: Readonly<Record<string, string>> = { x: "[0-9a-fA-F_]", o: "[0-7_]", b: "[01_]" };

/** Numbers, strings and heredocs. spec/01 §1.4–§1.6, §11.3 */
export abstract class LexicalRecogniser extends BaseRecogniser {
  /** The expression in `#{ }`, with the space after it. */
  protected abstract interpolated(): Extent | undefined;

  /** A number, with its sign if it has one. */
  protected numeral(): Extent | undefined {
    const start = this.position;
    if (this.code() === 43 || this.code() === 45) {
      this.position++;
      this.inlineSpace();
    }
    return this.unsignedNumber() ? this.extent(start) : undefined;
  }

  protected unsignedNumber(): true | undefined {
    if (!isDigit(this.code())) return this.fail();
    this.commit();
    const start = this.position;
    const number = readNumber(this.text, start);
    if (number === undefined) return this.wrongNumber();
    this.advance(number.end - start);
    if (DECIMAL_INTEGER.test(this.textOf(this.extent(start))) && this.code() === 46) this.noteAfterDot();
    return true;
  }

  /** An integer with its sign if it has one; a fraction after it is left. */
  protected integer(): Extent | undefined {
    const start = this.position;
    if (this.code() === 43 || this.code() === 45) {
      this.position++;
      this.inlineSpace();
    }
    if (!isDigit(this.code())) return this.fail();
    this.commit();
    const radix = RADIXES[this.text.charAt(this.position + 1).toLowerCase()];
    if (this.code() === 48 && radix !== undefined) return this.unsignedNumber() && this.extent(start);
    if (!this.accept("0")) while (isDigit(this.code()) || this.code() === 95) this.advance(1);
    return this.extent(start);
  }

  /** A dot after digits may begin a fraction, or select a field. */
  private noteAfterDot(): void {
    this.position++;
    this.note("digit");
    this.position--;
  }

  private wrongNumber(): undefined {
    const radix = RADIXES[this.text.charAt(this.position + 1).toLowerCase()];
    if (radix !== undefined) {
      this.position += 2;
      while (this.code() === 95) this.position++;
      return this.fail(radix);
    }
    BEFORE_EXPONENT.lastIndex = this.position;
    this.position += BEFORE_EXPONENT.exec(this.text)?.[0].length ?? 0;
    if (this.code() !== 43 && this.code() !== 45) return this.fail("[+\\\\-]", "[0-9]");
    this.position++;
    return this.fail("[0-9]");
  }

  /** The key or literal in quotes that stands here. Only what is inside can commit. */
  protected quoted(interpolates: boolean): ReadString | undefined {
    const start = this.position;
    const double = this.code() === 34;
    if (!double && this.code() !== 39) return this.fail();
    this.position++;
    let value = "";
    let interpolation: ReadString["interpolation"];
    for (;;) {
      const code = this.code();
      if (code === (double ? 34 : 39)) {
        this.advance(1);
        return { ...this.extent(start), value, interpolation };
      }
      if (code === 92) {
        const escaped = this.escape();
        if (escaped === undefined) return undefined;
        value += escaped;
      } else if (interpolates && double && code === 35 && this.code(1) === 123) {
        const opening = this.position;
        const expression = this.interpolation();
        if (expression === undefined) return undefined;
        interpolation ??= { opening, expression };
      } else if (isDisplay(code)) {
        value += this.text[this.position++];
      } else {
        return this.fail(double ? '`"`' : `"'"`);
      }
    }
  }

  private interpolation(): Extent | undefined {
    this.position += 2;
    this.commit();
    this.anySpace();
    const expression = this.interpolated();
    return expression && this.expect("}") && expression;
  }

  private escape(): string | undefined {
    this.commit();
    const start = this.position;
    const read = readEscape(this.text, start);
    if (read !== undefined) {
      this.position = read.end;
      return read.value;
    }
    const point = readCodePoint(this.text, start);
    if (point !== undefined) {
      const annotation = isSurrogate(point.code)
        ? "surrogates are disallowed"
        : "outside of valid unicode range";
      this.record("Invalid escape", { start, end: point.end }, annotation);
      return this.fail();
    }
    this.position++;
    if (this.code() === 120) return this.hexDigits(1);
    if (this.code() !== 117) return this.fail("escape code");
    if (this.code(1) === 123) return this.braceEscape();
    if (!HEX_DIGIT.test(this.text.charAt(this.position + 1))) {
      this.position++;
      return this.fail("`{`", "hex digit");
    }
    return this.hexDigits(1);
  }

  /** Fails at the first character after the letter that is no hex digit. */
  private hexDigits(letters: number): undefined {
    this.position += letters;
    while (HEX_DIGIT.test(this.text.charAt(this.position))) this.position++;
    return this.fail("hex digit");
  }

  private braceEscape(): undefined {
    this.position += 2;
    const start = this.position;
    while (this.position < start + 6 && HEX_DIGIT.test(this.text.charAt(this.position))) this.position++;
    const count = this.position - start;
    if (count === 0) return this.fail("hex digit");
    return count === 6 ? this.fail("`}`") : this.fail("`}`", "hex digit");
  }

  protected heredoc(): Extent | undefined {
    const start = this.position;
    const interpolates = this.text.startsWith("<<+", start);
    if (!interpolates && !this.text.startsWith("<<-", start)) return this.fail();
    this.position += 3;
    this.commit();
    this.inlineSpace();
    if (!isIdentifierStart(this.code())) return this.fail("identifier");
    const name = this.acceptAnyWord()!;
    const delimiter = this.textOf(name);
    const body = heredocBodyStart(this.text, name.end);
    if (body < 0) {
      this.inlineSpace();
      return this.fail("[\\n\\r]");
    }
    this.position = body;
    for (;;) {
      const close = heredocClose(this.text, this.position, delimiter);
      if (close >= 0) {
        this.position = close;
        this.advance(0);
        return this.extent(start);
      }
      if (!this.heredocLine(interpolates, delimiter)) return undefined;
    }
  }

  private heredocLine(interpolates: boolean, delimiter: string): true | undefined {
    const start = this.position;
    let interpolated = false;
    for (;;) {
      this.position = lineTextEnd(this.text, this.position, interpolates);
      const lineEnd = skipLineEnds(this.text, this.position);
      if (lineEnd > this.position) {
        this.position = lineEnd;
        return true;
      }
      if (!interpolates || this.code() !== 35) break;
      interpolated = true;
      if (this.interpolation() === undefined) return undefined;
    }
    if (interpolated) return this.fail("[\\n\\r]");
    this.position = start;
    return this.fail("text line", `"${delimiter}"`);
  }
}
