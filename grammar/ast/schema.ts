import type { Name, Span } from "../span.js";
import type { Block, Expression, Lambda, ShortLambda, TypeExpression } from "./expression.js";
import type { FieldPath } from "./path.js";

/** One file of FSL. spec/02 §1 */
export interface SchemaFile {
  readonly items: readonly SchemaItem[];
}

/** An item's span runs from its doc comment or first annotation to its last token or `;`. */
export type SchemaItem = CollectionItem | FunctionItem | RoleItem | AccessProviderItem;

/** `@alias(Name)`, `@role("server-readonly")` */
export interface Annotation {
  readonly kind: "alias" | "role";
  readonly value: Name;
  readonly span: Span;
}

/** A lambda as a definition's text holds it; a short one stood in parentheses. */
export type LambdaSource = Lambda | ShortLambda;

/** `{ predicate (.admin) }` */
export interface Predicate {
  readonly lambda: LambdaSource;
  /** The braces. */
  readonly bodySpan: Span;
}

/** `collection Name { … }` */
export interface CollectionItem {
  readonly kind: "collection";
  readonly name: Name;
  readonly alias: Annotation | undefined;
  readonly members: readonly CollectionMember[];
  /** The braces. */
  readonly bodySpan: Span;
  readonly span: Span;
}

export type CollectionMember =
  | FieldMember
  | ComputedFieldMember
  | WildcardMember
  | IndexMember
  | UniqueMember
  | CheckMember
  | NumberMember
  | DocumentTtlsMember
  | MigrationsMember;

/** `name: String = "x"` */
export interface FieldMember {
  readonly kind: "field";
  readonly name: Name;
  readonly type: TypeExpression;
  readonly default: Expression | undefined;
  readonly span: Span;
}

/** `compute total: Number = (.a + .b)` */
export interface ComputedFieldMember {
  readonly kind: "computed";
  readonly name: Name;
  readonly type: TypeExpression | undefined;
  readonly body: LambdaSource;
  /** The body with its parentheses. */
  readonly valueSpan: Span;
  readonly span: Span;
}

/** `*: Any` */
export interface WildcardMember {
  readonly kind: "wildcard";
  readonly type: TypeExpression;
  readonly span: Span;
}

/** `index byName { terms [.name]; values [desc(.age)] }` */
export interface IndexMember {
  readonly kind: "index";
  readonly name: Name;
  readonly terms: IndexEntries | undefined;
  readonly values: IndexEntries | undefined;
  readonly bodySpan: Span;
  readonly span: Span;
}

export interface IndexEntries {
  readonly entries: readonly IndexEntry[];
  /** The brackets. */
  readonly listSpan: Span;
  /** The member: `terms […]`. */
  readonly span: Span;
}

/** `.a`, `mva(.a)`, `desc(mva(.a))`; the order is undefined where none was written. */
export interface IndexEntry {
  readonly path: FieldPath;
  readonly mva: boolean;
  readonly order: "asc" | "desc" | undefined;
  readonly span: Span;
}

/** `unique [.a, mva(.b)]` */
export interface UniqueMember {
  readonly kind: "unique";
  readonly entries: readonly IndexEntry[];
  readonly listSpan: Span;
  readonly span: Span;
}

/** `check positive ((d) => d.n > 0)` */
export interface CheckMember {
  readonly kind: "check";
  readonly name: Name;
  readonly body: LambdaSource;
  /** The body with its parentheses. */
  readonly valueSpan: Span;
  readonly span: Span;
}

/** `history_days 3`, `ttl_days 1` */
export interface NumberMember {
  readonly kind: "history_days" | "ttl_days";
  readonly value: bigint;
  readonly valueSpan: Span;
  readonly span: Span;
}

/** `document_ttls true` */
export interface DocumentTtlsMember {
  readonly kind: "document_ttls";
  readonly value: boolean;
  readonly valueSpan: Span;
  readonly span: Span;
}

/** `migrations { … }` */
export interface MigrationsMember {
  readonly kind: "migrations";
  readonly statements: readonly MigrationStatement[];
  readonly bodySpan: Span;
  readonly span: Span;
}

/** `backfill .a = 1`, `split .a -> .b, .c`, `move_wildcard .rest` */
export type MigrationStatement =
  | { readonly kind: "backfill"; readonly field: FieldPath; readonly value: Expression; readonly span: Span }
  | { readonly kind: "drop"; readonly field: FieldPath; readonly span: Span }
  | {
      readonly kind: "split";
      readonly field: FieldPath;
      readonly to: readonly FieldPath[];
      readonly toSpan: Span;
      readonly span: Span;
    }
  | { readonly kind: "move"; readonly field: FieldPath; readonly to: FieldPath; readonly span: Span }
  | { readonly kind: "add"; readonly field: FieldPath; readonly span: Span }
  | { readonly kind: "move_conflicts"; readonly into: FieldPath; readonly span: Span }
  | { readonly kind: "move_wildcard"; readonly into: FieldPath; readonly span: Span }
  | { readonly kind: "add_wildcard"; readonly span: Span };

/** `@role(server) function f(a: Int, ...b: Int): Int { … }` */
export interface FunctionItem {
  readonly kind: "function";
  readonly name: Name;
  readonly alias: Annotation | undefined;
  readonly role: Annotation | undefined;
  readonly parameters: readonly FunctionParameter[];
  readonly rest: FunctionParameter | undefined;
  readonly result: TypeExpression | undefined;
  readonly body: Block;
  /** From the opening parenthesis to the end of the return type (or the closing parenthesis). */
  readonly signatureSpan: Span;
  readonly span: Span;
}

export interface FunctionParameter {
  readonly name: Name;
  readonly type: TypeExpression | undefined;
}

/** `role Name { privileges … membership … }` */
export interface RoleItem {
  readonly kind: "role";
  readonly name: Name;
  readonly privileges: readonly PrivilegeMember[];
  readonly membership: readonly MembershipMember[];
  /** The braces. */
  readonly bodySpan: Span;
  readonly span: Span;
}

/** `privileges Order { read; write { predicate ((a, b) => true) } }` */
export interface PrivilegeMember {
  readonly resource: Name;
  readonly actions: readonly PrivilegeAction[];
  /** The braces. */
  readonly bodySpan: Span;
  readonly span: Span;
}

/** `read`, `write { predicate (.ok) }` */
export interface PrivilegeAction {
  readonly action: Name;
  readonly predicate: Predicate | undefined;
  readonly span: Span;
}

/** `membership User { predicate (.admin) }` */
export interface MembershipMember {
  readonly resource: Name;
  readonly predicate: Predicate | undefined;
  readonly span: Span;
}

/** `access provider Name { issuer "…"; jwks_uri "…"; role R { predicate (…) } }` */
export interface AccessProviderItem {
  readonly kind: "accessProvider";
  readonly name: Name;
  /** The text of the string; the span holds its quotes. */
  readonly issuer: Name;
  readonly jwksUri: Name;
  readonly roles: readonly AccessProviderRole[];
  /** The braces. */
  readonly bodySpan: Span;
  readonly span: Span;
}

/** `role R`, `role R { predicate (…) }` */
export interface AccessProviderRole {
  readonly role: Name;
  readonly predicate: Predicate | undefined;
  readonly span: Span;
}
