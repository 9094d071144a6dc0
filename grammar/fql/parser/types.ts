import type { ParserMethod } from "chevrotain";
import type {
  Expression,
  FunctionTypeParameter,
  ObjectTypeField,
  TypeExpression,
  TypeScheme,
} from "../../ast/index.js";
import type { Name } from "../../span.js";
import { readEscape } from "../escapes.js";
import * as T from "../tokens.js";
import { BaseGrammar } from "./base.js";
import { joinTypes, type TypeOperand } from "./typeOperators.js";

type ObjectTypeEntry =
  | { readonly kind: "field"; readonly field: ObjectTypeField }
  | { readonly kind: "wildcard"; readonly type: TypeExpression }
  | { readonly kind: "open"; readonly token: T.Token };

/** Type expressions. spec/01 §8.1 */
export abstract class TypeGrammar extends BaseGrammar {
  /** True where object types may have defaults: in the field types of a schema. */
  protected allowsDefaults = false;

  /** Rules of the layers above. */
  abstract readonly expression: ParserMethod<[], Expression>;
  abstract readonly template: ParserMethod<[], Expression>;

  /** A type whose object types may have defaults. */
  fieldType(): TypeExpression {
    this.allowsDefaults = true;
    try {
      return this.type();
    } finally {
      this.allowsDefaults = false;
    }
  }

  readonly type = this.RULE("type", (): TypeExpression => {
    this.enter();
    const operands = [this.SUBRULE(this.nullableType)];
    const operators: T.Token[] = [];
    this.MANY({
      GATE: () => this.sameLine(),
      DEF: () => {
        const operator = this.OR([
          { ALT: () => this.CONSUME(T.Bar) },
          { ALT: () => this.CONSUME(T.Ampersand) },
          { ALT: () => this.CONSUME(T.Arrow) },
        ]);
        operators.push(operator);
        operands.push(this.SUBRULE2(this.nullableType));
      },
    });
    this.leave();
    return this.ACTION(() => joinTypes(operands, operators, (operand) => this.settled(operand)));
  });

  /** The type that an operand is: of a parameter list only an editor gets one. */
  private settled(operand: TypeOperand): TypeExpression {
    if (operand.kind !== "parameters") return operand;
    this.disallow();
    return { kind: "tuple", elements: operand.parameters.map(({ type }) => type), span: operand.span };
  }

  private readonly nullableType = this.RULE("nullableType", (): TypeOperand => {
    let result: TypeOperand = this.OR([
      { ALT: () => this.SUBRULE(this.namedType) },
      { ALT: () => this.SUBRULE(this.literalType) },
      { ALT: () => this.SUBRULE(this.objectType) },
      { ALT: () => this.SUBRULE(this.bracketType) },
      { ALT: () => this.SUBRULE(this.parenType) },
    ]);
    this.MANY({
      GATE: () => this.sameLine(),
      DEF: () => {
        const mark = this.OR2([
          { ALT: () => this.CONSUME(T.Question) },
          { ALT: () => this.CONSUME(T.QuestionQuestion) },
        ]);
        this.ACTION(() => {
          for (let at = mark.startOffset; at < mark.end; at++) {
            const markSpan = this.spanOf(at, at + 1);
            const base = this.settled(result);
            result = { kind: "nullable", base, markSpan, span: this.over(base, { span: markSpan }) };
          }
        });
      },
    });
    return result;
  });

  private readonly namedType = this.RULE("namedType", (): TypeExpression => {
    const first = this.CONSUME(T.Word);
    let last = first;
    let args: readonly TypeExpression[] | undefined;
    this.MANY({
      GATE: () => !isWordOfType(first) && this.adjoins(last) && this.ahead(2).startOffset === last.end + 1,
      DEF: () => {
        this.CONSUME(T.Dot);
        last = this.OR([{ ALT: () => this.CONSUME2(T.Word) }, { ALT: () => this.CONSUME(T.NamePart) }]);
      },
    });
    const nameEnd = last;
    this.OPTION({
      GATE: () => !isWordOfType(first) && this.adjoins(last),
      DEF: () => {
        const list = this.SUBRULE(this.typeArguments);
        args = list.types;
        last = list.close;
      },
    });
    return this.ACTION((): TypeExpression => {
      const span = this.between(first, last);
      if (first.image === "Any") return { kind: "any", span };
      if (first.image === "Never") return { kind: "never", span };
      if (first.is(T.True) || first.is(T.False)) return { kind: "literal", value: first.is(T.True), span };
      const name = { text: this.textBetween(first, nameEnd), span: this.between(first, nameEnd) };
      return { kind: "named", name, args, span };
    });
  });

  private readonly typeArguments = this.RULE("typeArguments", () => {
    this.CONSUME(T.Less);
    const types = [this.SUBRULE(this.type)];
    this.MANY({
      GATE: () => this.notLast(T.Greater) && this.notLast(T.GreaterEquals),
      DEF: () => {
        this.CONSUME(T.Comma);
        types.push(this.SUBRULE2(this.type));
      },
    });
    this.OPTION(() => this.CONSUME2(T.Comma));
    // `let a: Array<Int>=[]` ends the list with half of a token.
    const close = this.nextIs(T.GreaterEquals) ? this.splitHead(T.Equals) : this.CONSUME(T.Greater);
    return { types, close };
  });

  private readonly literalType = this.RULE(
    "literalType",
    (): TypeExpression =>
      this.OR([
        {
          ALT: () => {
            const sign = this.OPTION(() => this.CONSUME(T.Sign));
            const integer = this.CONSUME(T.Integer);
            return this.ACTION((): TypeExpression => {
              const magnitude = integer.literal?.kind === "integer" ? integer.literal.value : 0n;
              const value = sign?.image === "-" ? -magnitude : magnitude;
              return { kind: "literal", value, span: this.between(sign ?? integer, integer) };
            });
          },
        },
        {
          ALT: () => {
            const text = this.OR2([
              { ALT: () => this.CONSUME(T.StringLiteral) },
              { ALT: () => this.CONSUME(T.HashString) },
            ]);
            return this.ACTION((): TypeExpression => {
              const { text: value, span } = this.keyOf(text);
              return { kind: "literal", value, span };
            });
          },
        },
        {
          // Types have no interpolation: `"#{"` is text.
          ALT: () => {
            const first = this.ahead(1);
            this.SUBRULE(this.template);
            const last = this.ahead(0);
            return this.ACTION((): TypeExpression => {
              if (first.image !== '"') this.disallow();
              const inner = this.textBetween(first, last).slice(1, -1);
              return { kind: "literal", value: withoutEscapes(inner), span: this.between(first, last) };
            });
          },
        },
      ]),
  );

  private readonly objectType = this.RULE("objectType", (): TypeExpression => {
    const fields: ObjectTypeField[] = [];
    let wildcard: TypeExpression | undefined;
    let open: T.Token | undefined;
    const field = (index: 1 | 2) => {
      if (wildcard !== undefined || open !== undefined) this.disallow();
      const entry = index === 1 ? this.SUBRULE(this.objectTypeEntry) : this.SUBRULE2(this.objectTypeEntry);
      this.ACTION(() => {
        if (entry.kind === "field") fields.push(entry.field);
        else if (entry.kind === "wildcard") wildcard = entry.type;
        else open = entry.token;
      });
    };
    const first = this.CONSUME(T.LeftBrace);
    this.OPTION(() => {
      field(1);
      this.MANY({
        GATE: () => this.separatesFields(),
        DEF: () => {
          this.OPTION2(() =>
            this.OR([{ ALT: () => this.CONSUME(T.Comma) }, { ALT: () => this.CONSUME(T.Semicolon) }]),
          );
          field(2);
        },
      });
    });
    this.OPTION3({ GATE: () => open !== undefined || this.sameLine(), DEF: () => this.CONSUME2(T.Comma) });
    const last = this.CONSUME(T.RightBrace);
    return this.ACTION((): TypeExpression => {
      this.distinct(fields.map(({ name }) => name.text));
      const span = this.between(first, last);
      return open === undefined
        ? { kind: "object", fields, wildcard, span }
        : { kind: "interface", fields, span };
    });
  });

  /** Fields are parted by exactly one of `,`, `;` and a line end, the first two on the line of the field. */
  private separatesFields(): boolean {
    const next = this.ahead(1);
    if (next.is(T.Comma)) return next.lineBreak < 0 && this.notLast(T.RightBrace);
    if (next.is(T.Semicolon)) return next.lineBreak < 0 && next.image === ";" && this.notLast(T.RightBrace);
    return next.lineBreak >= 0;
  }

  private readonly objectTypeEntry = this.RULE("objectTypeEntry", () =>
    this.OR<ObjectTypeEntry>([
      { ALT: () => ({ kind: "open", token: this.CONSUME(T.Ellipsis) }) },
      {
        ALT: () => {
          this.CONSUME(T.Star);
          this.needSameLine();
          this.CONSUME(T.Colon);
          return { kind: "wildcard", type: this.SUBRULE(this.type) };
        },
      },
      {
        ALT: () => {
          const name = this.SUBRULE(this.key);
          this.needSameLine();
          this.CONSUME2(T.Colon);
          const type = this.SUBRULE2(this.type);
          const value = this.OPTION({
            GATE: () => this.sameLine(),
            DEF: () => {
              if (!this.allowsDefaults) this.disallow();
              this.CONSUME(T.Equals);
              return this.plain(this.SUBRULE(this.expression));
            },
          });
          const field = this.ACTION(
            (): ObjectTypeField => ({ name: this.keyOf(name), type, default: value }),
          );
          return { kind: "field", field };
        },
      },
    ]),
  );

  private readonly bracketType = this.RULE("bracketType", (): TypeExpression => {
    const elements: TypeExpression[] = [];
    const first = this.CONSUME(T.LeftBracket);
    this.OPTION(() => {
      elements.push(this.SUBRULE(this.type));
      this.MANY({
        GATE: () => this.notLast(T.RightBracket),
        DEF: () => {
          this.CONSUME(T.Comma);
          elements.push(this.SUBRULE2(this.type));
        },
      });
    });
    this.OPTION2(() => this.CONSUME2(T.Comma));
    const last = this.CONSUME(T.RightBracket);
    return this.ACTION(() => ({ kind: "tuple", elements, span: this.between(first, last) }));
  });

  private readonly parenType = this.RULE("parenType", (): TypeOperand => {
    const parameters: FunctionTypeParameter[] = [];
    let variadic: FunctionTypeParameter | undefined;
    const entry = (index: 1 | 2) => {
      if (variadic !== undefined) this.disallow();
      const read = index === 1 ? this.SUBRULE(this.typeParameter) : this.SUBRULE2(this.typeParameter);
      this.ACTION(() => {
        if (read.variadic) variadic = read.parameter;
        else parameters.push(read.parameter);
      });
    };
    const first = this.CONSUME(T.LeftParen);
    this.OPTION(() => {
      entry(1);
      this.MANY({
        GATE: () => this.notLast(T.RightParen),
        DEF: () => {
          this.CONSUME(T.Comma);
          entry(2);
        },
      });
    });
    this.OPTION2(() => this.CONSUME2(T.Comma));
    const last = this.CONSUME(T.RightParen);
    return this.ACTION((): TypeOperand => {
      const span = this.between(first, last);
      const named = variadic !== undefined || parameters.some(({ name }) => name !== undefined);
      if (named) return { kind: "parameters", parameters, variadic, span };
      if (parameters.length === 1) return parameters[0]!.type;
      return { kind: "tuple", elements: parameters.map(({ type }) => type), span };
    });
  });

  private readonly typeParameter = this.RULE("typeParameter", () => {
    // A reserved word here is taken for a parameter's name, even where it is none.
    const first = this.ahead(1);
    this.ACTION(() => first.isA(T.Word) && !first.isA(T.Identifier) && this.disallow());
    const name: Name | undefined = this.OPTION({
      GATE: () => this.ahead(2).is(T.Colon) && this.ahead(2).startOffset === this.ahead(1).end,
      DEF: () => {
        const word = this.CONSUME(T.Identifier);
        this.CONSUME(T.Colon);
        return this.ACTION(() => this.nameOf(word));
      },
    });
    const dots = this.OPTION2(() => this.CONSUME(T.Ellipsis));
    const type = this.SUBRULE(this.type);
    return { variadic: dots !== undefined, parameter: { name, type } };
  });

  readonly typeScheme = this.RULE("typeScheme", (): TypeScheme => {
    const parameters: Name[] = [];
    this.OPTION(() => {
      this.CONSUME(T.Less);
      parameters.push(this.SUBRULE(this.typeParameterName));
      this.MANY({
        GATE: () => this.notLast(T.Greater),
        DEF: () => {
          this.CONSUME(T.Comma);
          parameters.push(this.SUBRULE2(this.typeParameterName));
        },
      });
      this.OPTION2(() => this.CONSUME2(T.Comma));
      this.CONSUME(T.Greater);
    });
    return { parameters, type: this.SUBRULE(this.type) };
  });

  private readonly typeParameterName = this.RULE("typeParameterName", (): Name => {
    const word = this.CONSUME(T.Word);
    return this.ACTION(() => this.nameOf(word));
  });
}

/** Words with a meaning of their own in types, which neither a dot nor arguments may follow. */
function isWordOfType(token: T.Token): boolean {
  return token.is(T.True) || token.is(T.False) || token.image === "Any" || token.image === "Never";
}

function withoutEscapes(text: string): string {
  let value = "";
  for (let position = 0; position < text.length; ) {
    const escaped = text[position] === "\\" ? readEscape(text, position) : undefined;
    value += escaped?.value ?? text[position]!;
    position = escaped?.end ?? position + 1;
  }
  return value;
}
