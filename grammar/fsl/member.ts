import type { Block, Expression, MigrationStatement, TypeExpression } from "../ast/index.js";
import type { Name, Span } from "../span.js";

/**
 * What the first phase reads: any item, member or statement of FSL by its shape, wherever it stands. The second
 * phase says which of them may stand where, and builds the tree. spec/02 §1.2, §2
 */
export interface Member {
  readonly annotations: readonly MemberAnnotation[];
  readonly body: MemberBody;
  /** From the doc comment or first annotation to the last token or the `;` behind it. */
  readonly span: Span;
}

/** `@alias(Name)`, `@role("server-readonly")` */
export interface MemberAnnotation {
  readonly kind: "alias" | "role";
  readonly value: Name;
  readonly span: Span;
}

export type MemberBody =
  | FieldBody
  | KeywordBody
  | FunctionBody
  | AccessProviderBody
  | MigrationBody
  | UnknownBody;

/** `name: Type = value`, `compute name = lambda`, `*: Any` */
export interface FieldBody {
  readonly kind: "field";
  /** The word `compute`. */
  readonly compute: Span | undefined;
  readonly name: Name;
  /** The name is `*`. */
  readonly isWildcard: boolean;
  readonly type: TypeExpression | undefined;
  readonly value: Expression | undefined;
}

/** `collection Name { … }`, `terms [.a]`, `history_days 3`, `read` */
export interface KeywordBody {
  readonly kind: "keyword";
  readonly keyword: Name;
  readonly name: Name | undefined;
  readonly value: MemberValue | undefined;
}

/** `function name(a: A, ...b: B): R { … }` */
export interface FunctionBody {
  readonly kind: "function";
  readonly keyword: Name;
  readonly name: Name;
  readonly parameters: readonly Parameter[];
  readonly rest: Parameter | undefined;
  /** The parentheses around the parameters. */
  readonly parametersSpan: Span;
  /** The `)`. */
  readonly closing: Span;
  readonly result: TypeExpression | undefined;
  /** What stands in place of a body that could not be read. */
  readonly body: Block | Span;
}

export interface Parameter {
  readonly name: Name;
  readonly type: TypeExpression | undefined;
}

/** `access provider name { … }` */
export interface AccessProviderBody {
  readonly kind: "accessProvider";
  readonly keyword: Name;
  readonly name: Name;
  readonly value: MemberValue;
}

/** `backfill .a = 1`, `split .a -> .b, .c`, `add_wildcard` */
export interface MigrationBody {
  readonly kind: "migration";
  readonly keyword: Name & { readonly text: MigrationStatement["kind"] };
  readonly path: Expression | undefined;
  readonly targets: readonly Expression[];
  readonly targetsSpan: Span | undefined;
  readonly value: Expression | undefined;
}

/** A word that starts nothing known, and what follows it. */
export interface UnknownBody {
  readonly kind: "unknown";
  readonly keyword: Name;
}

export type MemberValue =
  | { readonly kind: "block"; readonly members: readonly Member[]; readonly span: Span }
  | { readonly kind: "paths"; readonly entries: readonly Expression[]; readonly span: Span }
  | { readonly kind: "expression"; readonly expression: Expression; readonly span: Span };
