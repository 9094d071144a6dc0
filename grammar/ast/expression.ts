import type { Name, Span } from "../span.js";

/**
 * FQL expressions. Every node has a span; spans follow the table of spec/01 §5 to the letter, since errors,
 * hints and equality of lambdas rest on them. Parentheses stay in the tree as one-element tuples.
 */
export type Expression =
  | Identifier
  | Literal
  | StringTemplate
  | If
  | At
  | Match
  | Lambda
  | ShortLambda
  | Binary
  | Unary
  | Chain
  | Projection
  | ProjectionAll
  | ObjectLiteral
  | Tuple
  | ArrayLiteral
  | Block;

/** `pets`; the implicit parameter of short lambdas and projections is named `$this`, placeholders `$0`, `$1`, … */
export interface Identifier {
  readonly kind: "identifier";
  readonly name: string;
  readonly span: Span;
}

/** `null`, `true`, `12`, `1.50`, `"a"`, `<<-END`. The span holds sign and quotes. */
export interface Literal {
  readonly kind: "literal";
  readonly value: LiteralValue;
  readonly span: Span;
}

export type LiteralValue =
  | { readonly kind: "null" }
  | { readonly kind: "boolean"; readonly value: boolean }
  /** Unbounded; Int, Long or Double is decided by size (spec/01 §1.4). */
  | { readonly kind: "integer"; readonly value: bigint }
  /** `unscaled · 10^-scale`, exact as written; `value` is the nearest double (never −0). */
  | { readonly kind: "float"; readonly unscaled: bigint; readonly scale: number; readonly value: number }
  | { readonly kind: "string"; readonly value: string };

/** `"n = #{n}"`, `<<+END … END`, and `"a#b"`, whose parts are all text. */
export interface StringTemplate {
  readonly kind: "template";
  readonly parts: readonly (string | Expression)[];
  readonly span: Span;
}

/** `if (c) a`, `if (c) a else b` */
export interface If {
  readonly kind: "if";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression | undefined;
  readonly span: Span;
}

/** `at (t) e` */
export interface At {
  readonly kind: "at";
  readonly time: Expression;
  readonly body: Expression;
  readonly span: Span;
}

/** `match x { case p => e }`: parsed, never run. */
export interface Match {
  readonly kind: "match";
  readonly scrutinee: Expression;
  readonly cases: readonly { readonly pattern: Pattern; readonly body: Expression }[];
  readonly span: Span;
}

/** `(a, _, ...rest) => e`. `_` is a parameter without a name. */
export interface Lambda {
  readonly kind: "lambda";
  readonly parameters: readonly Parameter[];
  readonly rest: Parameter | undefined;
  readonly body: Expression;
  readonly span: Span;
}

export interface Parameter {
  /** Undefined for `_`. */
  readonly name: string | undefined;
  readonly span: Span;
}

/** `.a + 1`: a lambda of `$this`. */
export interface ShortLambda {
  readonly kind: "shortLambda";
  readonly body: Expression;
  readonly span: Span;
}

/** `a + b`, `a ?? b`, `a isa b` */
export interface Binary {
  readonly kind: "binary";
  readonly operator: Name;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `-a`, `!a`, `~a` */
export interface Unary {
  readonly kind: "unary";
  readonly operator: Name;
  readonly operand: Expression;
  readonly span: Span;
}

/** `a.b?.c(1)[0]!`: one primary and all links that follow it. */
export interface Chain {
  readonly kind: "chain";
  readonly base: Expression;
  readonly links: readonly Link[];
  readonly span: Span;
}

export type Link = FieldLink | CallLink | ApplyLink | IndexLink | NonNullLink;

/** `.f`, `?.f` */
export interface FieldLink {
  readonly kind: "field";
  readonly dotSpan: Span;
  readonly field: Name;
  readonly optional: boolean;
  readonly span: Span;
}

/** `.f(a)`, `?.f(a)`, `.f?.(a)` */
export interface CallLink {
  readonly kind: "call";
  readonly dotSpan: Span;
  readonly field: Name;
  readonly args: readonly Expression[];
  readonly optional: boolean;
  /** The `?.` before the parentheses. */
  readonly optionalApply: Span | undefined;
  /** The parentheses. */
  readonly applySpan: Span;
  readonly span: Span;
}

/** `(a)`, `?.(a)` */
export interface ApplyLink {
  readonly kind: "apply";
  readonly args: readonly Expression[];
  readonly optional: Span | undefined;
  /** The parentheses. */
  readonly applySpan: Span;
  readonly span: Span;
}

/** `[a]`, `?.[a]` */
export interface IndexLink {
  readonly kind: "index";
  readonly args: readonly Expression[];
  readonly optional: Span | undefined;
  /** The brackets. */
  readonly accessSpan: Span;
  readonly span: Span;
}

/** `!` */
export interface NonNullLink {
  readonly kind: "nonNull";
  readonly span: Span;
}

/** `e { a, b: .c }`. Values see the projected element as `$this`. */
export interface Projection {
  readonly kind: "projection";
  readonly base: Expression;
  readonly fields: readonly { readonly name: Name; readonly value: Expression }[];
  readonly span: Span;
}

/** `e { * }`: parsed, never run. */
export interface ProjectionAll {
  readonly kind: "projectionAll";
  readonly base: Expression;
  readonly span: Span;
}

/** `{ a: 1, "b c": 2 }`. A quoted key's span holds the quotes. */
export interface ObjectLiteral {
  readonly kind: "object";
  readonly fields: readonly { readonly name: Name; readonly value: Expression }[];
  readonly span: Span;
}

/** `(e)`, `()`, `(a, b)` */
export interface Tuple {
  readonly kind: "tuple";
  readonly elements: readonly Expression[];
  readonly span: Span;
}

/** `[a, b]` */
export interface ArrayLiteral {
  readonly kind: "array";
  readonly elements: readonly Expression[];
  readonly span: Span;
}

/** `{ let a = 1; a }`, and every query. */
export interface Block {
  readonly kind: "block";
  readonly statements: readonly Statement[];
  readonly span: Span;
}

export type Statement = Let | ExpressionStatement;

/** `let n: Int = 1` */
export interface Let {
  readonly kind: "let";
  readonly name: Name;
  readonly type: TypeExpression | undefined;
  readonly value: Expression;
  readonly span: Span;
}

export interface ExpressionStatement {
  readonly kind: "expression";
  readonly expression: Expression;
  readonly span: Span;
}

/** Types as written in signatures, fields and `let` annotations. spec/01 §8.1 */
export type TypeExpression =
  | AnyType
  | NeverType
  | LiteralType
  | NamedType
  | ObjectType
  | InterfaceType
  | TupleType
  | UnionType
  | IntersectionType
  | FunctionType
  | NullableType;

/** `Any` */
export interface AnyType {
  readonly kind: "any";
  readonly span: Span;
}

/** `Never` */
export interface NeverType {
  readonly kind: "never";
  readonly span: Span;
}

/** `"a"`, `3`, `true` */
export interface LiteralType {
  readonly kind: "literal";
  readonly value: string | bigint | boolean;
  readonly span: Span;
}

/** `Int`, `Array<String>`, `Foo.Bar`; `args` is undefined where no `<…>` was written. */
export interface NamedType {
  readonly kind: "named";
  readonly name: Name;
  readonly args: readonly TypeExpression[] | undefined;
  readonly span: Span;
}

/** `{ a: Int = 1, *: Any }`. Defaults are legal in schema field types only. */
export interface ObjectType {
  readonly kind: "object";
  readonly fields: readonly ObjectTypeField[];
  readonly wildcard: TypeExpression | undefined;
  readonly span: Span;
}

export interface ObjectTypeField {
  readonly name: Name;
  readonly type: TypeExpression;
  readonly default: Expression | undefined;
}

/** `{ a: Int, ... }` */
export interface InterfaceType {
  readonly kind: "interface";
  readonly fields: readonly ObjectTypeField[];
  readonly span: Span;
}

/** `[A, B]`, `(A, B)` */
export interface TupleType {
  readonly kind: "tuple";
  readonly elements: readonly TypeExpression[];
  readonly span: Span;
}

/** `A | B | C` */
export interface UnionType {
  readonly kind: "union";
  readonly members: readonly TypeExpression[];
  readonly span: Span;
}

/** `A & B` */
export interface IntersectionType {
  readonly kind: "intersection";
  readonly members: readonly TypeExpression[];
  readonly span: Span;
}

/** `(x: A, rest: ...B) => R` */
export interface FunctionType {
  readonly kind: "function";
  readonly parameters: readonly FunctionTypeParameter[];
  readonly variadic: FunctionTypeParameter | undefined;
  readonly result: TypeExpression;
  readonly span: Span;
}

export interface FunctionTypeParameter {
  readonly name: Name | undefined;
  readonly type: TypeExpression;
}

/** `T?` */
export interface NullableType {
  readonly kind: "nullable";
  readonly base: TypeExpression;
  /** The `?`. */
  readonly markSpan: Span;
  readonly span: Span;
}

/** `<A, B> T` */
export interface TypeScheme {
  readonly parameters: readonly Name[];
  readonly type: TypeExpression;
}

/** Patterns of `match`, which is parsed and never run. spec/01 §8.2 */
export type Pattern =
  | { readonly kind: "hole"; readonly inner: Pattern | undefined; readonly span: Span }
  | { readonly kind: "bind"; readonly name: Name; readonly inner: Pattern | undefined; readonly span: Span }
  | { readonly kind: "type"; readonly type: TypeExpression; readonly span: Span }
  | { readonly kind: "literal"; readonly literal: Literal; readonly span: Span }
  | {
      readonly kind: "object";
      readonly fields: readonly { readonly name: Name; readonly pattern: Pattern }[];
      readonly span: Span;
    }
  | {
      readonly kind: "array";
      readonly elements: readonly Pattern[];
      readonly rest: Pattern | undefined;
      readonly span: Span;
    };
