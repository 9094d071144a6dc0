import { PLACEHOLDER } from "../characters.js";
import type { Extent } from "./base.js";
import { PatternRecogniser } from "./patterns.js";
import type { Key } from "./types.js";

/** An expression that was read, as far as errors depend on what it is. */
export interface ReadExpression extends Extent {
  /**
   * `short`: a bare short lambda. `shortInParentheses`: `(.f)`, which an operator opens. `lambda`: with its `=>`.
   */
  readonly form: "identifier" | "short" | "shortInParentheses" | "lambda" | "other";
}

/** Operands: primaries and their links. spec/01 §2 `term`, §11.3 */
export abstract class TermRecogniser extends PatternRecogniser {
  /** An expression without the line ends after it; a short lambda too. */
  abstract expressionOnLine(): ReadExpression | undefined;
  /** What follows the `{` of a block, after an attempt at an object literal. */
  protected abstract blockRest(): true | undefined;
  /** The `=>` and body of a lambda whose parameters these may be; undefined where none follows. */
  protected abstract lambdaRest(start: number, parameters: readonly Extent[]): ReadExpression | undefined;

  /**
   * @param leads whether a lambda could stand here: only at the beginning of an expression
   */
  protected term(leads: boolean): ReadExpression | undefined {
    const term = this.attempt(() => this.prefixed() ?? this.chain(leads));
    return term ?? this.fail("expression");
  }

  private prefixed(): ReadExpression | undefined {
    const start = this.position;
    if (this.attempt(() => this.numeral())) {
      this.position = start;
      return undefined;
    }
    if (!["-", "~", "!"].some((symbol) => this.acceptCommitting(symbol))) return undefined;
    this.inlineSpace();
    const operand = this.nested(() => this.term(false));
    if (operand === undefined) return undefined;
    return { ...this.extent(start), form: operand.form === "short" ? "short" : "other" };
  }

  private chain(leads: boolean): ReadExpression | undefined {
    const start = this.position;
    const primary = this.primary(leads);
    if (primary === undefined || primary.form === "lambda") return primary;
    this.inlineSpace();
    let linked = false;
    while (this.attempt(() => this.link())) linked = true;
    if (!linked) return primary;
    return { ...this.extent(start), form: primary.form === "short" ? "short" : "other" };
  }

  private primary(leads: boolean): ReadExpression | undefined {
    const start = this.position;
    const other = (read: unknown): ReadExpression | undefined =>
      read === undefined ? undefined : { ...this.extent(start), form: "other" };
    switch (this.text[start]) {
      case "{":
        return other(this.brace());
      case "[":
        return other(this.array());
      case "(":
        return this.parentheses(leads);
      case ".":
        return this.shortStart();
      case "<":
        return other(this.heredoc());
      case '"':
      case "'":
        return other(this.quoted(true));
      case "\u0000":
        return other(this.placeholder());
      default:
        return this.literalOrName(leads);
    }
  }

  private placeholder(): true | undefined {
    return this.accept(PLACEHOLDER) || this.fail();
  }

  private literalOrName(leads: boolean): ReadExpression | undefined {
    const start = this.position;
    const literal =
      ["null", "true", "false"].some((word) => this.acceptWord(word) && this.commit()) ||
      this.attempt(() => this.numeral());
    if (literal) return { ...this.extent(start), form: "other" };
    const name = this.acceptName();
    if (name === undefined) return this.fail();
    const lambda = leads ? this.attempt(() => this.lambdaRest(start, [name])) : undefined;
    return lambda ?? { ...name, form: "identifier" };
  }

  // Links

  private link(): true | undefined {
    return this.attempt(() => this.dotLink()) ?? this.attempt(() => this.lineLink());
  }

  private dotLink(): true | undefined {
    this.anySpace();
    if (this.text.startsWith("...", this.position)) return this.fail();
    if (this.acceptCommitting("?.")) {
      this.anySpace();
      const read = this.attempt(() => this.argumentsOrIndex() ?? this.fieldName());
      return read ?? this.fail("expression");
    }
    if (!this.acceptCommitting(".")) return this.fail();
    this.anySpace();
    return this.fieldName() ?? this.fail("identifier");
  }

  private lineLink(): true | undefined {
    if (this.code() === 33 && this.code(1) !== 61 && this.code(1) !== 126) {
      this.acceptCommitting("!");
      return this.inlineSpace();
    }
    return this.argumentsOrIndex();
  }

  private fieldName(): true | undefined {
    return this.acceptAnyWord() && this.inlineSpace();
  }

  private argumentsOrIndex(): true | undefined {
    const closing = this.acceptCommitting("(") ? ")" : this.acceptCommitting("[") ? "]" : undefined;
    if (closing === undefined) return undefined;
    this.anySpace();
    this.argumentList();
    return this.expect(closing) && this.inlineSpace();
  }

  /** Expressions with commas between, and one more comma if there are any. */
  private argumentList(): ReadExpression[] {
    const first = this.attempt(() => this.argument());
    if (first === undefined) return [];
    const args = [first];
    for (;;) {
      const next = this.attempt(() => (this.accept(",") && this.anySpace() ? this.argument() : this.fail()));
      if (next === undefined) break;
      args.push(next);
    }
    if (this.option(",")) this.anySpace();
    return args;
  }

  protected argument(): ReadExpression | undefined {
    const argument = this.expressionOnLine();
    return argument && this.anySpace() && argument;
  }

  private shortStart(): ReadExpression | undefined {
    const start = this.position;
    this.accept(".");
    this.anySpace();
    const read = this.fieldName() ?? this.argumentsOrIndex();
    return read === undefined ? this.fail() : { ...this.extent(start), form: "short" };
  }

  // Brackets

  private array(): true | undefined {
    this.acceptCommitting("[");
    this.anySpace();
    if (this.attempt(() => this.plainArgument())) {
      while (
        this.attempt(() => (this.accept(",") && this.anySpace() ? this.plainArgument() : this.fail()))
      ) {}
    }
    if (this.option(",")) this.anySpace();
    return this.expect("]");
  }

  protected plainArgument(): Extent | undefined {
    const read = this.plainExpression();
    return read && this.anySpace() && read;
  }

  protected override interpolated(): Extent | undefined {
    return this.plainArgument();
  }

  private parentheses(leads: boolean): ReadExpression | undefined {
    const start = this.position;
    this.acceptCommitting("(");
    this.anySpace();
    const elements = this.argumentList();
    const endsInComma = elements.length > 0 && this.text[this.lastEnd - 1] === ",";
    const rest = leads ? this.restParameter(endsInComma) : undefined;
    if (this.expect(")") === undefined) return undefined;
    const whole = this.extent(start);
    const areNames = elements.every(({ form }) => form === "identifier");
    if (leads && areNames) {
      const parameters = rest === undefined ? elements : [...elements, rest];
      const lambda = this.attempt(() => this.lambdaRest(start, parameters));
      if (lambda !== undefined) return lambda;
    }
    if (rest !== undefined && !areNames) {
      this.record("invalid variadic tuple", whole);
      return this.fail();
    }
    const isShort = elements.length === 1 && elements[0]!.form === "short";
    return { ...whole, form: isShort ? "shortInParentheses" : "other" };
  }

  private restParameter(afterComma: boolean): Extent | undefined {
    if (!this.option("...")) return undefined;
    this.commit();
    this.anySpace();
    if (afterComma) this.note("expression");
    const name = this.attempt(() => this.acceptName()) ?? this.attempt(() => this.placeholderExtent());
    if (name === undefined) return this.fail("identifier");
    if (afterComma) this.note("expression");
    return name;
  }

  private placeholderExtent(): Extent | undefined {
    const start = this.position;
    return this.placeholder() && this.extent(start);
  }

  /** `{`: the empty object, an object literal, or a block, tried in this order. */
  private brace(): true | undefined {
    this.acceptCommitting("{");
    this.anySpace();
    const read = this.attempt(
      () =>
        (this.accept("}") || undefined) ??
        this.attempt(() => this.objectRest()) ??
        this.attempt(() => this.blockRest()),
    );
    return read ?? this.fail("`}`", "expression");
  }

  private objectRest(): true | undefined {
    const keys: Key[] = [];
    for (;;) {
      const key = this.attempt(() => this.objectField(keys.length > 0));
      if (key === undefined) break;
      keys.push(key);
    }
    if (keys.length === 0) return this.fail();
    if (this.accept(",")) this.anySpace();
    if (this.expect("}") === undefined) return undefined;
    this.recordRepeatedKeys(keys);
    return true;
  }

  private objectField(afterComma: boolean): Key | undefined {
    if (afterComma && !this.accept(",")) return this.fail();
    this.anySpace();
    const key = this.objectKey();
    if (key === undefined) return this.fail();
    this.inlineSpace();
    if (!afterComma) this.note("`:`");
    if (!this.acceptCommitting(":")) return this.fail();
    this.anySpace();
    return this.plainArgument() && key;
  }

  private objectKey(): Key | undefined {
    const word = this.acceptAnyWord();
    if (word !== undefined) return { ...word, value: this.textOf(word) };
    const key = this.withoutCommitting(() => this.quoted(true));
    if (key?.interpolation === undefined) return key;
    const { opening, expression } = key.interpolation;
    this.record("Object keys do not support interpolation", expression, undefined, [
      this.hint("Add a backslash to ignore the interpolation", { start: opening, end: opening }, "\\"),
      this.hint("Use Object.fromEntries if you need a dynamic key", key),
    ]);
    return this.fail();
  }
}
