import fc from "fast-check";
import {
  type AccessProviderItem,
  type Annotation,
  type CollectionItem,
  type CollectionMember,
  type FieldPath,
  type FunctionItem,
  type FunctionParameter,
  type IndexEntries,
  type IndexEntry,
  type LambdaSource,
  type MigrationStatement,
  NO_SPAN,
  type PathElement,
  type Predicate,
  printExpression,
  printPath,
  type RoleItem,
  type SchemaItem,
  type TypeExpression,
} from "../../../grammar/index.js";
import { grammar } from "./expressions.js";
import { distinct, identifier, key, nameOf, text } from "./names.js";
import { fieldPath } from "./paths.js";
import { typeExpression } from "./types.js";

const span = NO_SPAN;
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Names of items may be any text; an apostrophe or backquote has no escape that is printed (spec/02 §1.2). */
const itemName = fc.oneof(identifier, key).filter((name) => !/['`]/.test(name));

/** Names that need no quotes and are not reserved among fields. */
const memberName = identifier.map((name) => `m_${name}`);

const lambda: fc.Arbitrary<LambdaSource> = fc.oneof(grammar.lambda, grammar.shortLambda);
const predicate: fc.Arbitrary<Predicate> = lambda.map((it) => ({ lambda: it, bodySpan: span }));

function annotation(kind: Annotation["kind"]): fc.Arbitrary<Annotation | undefined> {
  return optional(itemName.map((name) => ({ kind, value: nameOf(name), span })));
}

/** A projection ends in a line break, after which an object type would not go on. */
const nestedDefault = grammar.expression.filter((it) => !/\s$/.test(printExpression(it)));

/** Types with defaults where they are legal: in plain objects. */
const defaultedType: fc.Arbitrary<TypeExpression> = distinct(
  fc.tuple(identifier, typeExpression, optional(nestedDefault)),
  ([name]) => name,
).map((fields) => ({
  kind: "object",
  fields: fields.map(([name, type, value]) => ({ name: nameOf(name), type, default: value })),
  wildcard: undefined,
  span,
}));

const indexEntry = (ordered: boolean): fc.Arbitrary<IndexEntry> =>
  fc.tuple(fieldPath, fc.boolean(), fc.boolean()).map(([path, mva, descending]) => ({
    path,
    mva,
    order: ordered && descending ? "desc" : undefined,
    span,
  }));

const indexEntries = (ordered: boolean): fc.Arbitrary<IndexEntries | undefined> =>
  optional(
    fc.array(indexEntry(ordered), { maxLength: 2 }).map((entries) => ({ entries, listSpan: span, span })),
  );

const migrationPath: fc.Arbitrary<FieldPath> = fc
  .array(
    key.map((name): PathElement => ({ kind: "field", name, span })),
    { minLength: 1, maxLength: 2 },
  )
  .map((elements) => ({ elements, span }));

const migration: fc.Arbitrary<MigrationStatement> = fc.oneof(
  fc
    .tuple(migrationPath, grammar.expression)
    .map(([field, value]): MigrationStatement => ({ kind: "backfill", field, value, span })),
  fc
    .tuple(fc.constantFrom("drop" as const, "add" as const), migrationPath)
    .map(([kind, field]): MigrationStatement => ({ kind, field, span })),
  fc
    .tuple(migrationPath, distinct(migrationPath, printPath, 2))
    .map(([field, to]): MigrationStatement => ({ kind: "split", field, to, toSpan: span, span })),
  fc
    .tuple(migrationPath, migrationPath)
    .map(([field, to]): MigrationStatement => ({ kind: "move", field, to, span })),
  fc
    .tuple(fc.constantFrom("move_conflicts" as const, "move_wildcard" as const), migrationPath)
    .map(([kind, into]): MigrationStatement => ({ kind, into, span })),
  fc.constant<MigrationStatement>({ kind: "add_wildcard", span }),
);

const member: fc.Arbitrary<CollectionMember> = fc.oneof(
  fc
    .oneof(
      fc.tuple(memberName, typeExpression, optional(grammar.expression)),
      fc.tuple(memberName, defaultedType, fc.constant(undefined)),
    )
    .map(
      ([name, type, value]): CollectionMember => ({
        kind: "field",
        name: nameOf(name),
        type,
        default: value,
        span,
      }),
    ),
  fc.tuple(memberName, optional(typeExpression), lambda).map(
    ([name, type, body]): CollectionMember => ({
      kind: "computed",
      name: nameOf(name),
      type,
      body,
      valueSpan: span,
      span,
    }),
  ),
  typeExpression.map((type): CollectionMember => ({ kind: "wildcard", type, span })),
  fc.tuple(memberName, indexEntries(false), indexEntries(true)).map(
    ([name, terms, values]): CollectionMember => ({
      kind: "index",
      name: nameOf(name),
      terms,
      values,
      bodySpan: span,
      span,
    }),
  ),
  fc
    .array(indexEntry(false), { minLength: 1, maxLength: 2 })
    .map((entries): CollectionMember => ({ kind: "unique", entries, listSpan: span, span })),
  fc.tuple(memberName, lambda).map(
    ([name, body]): CollectionMember => ({
      kind: "check",
      name: nameOf(name),
      body,
      valueSpan: span,
      span,
    }),
  ),
  // Zero history is the default, and not printed.
  fc
    .tuple(
      fc.constantFrom("history_days" as const, "ttl_days" as const),
      fc.bigInt({ min: 1n, max: 1n << 64n }),
    )
    .map(([kind, value]): CollectionMember => ({ kind, value, valueSpan: span, span })),
  fc.boolean().map((value): CollectionMember => ({ kind: "document_ttls", value, valueSpan: span, span })),
  fc
    .array(migration, { minLength: 1, maxLength: 3 })
    .map((statements): CollectionMember => ({ kind: "migrations", statements, bodySpan: span, span })),
);

/** What may stand once only in a collection. */
function memberKey(it: CollectionMember): string {
  switch (it.kind) {
    case "field":
    case "computed":
      return `field ${it.name.text}`;
    case "index":
    case "check":
      return `${it.kind} ${it.name.text}`;
    default:
      return it.kind;
  }
}

const collection: fc.Arbitrary<CollectionItem> = fc
  .tuple(itemName, annotation("alias"), distinct(member, memberKey))
  .map(([name, alias, members]) => ({
    kind: "collection",
    name: nameOf(name),
    alias,
    members,
    bodySpan: span,
    span,
  }));

/** A function is typed wholly or not at all. */
const signature = fc.oneof(
  fc.record({ parameters: parameters(fc.constant(undefined)), result: fc.constant(undefined) }),
  fc.record({ parameters: parameters(typeExpression), result: typeExpression }),
);

function parameters(type: fc.Arbitrary<TypeExpression | undefined>): fc.Arbitrary<FunctionParameter[]> {
  return fc.array(
    fc.tuple(identifier, type).map(([name, it]) => ({ name: nameOf(name), type: it })),
    { maxLength: 3 },
  );
}

const functionItem: fc.Arbitrary<FunctionItem> = fc
  .tuple(itemName, annotation("alias"), annotation("role"), signature, fc.boolean(), grammar.block)
  .map(([name, alias, role, { parameters: all, result }, variadic, body]) => ({
    kind: "function",
    name: nameOf(name),
    alias,
    role,
    parameters: variadic ? all.slice(0, -1) : all,
    rest: variadic ? all.at(-1) : undefined,
    result,
    body,
    signatureSpan: span,
    span,
  }));

const action = fc
  .tuple(fc.constantFrom("create", "read", "history_read", "call"), optional(predicate))
  .map(([name, it]) => ({ action: nameOf(name), predicate: it, span }));

const role: fc.Arbitrary<RoleItem> = fc
  .tuple(
    itemName,
    distinct(
      fc.tuple(
        itemName,
        distinct(action, (it) => it.action.text),
      ),
      ([name]) => name,
    ),
    distinct(fc.tuple(itemName, optional(predicate)), ([name]) => name),
  )
  .map(([name, privileges, membership]) => ({
    kind: "role",
    name: nameOf(name),
    privileges: privileges.map(([resource, actions]) => ({
      resource: nameOf(resource),
      actions,
      bodySpan: span,
      span,
    })),
    membership: membership.map(([resource, it]) => ({ resource: nameOf(resource), predicate: it, span })),
    bodySpan: span,
    span,
  }));

const accessProvider: fc.Arbitrary<AccessProviderItem> = fc
  .tuple(
    itemName,
    text,
    text,
    distinct(fc.tuple(itemName, optional(predicate)), ([name]) => name),
  )
  .map(([name, issuer, jwksUri, roles]) => ({
    kind: "accessProvider",
    name: nameOf(name),
    issuer: nameOf(issuer),
    jwksUri: nameOf(jwksUri),
    roles: roles.map(([of, it]) => ({ role: nameOf(of), predicate: it, span })),
    bodySpan: span,
    span,
  }));

/** Items that a text can express as printed: what `fsl/` accepts, in canonical form. */
export const schemaItem: fc.Arbitrary<SchemaItem> = fc
  .oneof(
    { arbitrary: collection, weight: 3 },
    { arbitrary: functionItem, weight: 1 },
    { arbitrary: role, weight: 1 },
    { arbitrary: accessProvider, weight: 1 },
  )
  .filter((item) => !("alias" in item) || item.alias?.value.text !== item.name.text);
