import type { OrMethodOpts, ParserMethod } from "chevrotain";
import type { ApplyLink, Expression, Identifier, Link, Literal } from "../../ast/index.js";
import { type Name, NO_SPAN, type Span, span } from "../../span.js";
import { literalOf } from "../literalOf.js";
import { negate } from "../numbers.js";
import * as T from "../tokens.js";
import { PatternGrammar } from "./patterns.js";

/** The value of a field that is still being written. spec/01 §16 */
const NO_VALUE: Literal = { kind: "literal", value: { kind: "null" }, span: NO_SPAN };

/** Operands: primaries, the links after them, prefix operators. spec/01 §2 `term` */
export abstract class TermGrammar extends PatternGrammar {
  /** The first token of the innermost expression begun last: only there may `(a, ...b)` stand. */
  protected head: T.Token | undefined;

  /** A rule of the layer above. */
  abstract readonly block: ParserMethod<[], Expression>;

  /** The link with which a short lambda just began. */
  private shortLink: Link | undefined;

  // Alternatives that are made once, here and below: a list of closures for each term costs more than the term.
  private readonly primaries: OrMethodOpts<Expression>["DEF"] = [
    {
      ALT: () => {
        const token = this.CONSUME(T.Identifier);
        return this.ACTION(() => this.variable(token));
      },
    },
    {
      ALT: () => {
        const token = this.CONSUME(T.Literal);
        return this.ACTION(
          (): Expression => ({ kind: "literal", value: literalOf(token), span: this.tokenSpan(token) }),
        );
      },
    },
    {
      ALT: () => {
        const dot = this.ahead(1);
        this.shortLink = this.SUBRULE(this.shortStart);
        return this.ACTION(() => this.implicitParameter(dot.startOffset));
      },
    },
    { ALT: () => this.SUBRULE(this.object), IGNORE_AMBIGUITIES: true },
    { ALT: () => this.SUBRULE(this.block) },
    { ALT: () => this.SUBRULE(this.tuple) },
    { ALT: () => this.SUBRULE(this.array) },
    { ALT: () => this.SUBRULE(this.signedNumber) },
    { ALT: () => this.SUBRULE(this.template) },
    {
      ALT: () => {
        const token = this.CONSUME(T.HashString);
        return this.ACTION(
          (): Expression => ({ kind: "template", parts: token.parts, span: this.tokenSpan(token) }),
        );
      },
    },
    { ALT: () => this.SUBRULE(this.prefixed) },
    {
      ALT: () => {
        const token = this.CONSUME(T.Placeholder);
        return this.ACTION(() => this.variable(token));
      },
    },
  ];

  private readonly linkForms: OrMethodOpts<Link>["DEF"] = [
    {
      ALT: () => {
        const dot = this.CONSUME(T.Dot);
        const field = this.CONSUME(T.Word);
        return this.ACTION(() => this.fieldLink(dot, field));
      },
    },
    { ALT: () => this.SUBRULE(this.call) },
    { ALT: () => this.SUBRULE(this.index) },
    {
      ALT: () => {
        const mark = this.CONSUME(T.Bang);
        return this.ACTION((): Link => ({ kind: "nonNull", span: this.tokenSpan(mark) }));
      },
    },
    { ALT: () => this.SUBRULE(this.optionalLink) },
  ];

  readonly term = this.RULE("term", (): Expression => {
    const base = this.OR(this.primaries);
    const { shortLink } = this;
    if (shortLink === undefined) return this.mayBe(T.LinkStart) ? this.chain(base, undefined) : base;
    this.shortLink = undefined;
    return this.chain(base, shortLink);
  });

  /** Part of the rule `term`: the links after a primary. */
  private chain(base: Expression, shortLink: Link | undefined): Expression {
    let links: Link[] | undefined;
    if (shortLink !== undefined) links = [shortLink];
    this.MANY({
      GATE: () => this.continues(),
      DEF: () => {
        const link = this.OR2(this.linkForms);
        this.ACTION(() => {
          if (links === undefined) links = [link];
          else addLink(links, link);
        });
      },
    });
    if (links === undefined) return base;
    const all = links;
    return this.ACTION((): Expression => {
      const span = this.over(base, all.at(-1)!);
      const chain: Expression = { kind: "chain", base, links: all, span };
      return shortLink === undefined ? chain : { kind: "shortLambda", body: chain, span };
    });
  }

  private variable(token: T.Token): Identifier {
    return { kind: "identifier", name: token.image, span: this.tokenSpan(token) };
  }

  /** `$this`, which no text stands for. */
  protected implicitParameter(position: number): Identifier {
    return { kind: "identifier", name: "$this", span: this.spanOf(position, position) };
  }

  /** The `.f`, `.(…)` or `.[…]` that begins a short lambda. */
  private readonly shortStart = this.RULE("shortStart", (): Link => {
    const dot = this.CONSUME(T.Dot);
    return this.OR([
      {
        ALT: () => {
          const field = this.CONSUME(T.Word);
          return this.ACTION(() => this.fieldLink(dot, field));
        },
      },
      { ALT: () => this.SUBRULE(this.call) },
      { ALT: () => this.SUBRULE(this.index) },
    ]);
  });

  private readonly optionalLink = this.RULE("optionalLink", (): Link => {
    const dot = this.CONSUME(T.QuestionDot);
    const next = this.ahead(1);
    const optional = this.ACTION(() => this.spanOf(dot.startOffset, next.startOffset));
    return this.OR([
      {
        ALT: () => {
          const field = this.CONSUME(T.Word);
          return this.ACTION(() => this.fieldLink(dot, field));
        },
      },
      {
        ALT: () => {
          const apply = this.SUBRULE(this.call);
          return this.ACTION((): Link => ({ ...apply, optional, span: joinSpans(optional, apply.span) }));
        },
      },
      {
        ALT: () => {
          const index = this.SUBRULE(this.index);
          return this.ACTION((): Link => ({ ...index, optional, span: joinSpans(optional, index.span) }));
        },
      },
    ]);
  });

  /** The span of a dot reaches up to the name. */
  private fieldLink(dot: T.Token, field: T.Token): Link {
    return {
      kind: "field",
      dotSpan: this.spanOf(dot.startOffset, field.startOffset),
      field: this.nameOf(field),
      optional: dot.is(T.QuestionDot),
      span: this.between(dot, field),
    };
  }

  private readonly call = this.RULE("call", (): ApplyLink => {
    const args: Expression[] = [];
    const first = this.CONSUME(T.LeftParen);
    this.OPTION(() => {
      args.push(this.SUBRULE(this.expression));
      this.MANY({
        GATE: () => this.notLast(T.RightParen),
        DEF: () => {
          this.CONSUME(T.Comma);
          args.push(this.SUBRULE2(this.expression));
        },
      });
      this.trailingComma();
    });
    const last = this.CONSUME(T.RightParen);
    return this.ACTION(() => {
      const applySpan = this.between(first, last);
      return { kind: "apply", args, optional: undefined, applySpan, span: applySpan };
    });
  });

  private readonly index = this.RULE("index", (): Extract<Link, { kind: "index" }> => {
    const args: Expression[] = [];
    const first = this.CONSUME(T.LeftBracket);
    this.OPTION(() => {
      args.push(this.SUBRULE(this.expression));
      this.MANY({
        GATE: () => this.notLast(T.RightBracket),
        DEF: () => {
          this.CONSUME(T.Comma);
          args.push(this.SUBRULE2(this.expression));
        },
      });
      this.trailingComma();
    });
    const last = this.CONSUME(T.RightBracket);
    return this.ACTION(() => {
      const accessSpan = this.between(first, last);
      return { kind: "index", args, optional: undefined, accessSpan, span: accessSpan };
    });
  });

  private readonly signedNumber = this.RULE("signedNumber", (): Expression => {
    const sign = this.CONSUME(T.Sign);
    const number = this.CONSUME(T.Numeral);
    return this.ACTION(() => {
      const value = sign.image === "-" ? negate(literalOf(number)) : literalOf(number);
      return { kind: "literal", value, span: this.between(sign, number) };
    });
  });

  private readonly prefixed = this.RULE("prefixed", (): Expression => {
    const token = this.CONSUME(T.PrefixOperator);
    this.needSameLine();
    this.enter();
    const operand = this.SUBRULE(this.term);
    this.leave();
    return this.ACTION(() => {
      let result = operand;
      for (let at = token.end - 1; at >= token.startOffset; at--) {
        const operator = { text: token.image[at - token.startOffset]!, span: this.spanOf(at, at + 1) };
        result = applyPrefix(operator, result);
      }
      return result;
    });
  });

  /** A string or heredoc with interpolations. */
  readonly template = this.RULE("template", (): Expression => {
    const parts: (string | Expression)[] = [];
    const first = this.CONSUME(T.TemplateStart);
    this.MANY(() =>
      this.OR([
        {
          ALT: () => {
            const text = this.CONSUME(T.TemplateText);
            this.ACTION(() => parts.push(...text.parts));
          },
        },
        {
          ALT: () => {
            this.CONSUME(T.InterpolationStart);
            parts.push(this.plain(this.SUBRULE(this.expression)));
            this.CONSUME(T.InterpolationEnd);
          },
        },
      ]),
    );
    const last = this.CONSUME(T.TemplateEnd);
    return this.ACTION(() => ({ kind: "template", parts, span: this.between(first, last) }));
  });

  private readonly object = this.RULE("object", (): Expression => {
    const fields: { name: Name; value: Expression }[] = [];
    const first = this.CONSUME(T.ObjectBrace);
    this.OPTION(() => {
      fields.push(this.SUBRULE(this.field));
      this.MANY({
        GATE: () => this.notLast(T.RightBrace),
        DEF: () => {
          this.CONSUME(T.Comma);
          fields.push(this.SUBRULE2(this.field));
        },
      });
      this.trailingComma();
    });
    const last = this.CONSUME(T.RightBrace);
    return this.ACTION(() => {
      this.distinct(fields.map(({ name }) => name.text));
      return { kind: "object", fields, span: this.between(first, last) };
    });
  });

  private readonly field = this.RULE("field", () => {
    const key = this.SUBRULE(this.key);
    const value = this.OPTION(() => {
      this.needSameLine();
      this.CONSUME(T.Colon);
      return this.plain(this.SUBRULE(this.expression));
    });
    if (value === undefined) this.disallow();
    return this.ACTION(() => ({ name: this.keyOf(key), value: value ?? NO_VALUE }));
  });

  private readonly array = this.RULE("array", (): Expression => {
    const elements: Expression[] = [];
    const first = this.CONSUME(T.LeftBracket);
    this.OPTION(() => {
      elements.push(this.plain(this.SUBRULE(this.expression)));
      this.MANY({
        GATE: () => this.notLast(T.RightBracket),
        DEF: () => {
          this.CONSUME(T.Comma);
          elements.push(this.plain(this.SUBRULE2(this.expression)));
        },
      });
    });
    this.trailingComma();
    const last = this.CONSUME(T.RightBracket);
    return this.ACTION(() => ({ kind: "array", elements, span: this.between(first, last) }));
  });

  /** The name of a rest parameter, with no space before the `)` that follows it. */
  protected readonly restName = this.RULE("restName", (): T.Token => {
    const name = this.OR([
      { ALT: () => this.CONSUME(T.Identifier) },
      { ALT: () => this.CONSUME(T.Placeholder) },
    ]);
    if (!this.adjoins(name)) this.disallow();
    return name;
  });

  /** Parentheses. A `...rest` without `=>` is read where a lambda could be, and dropped (spec/01 §4.1). */
  private readonly tuple = this.RULE("tuple", (): Expression => {
    const elements: Expression[] = [];
    const first = this.CONSUME(T.LeftParen);
    const leads = first === this.head;
    this.OPTION(() => {
      elements.push(this.SUBRULE(this.expression));
      this.MANY({
        GATE: () => this.notLast(T.RightParen) && this.notLast(T.Ellipsis),
        DEF: () => {
          this.CONSUME(T.Comma);
          elements.push(this.SUBRULE2(this.expression));
        },
      });
      this.trailingComma();
    });
    this.OPTION3(() => {
      if (!leads || elements.some((element) => element.kind !== "identifier")) this.disallow();
      this.CONSUME(T.Ellipsis);
      this.SUBRULE(this.restName);
    });
    const last = this.CONSUME(T.RightParen);
    return this.ACTION(() => ({ kind: "tuple", elements, span: this.between(first, last) }));
  });
}

function joinSpans(first: Span, last: Span): Span {
  return span(first.source, first.start, last.end);
}

/** Adds a link to those before it: a call of a field just selected makes one link with it. */
function addLink(links: Link[], link: Link): void {
  const before = links.at(-1);
  if (link.kind !== "apply" || before?.kind !== "field") {
    links.push(link);
    return;
  }
  const { dotSpan, field, optional } = before;
  const { args, applySpan } = link;
  const span = joinSpans(dotSpan, applySpan);
  links[links.length - 1] = {
    kind: "call",
    dotSpan,
    field,
    args,
    optional,
    optionalApply: link.optional,
    applySpan,
    span,
  };
}

function applyPrefix(operator: Name, operand: Expression): Expression {
  const inner = operand.kind === "shortLambda" ? operand.body : operand;
  const span = joinSpans(operator.span, inner.span);
  const unary: Expression = { kind: "unary", operator, operand: inner, span };
  return operand.kind === "shortLambda" ? { kind: "shortLambda", body: unary, span } : unary;
}
