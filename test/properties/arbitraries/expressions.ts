import fc from "fast-check";
import {
  type Binary,
  type Block,
  type Chain,
  type Expression,
  type Lambda,
  type Link,
  type LiteralValue,
  NO_SPAN,
  type Projection,
  type ShortLambda,
  type Statement,
  type StringTemplate,
} from "../../../grammar/index.js";
import { distinct, fieldName, identifier, key, nameOf, text, variable } from "./names.js";
import { casePattern } from "./patterns.js";
import { typeExpression } from "./types.js";

const span = NO_SPAN;
/** One count of depth for all kinds of nodes. */
const depth = { maxDepth: 4, depthIdentifier: fc.createDepthIdentifier() };

/** How tight each binary operator binds. spec/01 §3 */
const OPERATORS: Readonly<Record<string, number>> = {
  "??": 1,
  "||": 2,
  "&&": 3,
  "==": 4,
  "!=": 4,
  "=~": 4,
  "!~": 4,
  ">": 5,
  "<=": 5,
  isa: 6,
  "|": 7,
  "^": 8,
  "&": 9,
  "+": 10,
  "-": 10,
  "*": 11,
  "%": 11,
  "**": 12,
};
const TERM_LEVEL = 13;

const literalValue: fc.Arbitrary<LiteralValue> = fc.oneof(
  fc.constant<LiteralValue>({ kind: "null" }),
  fc.boolean().map((value): LiteralValue => ({ kind: "boolean", value })),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map((value): LiteralValue => ({ kind: "integer", value })),
  text.map((value): LiteralValue => ({ kind: "string", value })),
  fc
    .tuple(fc.bigInt({ min: -99999n, max: 99999n }), fc.integer({ min: -9, max: 12 }))
    .filter(([, scale]) => scale !== 0)
    .map(([unscaled, scale]): LiteralValue => {
      const value = Number(`${unscaled}e${-scale}`) || 0;
      return { kind: "float", unscaled, scale, value };
    }),
);

interface Grammar {
  /** Whatever may stand right of `=`. */
  expression: Expression;
  /** An argument: a short lambda, too. */
  argument: Expression;
  operators: Expression;
  term: Expression;
  primary: Expression;
  /** Bodies of short lambdas. */
  short: Expression;
  block: Block;
  lambda: Lambda;
  shortLambda: ShortLambda;
}

/**
 * Trees that a text can express as printed. Not among them (spec/01 §13.1): floats whose text has no point, such
 * as 1.5e1; templates without an interpolation; short lambdas that start with `.(` or `.[`; projected names that
 * need quotes; a block that starts with an interpolated string.
 */
export const grammar = fc.letrec<Grammar>((tie: fc.LetrecTypedTie<Grammar>) => {
  const expression = tie("expression");
  const argument = tie("argument");
  const short = tie("short");
  const args = fc.array(argument, { maxLength: 2 });
  const flag = fc.option(fc.constant(span), { nil: undefined });

  const link: fc.Arbitrary<Link> = fc.oneof(
    fc.tuple(fieldName, fc.boolean()).map(([name, optional]) => field(name, optional)),
    fc
      .tuple(fieldName, fc.boolean(), args, flag)
      .map(([name, optional, list, optionalApply]) => call(name, optional, list, optionalApply)),
    fc
      .tuple(args, flag)
      .map(([list, optional]): Link => ({ kind: "apply", args: list, optional, applySpan: span, span })),
    fc
      .tuple(args, flag)
      .map(([list, optional]): Link => ({ kind: "index", args: list, optional, accessSpan: span, span })),
    fc.constant<Link>({ kind: "nonNull", span }),
  );
  const links = fc.array(link, { minLength: 1, maxLength: 3 });
  const shortChain: fc.Arbitrary<Chain> = links
    .map((list): Link[] => [...list.slice(0, 1).filter(startsWithName), ...list.slice(1)])
    .map((list) => (list[0] && startsWithName(list[0]) ? list : [field("a"), ...list]))
    .map((list) => chain({ kind: "identifier", name: "$this", span }, list));

  const binary = (left: fc.Arbitrary<Expression>, right: fc.Arbitrary<Expression>): fc.Arbitrary<Binary> =>
    fc
      .tuple(left, fc.constantFrom(...Object.keys(OPERATORS)), right)
      .map(([a, operator, b]) => combine(a, operator, b));

  const projection = (base: fc.Arbitrary<Expression>): fc.Arbitrary<Projection> =>
    fc
      .tuple(
        base,
        fc.array(fc.tuple(identifier, fc.oneof(expression, short)), { minLength: 1, maxLength: 2 }),
      )
      .map(([of, fields]) => ({ kind: "projection", base: of, fields: fields.map(toField), span }));

  const objectLiteral: fc.Arbitrary<Expression> = distinct(fc.tuple(key, expression), ([name]) => name).map(
    (fields) => ({ kind: "object", fields: fields.map(toField), span }),
  );

  const template: fc.Arbitrary<StringTemplate> = fc
    .tuple(fc.array(fc.tuple(text, expression), { minLength: 1, maxLength: 2 }), text)
    .map(([pairs, last]) => ({
      kind: "template",
      parts: [...pairs.flat(), last].filter((part) => part !== ""),
      span,
    }));

  const parameters = distinct(fc.option(variable.filter((name) => name !== "_")), String);
  const lambda: fc.Arbitrary<Lambda> = fc
    .tuple(parameters, fc.option(fc.option(fc.constant("rest"))), expression)
    .filter(([names]) => !names.includes("rest"))
    .map(([names, rest, body]) => ({
      kind: "lambda",
      parameters: names.map((name) => ({ name: name ?? undefined, span })),
      // The outer option says whether there is a rest, the inner one whether it is named.
      rest: rest === null ? undefined : { name: rest ?? undefined, span },
      body,
      span,
    }));

  const statement: fc.Arbitrary<Statement> = fc.oneof(
    expression.map((it): Statement => ({ kind: "expression", expression: it, span })),
    fc
      .tuple(identifier, fc.option(typeExpression, { nil: undefined, freq: 3 }), expression)
      .map(([name, type, value]): Statement => ({ kind: "let", name: nameOf(name), type, value, span })),
  );

  return {
    expression: fc.oneof(
      depth,
      tie("operators"),
      projection(tie("operators")),
      tie("lambda"),
      fc.tuple(expression, expression, fc.option(expression, { nil: undefined })).map(
        ([condition, then, otherwise]): Expression => ({
          kind: "if",
          condition,
          then: otherwise !== undefined && endsOpen(then) ? tuple([then]) : then,
          otherwise,
          span,
        }),
      ),
      fc.tuple(expression, expression).map(([time, body]): Expression => ({ kind: "at", time, body, span })),
      tie("operators").map((base): Expression => ({ kind: "projectionAll", base, span })),
      fc.tuple(tie("term"), fc.array(fc.tuple(casePattern, expression), { maxLength: 2 })).map(
        ([scrutinee, cases]): Expression => ({
          kind: "match",
          scrutinee,
          cases: cases.map(([of, body]) => ({ pattern: of, body })),
          span,
        }),
      ),
    ),
    argument: fc.oneof(
      depth,
      { arbitrary: expression, weight: 3 },
      { arbitrary: tie("shortLambda"), weight: 1 },
    ),
    operators: fc.oneof(depth, tie("term"), binary(tie("operators"), tie("operators"))),
    term: fc.oneof(
      depth,
      tie("primary"),
      fc.tuple(tie("primary"), links).map(([base, list]) => chain(base, list)),
      fc.tuple(fc.constantFrom("-", "~", "!"), tie("term")).map(
        ([operator, operand]): Expression => ({
          kind: "unary",
          operator: nameOf(operator),
          operand: operator === "-" && startsWithDigit(operand) ? tuple([operand]) : operand,
          span,
        }),
      ),
    ),
    primary: fc.oneof(
      depth,
      variable.map((name): Expression => ({ kind: "identifier", name, span })),
      literalValue.map((value): Expression => ({ kind: "literal", value, span })),
      template,
      objectLiteral,
      fc.array(argument, { maxLength: 3 }).map(tuple),
      fc
        .array(expression, { maxLength: 3 })
        .map((elements): Expression => ({ kind: "array", elements, span })),
      tie("block"),
    ),
    short: fc.oneof(
      depth,
      shortChain,
      binary(
        short.filter((it) => it.kind !== "projection"),
        tie("operators"),
      ),
      binary(
        tie("operators"),
        short.filter((it) => it.kind !== "projection"),
      ),
      projection(fc.oneof(shortChain, binary(shortChain, tie("operators")))),
      shortChain.map((operand): Expression => ({ kind: "unary", operator: nameOf("!"), operand, span })),
    ),
    block: fc
      .tuple(fc.array(statement, { maxLength: 2 }), expression)
      .map(([statements, last]): Statement[] => [
        ...statements,
        { kind: "expression", expression: last, span },
      ])
      .map(
        ([first, ...others]): Block => ({ kind: "block", statements: [guarded(first!), ...others], span }),
      ),
    lambda,
    shortLambda: short.map((body): ShortLambda => ({ kind: "shortLambda", body, span })),
  };
});

/** A binary expression whose operands have the parentheses that they need. */
function combine(left: Expression, operator: string, right: Expression): Binary {
  const level = OPERATORS[operator]!;
  const isRightAssociative = operator === "**";
  return {
    kind: "binary",
    operator: nameOf(operator),
    left: operand(left, isRightAssociative ? level + 1 : level),
    right: operand(right, isRightAssociative ? level : level + 1),
    span,
  };
}

function operand(expression: Expression, level: number): Expression {
  const own = expression.kind === "binary" ? OPERATORS[expression.operator.text]! : TERM_LEVEL;
  // A short lambda in parentheses would make the whole a short lambda; in two pairs it does not.
  return own < level || isShortTuple(expression) ? tuple([expression]) : expression;
}

function isShortTuple(expression: Expression): boolean {
  return (
    expression.kind === "tuple" &&
    expression.elements.length === 1 &&
    expression.elements[0]!.kind === "shortLambda"
  );
}

function tuple(elements: readonly Expression[]): Expression {
  return { kind: "tuple", elements, span };
}

function toField([name, value]: readonly [string, Expression]) {
  return { name: nameOf(name), value };
}

function call(
  name: string,
  optional: boolean,
  args: readonly Expression[],
  optionalApply?: typeof span,
): Link {
  return {
    kind: "call",
    dotSpan: span,
    field: nameOf(name),
    args,
    optional,
    optionalApply,
    applySpan: span,
    span,
  };
}

function field(name: string, optional = false): Link {
  return { kind: "field", dotSpan: span, field: nameOf(name), optional, span };
}

function startsWithName(link: Link): boolean {
  return (link.kind === "field" || link.kind === "call") && !link.optional;
}

/** A field and the parentheses after it are one call. */
function chain(base: Expression, links: readonly Link[]): Chain {
  const merged: Link[] = [];
  for (const link of links) {
    const before = merged.at(-1);
    if (link.kind === "apply" && before?.kind === "field") {
      merged.splice(-1, 1, call(before.field.text, before.optional, link.args, link.optional));
    } else {
      merged.push(link);
    }
  }
  return { kind: "chain", base, links: merged, span };
}

/** True if an `else` that follows would belong to an `if` inside. */
function endsOpen(expression: Expression): boolean {
  switch (expression.kind) {
    case "if":
      return expression.otherwise === undefined || endsOpen(expression.otherwise);
    case "at":
    case "lambda":
      return endsOpen(expression.body);
    default:
      return false;
  }
}

/** A `-` before it would be a sign. */
function startsWithDigit(expression: Expression): boolean {
  if (expression.kind === "chain") return startsWithDigit(expression.base);
  if (expression.kind !== "literal") return false;
  const { value } = expression;
  return (value.kind === "integer" && value.value >= 0n) || (value.kind === "float" && value.unscaled >= 0n);
}

function guarded(statement: Statement): Statement {
  if (statement.kind !== "expression" || !startsWithTemplate(statement.expression)) return statement;
  return { ...statement, expression: tuple([statement.expression]) };
}

function startsWithTemplate(expression: Expression): boolean {
  switch (expression.kind) {
    case "template":
      return true;
    case "chain":
    case "projection":
    case "projectionAll":
      return startsWithTemplate(expression.base);
    case "binary":
      return startsWithTemplate(expression.left);
    default:
      return false;
  }
}
