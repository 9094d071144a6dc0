import type { Extent } from "./base.js";
import { type ReadExpression, TermRecogniser } from "./terms.js";

/** Longest first. */
const LINE_OPERATORS = ["??", "||", "&&", "|", "^", "&"];
const INLINE_OPERATORS = ["==", "!=", "=~", "!~", ">=", "<=", ">", "<", "+", "-", "**", "*", "/", "%"];

interface ReadStatement extends Extent {
  readonly isLet: boolean;
}

/** Expressions and statements. spec/01 §2, §11 */
export abstract class ExpressionRecogniser extends TermRecogniser {
  expressionOnLine(): ReadExpression | undefined {
    return this.nested(() => {
      const read = this.attempt(() => this.keywordForm()) ?? this.attempt(() => this.operation());
      return read ?? this.fail("expression");
    });
  }

  override plainExpression(): ReadExpression | undefined {
    const read = this.expressionOnLine();
    if (read?.form === "short") this.record("Invalid anonymous field access", read);
    return read;
  }

  /** `if`, `at` and `match`. */
  private keywordForm(): ReadExpression | undefined {
    const start = this.position;
    const word = ["if", "at", "match"].find((keyword) => this.acceptWord(keyword));
    if (word === undefined) return this.fail();
    this.commit();
    this.anySpace();
    const read =
      word === "match" ? this.matchRest() : this.conditionAndBody() && (word === "at" || this.otherwise());
    return read && { ...this.extent(start), form: "other" };
  }

  private conditionAndBody(): true | undefined {
    if (this.expect("(") === undefined) return undefined;
    this.anySpace();
    if (this.plainArgument() === undefined || this.expect(")") === undefined) return undefined;
    this.anySpace();
    return this.plainExpression() && true;
  }

  private otherwise(): true {
    this.attempt(() => {
      this.anySpace();
      if (!this.acceptWord("else")) return this.fail();
      this.commit();
      this.anySpace();
      return this.plainExpression();
    });
    return true;
  }

  private matchRest(): true | undefined {
    const scrutinee = this.term(false);
    if (scrutinee === undefined) return undefined;
    if (scrutinee.form === "short") this.record("Invalid anonymous field access", scrutinee);
    if (this.expect("{") === undefined) return undefined;
    this.anySpace();
    if (this.attempt(() => this.matchCase())) {
      while (this.attempt(() => (this.separator() ? this.matchCase() : undefined))) {}
    }
    this.attempt(() => this.separator());
    this.anySpace();
    return this.expect("}") && this.inlineSpace();
  }

  private matchCase(): ReadExpression | undefined {
    if (!this.acceptWord("case")) return this.fail();
    this.commit();
    this.anySpace();
    if (this.pattern() === undefined || this.expect("=>") === undefined) return undefined;
    this.anySpace();
    return this.plainExpression();
  }

  private operation(): ReadExpression | undefined {
    const start = this.position;
    const first = this.term(true);
    if (first === undefined || first.form === "lambda") return first;
    let form = first.form;
    while (this.attempt(() => this.binaryOperator())) {
      const operand = this.term(false);
      if (operand === undefined) return undefined;
      const short = [form, operand.form].some((of) => of === "short" || of === "shortInParentheses");
      form = short ? "short" : "other";
    }
    if (this.code() === 123) {
      if (this.projection() === undefined) return undefined;
      form = form === "short" ? "short" : "other";
    }
    return { ...this.extent(start), form };
  }

  protected binaryOperator(): true | undefined {
    if (this.attempt(() => this.lineOperator())) return true;
    const isComment = this.code() === 47 && (this.code(1) === 47 || this.code(1) === 42);
    const read =
      INLINE_OPERATORS.some((symbol) => !isComment && this.accept(symbol)) || this.acceptWord("isa");
    return read ? this.commit() && this.anySpace() : this.fail();
  }

  private lineOperator(): true | undefined {
    this.anySpace();
    if (!LINE_OPERATORS.some((symbol) => this.accept(symbol))) return this.fail();
    return this.commit() && this.anySpace();
  }

  private projection(): true | undefined {
    return this.nested(() => {
      this.acceptCommitting("{");
      this.anySpace();
      if (this.accept("*")) this.anySpace();
      else if (this.attempt(() => this.projectedField()) === undefined) return this.fail("`*`", "identifier");
      else {
        while (this.attempt(() => this.projectedFieldAfterComma())) {}
        if (this.option(",")) this.anySpace();
      }
      return this.expect("}") && this.inlineSpace();
    });
  }

  private projectedFieldAfterComma(): true | undefined {
    if (!this.accept(",")) return this.fail();
    this.anySpace();
    return this.projectedField();
  }

  private projectedField(): true | undefined {
    const recorded = this.diagnostics.length;
    if (this.acceptName() === undefined) {
      // Two alternatives begin with the name, and each records a reserved word.
      this.diagnostics.push(...this.diagnostics.slice(recorded));
      return this.fail();
    }
    this.inlineSpace();
    if (this.option(":")) {
      this.commit();
      this.anySpace();
      return this.argument() && true;
    }
    this.note("`{`");
    if (this.code() === 123 && this.projection() === undefined) return undefined;
    return this.anySpace();
  }

  protected override lambdaRest(start: number, parameters: readonly Extent[]): ReadExpression | undefined {
    this.inlineSpace();
    if (!this.acceptCommitting("=>")) return this.fail();
    this.anySpace();
    if (this.plainExpression() === undefined) return undefined;
    this.recordRepeatedParameters(parameters);
    return { ...this.extent(start), form: "lambda" };
  }

  private recordRepeatedParameters(parameters: readonly Extent[]): void {
    const first = new Map<string, Extent>();
    for (const parameter of parameters) {
      const name = this.textOf(parameter);
      const original = first.get(name);
      if (original === undefined) first.set(name, parameter);
      else if (name !== "_") {
        const hints = [this.hint("Argument originally defined here", original)];
        this.record("Duplicate lambda argument", parameter, undefined, hints);
      }
    }
  }

  /** An expression that stands alone. */
  soleExpression(): Extent | undefined {
    return this.plainArgument();
  }

  // Statements

  /** The statements of a query, or of a function's body, which no `;` may end. */
  query(mayEndInSeparator: boolean): true | undefined {
    return this.body("query", mayEndInSeparator);
  }

  protected override blockRest(): true | undefined {
    return this.body("block", true) && this.expect("}");
  }

  private body(of: "query" | "block", mayEndInSeparator: boolean): true | undefined {
    let last = this.attempt(() => this.statement());
    if (last === undefined) {
      this.skipSeparators();
      const here = { start: this.position, end: this.position + 1 };
      this.record(`Unexpected end of ${of}. Expected statement or expression`, here);
      return this.fail();
    }
    for (;;) {
      const next = this.attempt(() =>
        this.separator() ? this.attemptQuietly(() => this.statement()) : undefined,
      );
      if (next === undefined) break;
      last = next;
    }
    if (mayEndInSeparator) this.attempt(() => this.separator());
    this.anySpace();
    if (!last.isLet) return true;
    const here = { start: this.position, end: this.position + 1 };
    const cause = { ...this.hint("Statement does not return a value", last), kind: "cause" as const };
    this.record("Missing return expression", here, undefined, [cause]);
    return this.fail();
  }

  private statement(): ReadStatement | undefined {
    const read = this.attempt(() => this.letStatement());
    if (read !== undefined) return { ...read, isLet: true };
    const expression = this.plainExpression();
    return expression && { ...expression, isLet: false };
  }

  private letStatement(): Extent | undefined {
    const start = this.position;
    if (!this.acceptWord("let")) return this.fail();
    this.commit();
    this.anySpace();
    if (this.acceptName(["FQL", "_"]) === undefined) return this.fail("identifier");
    this.anySpace();
    if (this.option(":")) {
      this.anySpace();
      if (this.type() === undefined) return undefined;
    }
    if (this.expect("=") === undefined) return undefined;
    this.anySpace();
    return this.plainExpression() && this.extent(start);
  }

  /** Semicolons, line ends and line comments, at least one. */
  private separator(): true | undefined {
    this.inlineSpace();
    const start = this.position;
    this.skipSeparators();
    return this.position > start ? true : this.fail();
  }

  protected skipSeparators(): void {
    this.anySpace();
    while (this.code() === 59) {
      this.position++;
      this.anySpace();
    }
  }
}
