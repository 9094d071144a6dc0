import { EOF, type OrMethodOpts } from "chevrotain";
import type {
  Block,
  Expression,
  Parameter,
  Pattern,
  Projection,
  Statement,
  TypeExpression,
} from "../../ast/index.js";
import type { Name } from "../../span.js";
import * as T from "../tokens.js";
import { OperatorChain } from "./operators.js";
import { TermGrammar } from "./terms.js";

/** Expressions and statements: everything above operands. spec/01 §2 */
export abstract class ExpressionGrammar extends TermGrammar {
  private readonly forms: OrMethodOpts<Expression>["DEF"] = [
    { ALT: () => this.SUBRULE(this.lambda), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.operation() },
    { ALT: () => this.SUBRULE(this.ifExpression) },
    { ALT: () => this.SUBRULE(this.atExpression) },
    { ALT: () => this.SUBRULE(this.matchExpression) },
  ];

  /** Any expression; a bare short lambda too, which the caller refuses (`plain`) where it may not stand. */
  readonly expression = this.RULE("expression", (): Expression => {
    this.enter();
    this.head = this.ahead(1);
    const result = this.OR(this.forms);
    this.leave();
    return result;
  });

  /** An expression that stands alone. */
  readonly soleExpression = this.RULE(
    "soleExpression",
    (): Expression => this.plain(this.SUBRULE(this.expression)),
  );

  /** A field path's expression, which no line end may follow. spec/01 §9.1 */
  readonly pathExpression = this.RULE("pathExpression", (): Expression => {
    const path = this.SUBRULE(this.expression);
    this.needSameLine();
    return path;
  });

  /** The statements of a lambda source, which no semicolon may end. spec/01 §9.2 */
  readonly lambdaSource = this.RULE("lambdaSource", (): readonly Statement[] => {
    const statements = this.SUBRULE(this.statements);
    this.ACTION(() => this.ahead(0).is(T.Semicolon) && this.disallow());
    return statements;
  });

  /** Part of the rule `expression`: a rule of its own would be one more call for each operand. */
  private operation(): Expression {
    const first = this.SUBRULE(this.term);
    const operation = this.mayBe(T.BinaryOperator) ? this.operators(first) : first;
    return this.mayBe(T.LeftBrace) ? this.projectionOf(operation) : operation;
  }

  private operators(first: Expression): Expression {
    let chain: OperatorChain | undefined;
    this.MANY({
      GATE: () => this.continues(),
      DEF: () => {
        const token = this.CONSUME(T.BinaryOperator);
        const operand = this.SUBRULE2(this.term);
        this.ACTION(() => {
          chain ??= new OperatorChain(first);
          // An operator on a line of its own owns the line ends before it.
          const start = token.lineBreak < 0 ? token.startOffset : token.lineBreak;
          chain.add(token, this.spanOf(start, token.end), operand);
        });
      },
    });
    return chain?.result() ?? first;
  }

  private projectionOf(operation: Expression): Expression {
    const projected = this.OPTION({
      GATE: () => this.sameLine(),
      DEF: () => this.SUBRULE(this.projection, { ARGS: [operation] }),
    });
    return projected ?? operation;
  }

  private readonly projection = this.RULE("projection", (projected: Expression): Expression => {
    const fields: Projection["fields"][number][] = [];
    this.enter();
    this.CONSUME(T.LeftBrace);
    const all = this.OR([
      { ALT: () => this.CONSUME(T.Star) },
      {
        ALT: () => {
          fields.push(this.SUBRULE(this.projectedField));
          this.MANY({
            GATE: () => this.notLast(T.RightBrace),
            DEF: () => {
              this.CONSUME(T.Comma);
              fields.push(this.SUBRULE2(this.projectedField));
            },
          });
          this.trailingComma();
          return undefined;
        },
      },
    ]);
    const last = this.CONSUME(T.RightBrace);
    this.leave();
    return this.ACTION((): Expression => {
      const short = projected.kind === "shortLambda";
      const base = short ? projected.body : projected;
      const span = this.over(base, { span: this.tokenSpan(last) });
      const body: Expression =
        all === undefined
          ? { kind: "projection", base, fields, span }
          : { kind: "projectionAll", base, span };
      return short ? { kind: "shortLambda", body, span } : body;
    });
  });

  private readonly projectedField = this.RULE("projectedField", (): Projection["fields"][number] => {
    const word = this.CONSUME(T.Identifier);
    const name = this.ACTION(() => this.nameOf(word));
    const hasValue = this.mayBe(T.Colon) || this.mayBe(T.LeftBrace);
    const value = hasValue ? this.projectedValue(name) : undefined;
    return { name, value: value ?? this.ACTION(() => this.shorthand(name)) };
  });

  private projectedValue(name: Name): Expression | undefined {
    return this.OPTION({
      GATE: () => this.sameLine(),
      DEF: () =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(T.Colon);
              const value = this.SUBRULE(this.expression);
              return value.kind === "shortLambda" ? value.body : value;
            },
          },
          { ALT: () => this.SUBRULE(this.projection, { ARGS: [this.ACTION(() => this.shorthand(name))] }) },
        ]),
    });
  }

  /** The field `a` of the projected element, as `{ a }` means it. */
  private shorthand(field: Name): Expression {
    const { source, start } = field.span;
    const nowhere = { source, start, end: start };
    return {
      kind: "chain",
      base: { kind: "identifier", name: "$this", span: nowhere },
      links: [{ kind: "field", dotSpan: nowhere, field, optional: false, span: field.span }],
      span: field.span,
    };
  }

  private readonly lambda = this.RULE("lambda", (): Expression => {
    const parameters: Parameter[] = [];
    let rest: Parameter | undefined;
    const first = this.ahead(1);
    this.OR([
      {
        ALT: () => {
          const word = this.CONSUME(T.LambdaName);
          this.ACTION(() => parameters.push(this.parameterOf(word)));
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.LambdaParen);
          this.OPTION(() => {
            parameters.push(this.SUBRULE(this.parameter));
            this.MANY({
              GATE: () => this.notLast(T.RightParen) && this.notLast(T.Ellipsis),
              DEF: () => {
                this.CONSUME(T.Comma);
                parameters.push(this.SUBRULE2(this.parameter));
              },
            });
            this.trailingComma();
          });
          this.OPTION3(() => {
            this.CONSUME(T.Ellipsis);
            const name = this.SUBRULE(this.restName);
            rest = this.ACTION(() => this.parameterOf(name));
          });
          this.CONSUME(T.RightParen);
        },
      },
    ]);
    this.CONSUME(T.Arrow);
    const body = this.plain(this.SUBRULE(this.expression));
    return this.ACTION((): Expression => {
      this.distinctParameters(rest === undefined ? parameters : [...parameters, rest]);
      return { kind: "lambda", parameters, rest, body, span: this.upTo(first, body) };
    });
  });

  private readonly parameter = this.RULE("parameter", (): Parameter => {
    const token = this.OR([
      { ALT: () => this.CONSUME(T.Identifier) },
      { ALT: () => this.CONSUME(T.Placeholder) },
    ]);
    return this.ACTION(() => this.parameterOf(token));
  });

  private parameterOf(token: T.Token): Parameter {
    return { name: token.image === "_" ? undefined : token.image, span: this.tokenSpan(token) };
  }

  private distinctParameters(parameters: readonly Parameter[]): void {
    if (parameters.length < 2) return;
    this.distinct(parameters.map(({ name }) => name).filter((name) => name !== undefined));
  }

  private readonly ifExpression = this.RULE("ifExpression", (): Expression => {
    const first = this.CONSUME(T.If);
    this.CONSUME(T.LeftParen);
    const condition = this.plain(this.SUBRULE(this.expression));
    this.CONSUME(T.RightParen);
    const then = this.plain(this.SUBRULE2(this.expression));
    const otherwise = this.OPTION(() => {
      this.CONSUME(T.Else);
      return this.plain(this.SUBRULE3(this.expression));
    });
    return this.ACTION(() => {
      return { kind: "if", condition, then, otherwise, span: this.upTo(first, otherwise ?? then) };
    });
  });

  private readonly atExpression = this.RULE("atExpression", (): Expression => {
    const first = this.CONSUME(T.At);
    this.CONSUME(T.LeftParen);
    const time = this.plain(this.SUBRULE(this.expression));
    this.CONSUME(T.RightParen);
    const body = this.plain(this.SUBRULE2(this.expression));
    return this.ACTION(() => ({ kind: "at", time, body, span: this.upTo(first, body) }));
  });

  private readonly matchExpression = this.RULE("matchExpression", (): Expression => {
    const cases: { pattern: Pattern; body: Expression }[] = [];
    const first = this.CONSUME(T.Match);
    const scrutinee = this.plain(this.SUBRULE(this.term));
    this.needSameLine();
    this.CONSUME(T.LeftBrace);
    this.OPTION(() => {
      cases.push(this.SUBRULE(this.matchCase));
      this.MANY({
        GATE: () => this.separates(),
        DEF: () => {
          this.OPTION2(() => this.CONSUME(T.Semicolon));
          cases.push(this.SUBRULE2(this.matchCase));
        },
      });
    });
    this.OPTION3(() => this.CONSUME2(T.Semicolon));
    const last = this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "match", scrutinee, cases, span: this.between(first, last) }));
  });

  private readonly matchCase = this.RULE("matchCase", () => {
    this.CONSUME(T.Case);
    const pattern = this.SUBRULE(this.pattern);
    this.CONSUME(T.Arrow);
    return { pattern, body: this.plain(this.SUBRULE(this.expression)) };
  });

  readonly block = this.RULE("block", (): Block => {
    const first = this.CONSUME(T.LeftBrace);
    // The reference reads an interpolated string here as a key, and refuses it.
    const next = this.ahead(1);
    this.ACTION(() => next.is(T.TemplateStart) && next.image === '"' && this.disallow());
    const statements = this.SUBRULE(this.statements);
    const last = this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "block", statements, span: this.between(first, last) }));
  });

  /** Statements with their separators; the last one must have a value. */
  readonly statements = this.RULE("statements", (): readonly Statement[] => {
    const statements = [this.SUBRULE(this.statement)];
    this.MANY({
      GATE: () => this.separates(),
      DEF: () => {
        this.OPTION(() => this.CONSUME(T.Semicolon));
        statements.push(this.SUBRULE2(this.statement));
      },
    });
    this.OPTION2(() => this.CONSUME2(T.Semicolon));
    this.ACTION(() => statements.at(-1)!.kind === "let" && this.disallow());
    return statements;
  });

  /** True where a separator stands that another statement may follow. */
  private separates(): boolean {
    const next = this.ahead(1);
    if (!next.is(T.Semicolon)) return next.lineBreak >= 0;
    return this.notLast(T.RightBrace) && !this.ahead(2).is(EOF);
  }

  private readonly statement = this.RULE(
    "statement",
    (): Statement =>
      this.OR([
        { ALT: () => this.SUBRULE(this.letStatement) },
        {
          ALT: () => {
            const expression = this.plain(this.SUBRULE(this.expression));
            return this.ACTION(() => ({ kind: "expression", expression, span: expression.span }));
          },
        },
      ]),
  );

  private readonly letStatement = this.RULE("letStatement", (): Statement => {
    const first = this.CONSUME(T.Let);
    const word = this.CONSUME(T.Identifier);
    if (word.image === "FQL" || word.image === "_") this.disallow();
    const type: TypeExpression | undefined = this.OPTION(() => {
      this.CONSUME(T.Colon);
      return this.SUBRULE(this.type);
    });
    // `let a =~b` gives `a` the value `~b`.
    if (this.nextIs(T.EqualsTilde)) this.splitHead(T.Tilde);
    else this.CONSUME(T.Equals);
    const value = this.plain(this.SUBRULE(this.expression));
    return this.ACTION(() => ({
      kind: "let",
      name: this.nameOf(word),
      type,
      value,
      span: this.upTo(first, value),
    }));
  });
}
