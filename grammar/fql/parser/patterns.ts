import type { Literal, Pattern } from "../../ast/index.js";
import type { Name } from "../../span.js";
import { literalOf } from "../literalOf.js";
import { negate } from "../numbers.js";
import * as T from "../tokens.js";
import { TypeGrammar } from "./types.js";

/** Patterns of `match`. spec/01 §8.2 */
export abstract class PatternGrammar extends TypeGrammar {
  readonly pattern = this.RULE("pattern", (): Pattern => {
    this.enter();
    const result = this.OR([
      { ALT: () => this.SUBRULE(this.namePattern) },
      { ALT: () => this.SUBRULE(this.literalPattern) },
      { ALT: () => this.SUBRULE(this.objectPattern) },
      { ALT: () => this.SUBRULE(this.tuplePattern) },
      { ALT: () => this.SUBRULE(this.arrayPattern) },
    ]);
    this.leave();
    return result;
  });

  private readonly namePattern = this.RULE("namePattern", (): Pattern => {
    const word = this.CONSUME(T.Identifier);
    // A name that starts with `_` is read as the hole, and the rest of it fits nothing.
    if (word.image.startsWith("_") && word.image !== "_") this.disallow();
    const inner = this.OPTION(
      (): Pattern =>
        this.OR([
          {
            ALT: () => {
              this.CONSUME(T.Colon);
              const type = this.SUBRULE(this.type);
              return this.ACTION(() => ({ kind: "type", type, span: type.span }));
            },
          },
          {
            ALT: () => {
              this.CONSUME(T.AtSign);
              return this.SUBRULE(this.pattern);
            },
          },
        ]),
    );
    return this.ACTION((): Pattern => {
      const span = inner === undefined ? this.tokenSpan(word) : this.upTo(word, inner);
      return word.image === "_"
        ? { kind: "hole", inner, span }
        : { kind: "bind", name: this.nameOf(word), inner, span };
    });
  });

  private readonly literalPattern = this.RULE("literalPattern", (): Pattern => {
    const sign = this.OPTION(() => this.CONSUME(T.Sign));
    const token = this.OR([
      { ALT: () => this.CONSUME(T.Integer) },
      { ALT: () => this.CONSUME(T.StringLiteral) },
      { ALT: () => this.CONSUME(T.HashString) },
      { ALT: () => this.CONSUME(T.Null) },
      { ALT: () => this.CONSUME(T.True) },
      { ALT: () => this.CONSUME(T.False) },
    ]);
    return this.ACTION((): Pattern => {
      const text = token.is(T.HashString)
        ? { kind: "string" as const, value: token.parts.join("") }
        : literalOf(token);
      const value = sign?.image === "-" ? negate(text) : text;
      const literal: Literal = { kind: "literal", value, span: this.between(sign ?? token, token) };
      return { kind: "literal", literal, span: literal.span };
    });
  });

  private readonly objectPattern = this.RULE("objectPattern", (): Pattern => {
    const fields: { name: Name; pattern: Pattern }[] = [];
    const first = this.CONSUME(T.LeftBrace);
    this.OPTION(() => {
      fields.push(this.SUBRULE(this.fieldPattern));
      this.MANY({
        GATE: () => this.notLast(T.RightBrace),
        DEF: () => {
          this.CONSUME(T.Comma);
          fields.push(this.SUBRULE2(this.fieldPattern));
        },
      });
    });
    this.OPTION2(() => this.CONSUME2(T.Comma));
    const last = this.CONSUME(T.RightBrace);
    return this.ACTION(() => ({ kind: "object", fields, span: this.between(first, last) }));
  });

  private readonly fieldPattern = this.RULE("fieldPattern", () =>
    this.OR([
      {
        ALT: () => {
          const word = this.CONSUME(T.Identifier);
          const inner = this.OPTION({
            GATE: () => this.sameLine(),
            DEF: () => {
              this.CONSUME(T.Colon);
              return this.SUBRULE(this.pattern);
            },
          });
          return this.ACTION(() => {
            const name = this.nameOf(word);
            return {
              name,
              pattern: inner ?? { kind: "bind" as const, name, inner: undefined, span: name.span },
            };
          });
        },
      },
      {
        ALT: () => {
          const key = this.OR2([
            { ALT: () => this.CONSUME(T.StringLiteral) },
            { ALT: () => this.CONSUME(T.HashString) },
          ]);
          if (!this.adjoins(key)) this.disallow();
          this.CONSUME2(T.Colon);
          const pattern = this.SUBRULE2(this.pattern);
          return this.ACTION(() => ({ name: this.keyOf(key), pattern }));
        },
      },
    ]),
  );

  private readonly tuplePattern = this.RULE("tuplePattern", (): Pattern => {
    const elements: Pattern[] = [];
    const first = this.CONSUME(T.LeftParen);
    this.OPTION(() => {
      elements.push(this.SUBRULE(this.pattern));
      this.MANY({
        GATE: () => this.notLast(T.RightParen),
        DEF: () => {
          this.CONSUME(T.Comma);
          elements.push(this.SUBRULE2(this.pattern));
        },
      });
    });
    this.OPTION2(() => this.CONSUME2(T.Comma));
    const last = this.CONSUME(T.RightParen);
    return this.ACTION((): Pattern => {
      if (elements.length === 1) return elements[0]!;
      return { kind: "array", elements, rest: undefined, span: this.between(first, last) };
    });
  });

  private readonly arrayPattern = this.RULE("arrayPattern", (): Pattern => {
    const elements: Pattern[] = [];
    let rest: Pattern | undefined;
    const first = this.CONSUME(T.LeftBracket);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(T.Ellipsis);
          rest = this.SUBRULE(this.pattern);
        },
      },
      {
        ALT: () => {
          this.OPTION(() => {
            elements.push(this.SUBRULE2(this.pattern));
            this.MANY({
              GATE: () => this.notLast(T.Ellipsis),
              DEF: () => {
                this.CONSUME(T.Comma);
                elements.push(this.SUBRULE3(this.pattern));
              },
            });
          });
          this.OPTION2(() => {
            this.CONSUME2(T.Comma);
            this.CONSUME2(T.Ellipsis);
            rest = this.SUBRULE4(this.pattern);
          });
        },
      },
    ]);
    const last = this.CONSUME(T.RightBracket);
    return this.ACTION(() => ({ kind: "array", elements, rest, span: this.between(first, last) }));
  });
}
