import {
  type CollectionDefinition,
  type IndexDefinition,
  type IndexFieldDefinition,
  indexField,
  type MigrationDefinition,
} from "../../../compiler/index.js";
import {
  type CollectionItem,
  type CollectionMember,
  type IndexEntries,
  type IndexEntry,
  type MigrationStatement,
  NO_SPAN,
} from "../../../grammar/index.js";
import { remembered } from "../../cache/index.js";
import { hashOrder } from "../../documents/index.js";
import { aliasOf, expressionOf, fieldTypeOf, lambdaOf, nameOf, pathOf, typeOf } from "./texts.js";

/** FSL's word for history without an end. */
const FOR_EVER = 9223372036854775807n;

/** A collection as its definition has it; more than four of a kind go in the order of their hashes. spec/02 §4.2 */
export const collectionItem = remembered(
  (definition: CollectionDefinition): CollectionItem => ({
    kind: "collection",
    name: nameOf(definition.name),
    alias: aliasOf(definition.alias),
    members: membersOf(definition),
    bodySpan: NO_SPAN,
    span: NO_SPAN,
  }),
);

function membersOf(definition: CollectionDefinition): readonly CollectionMember[] {
  const { fields, computedFields, wildcard, indexes, uniques, checks, migrations } = definition;
  return [
    ...hashOrder(fields, ({ name }) => name).map(
      (field): CollectionMember => ({
        kind: "field",
        name: nameOf(field.name),
        type: fieldTypeOf(field.signature, definition.name, field.name),
        default: field.default === undefined ? undefined : expressionOf(field.default),
        span: NO_SPAN,
      }),
    ),
    ...hashOrder(computedFields, ({ name }) => name).map(
      (field): CollectionMember => ({
        kind: "computed",
        name: nameOf(field.name),
        type: field.signature === undefined ? undefined : typeOf(field.signature),
        body: lambdaOf(field.body),
        valueSpan: NO_SPAN,
        span: NO_SPAN,
      }),
    ),
    ...(wildcard === undefined
      ? []
      : [{ kind: "wildcard", type: typeOf(wildcard), span: NO_SPAN } satisfies CollectionMember]),
    ...hashOrder(indexes, ({ name }) => name).map(indexMember),
    ...uniques.map(
      (unique): CollectionMember => ({
        kind: "unique",
        entries: unique.fields.map(entryOf),
        listSpan: NO_SPAN,
        span: NO_SPAN,
      }),
    ),
    ...checks.map(
      (check): CollectionMember => ({
        kind: "check",
        name: nameOf(check.name),
        body: lambdaOf(check.body),
        valueSpan: NO_SPAN,
        span: NO_SPAN,
      }),
    ),
    ...settings(definition),
    ...(migrations.length === 0
      ? []
      : [
          {
            kind: "migrations",
            statements: migrations.map(statementOf),
            bodySpan: NO_SPAN,
            span: NO_SPAN,
          } satisfies CollectionMember,
        ]),
  ];
}

function settings({ historyDays, ttlDays, documentTtls }: CollectionDefinition): CollectionMember[] {
  const days = (kind: "history_days" | "ttl_days", value: bigint): CollectionMember => ({
    kind,
    value,
    valueSpan: NO_SPAN,
    span: NO_SPAN,
  });
  const members: CollectionMember[] = [];
  const history = historyDays === undefined ? FOR_EVER : BigInt(historyDays);
  if (history !== 0n) members.push(days("history_days", history < FOR_EVER ? history : FOR_EVER));
  if (ttlDays !== undefined) members.push(days("ttl_days", BigInt(ttlDays)));
  if (documentTtls !== undefined) {
    members.push({ kind: "document_ttls", value: documentTtls, valueSpan: NO_SPAN, span: NO_SPAN });
  }
  return members;
}

function indexMember({ name, terms, values }: IndexDefinition): CollectionMember {
  return {
    kind: "index",
    name: nameOf(name),
    terms: entriesOf(terms),
    values: entriesOf(values),
    bodySpan: NO_SPAN,
    span: NO_SPAN,
  };
}

function entriesOf(fields: readonly IndexFieldDefinition[]): IndexEntries | undefined {
  if (fields.length === 0) return undefined;
  return { entries: fields.map(entryOf), listSpan: NO_SPAN, span: NO_SPAN };
}

function entryOf(field: IndexFieldDefinition): IndexEntry {
  return { ...indexField(field), span: NO_SPAN };
}

function statementOf(statement: MigrationDefinition): MigrationStatement {
  switch (statement.kind) {
    case "backfill":
      return {
        kind: "backfill",
        field: pathOf(statement.field),
        value: expressionOf(statement.value),
        span: NO_SPAN,
      };
    case "drop":
    case "add":
      return { kind: statement.kind, field: pathOf(statement.field), span: NO_SPAN };
    case "split": {
      const { field, to } = statement;
      return { kind: "split", field: pathOf(field), to: to.map(pathOf), toSpan: NO_SPAN, span: NO_SPAN };
    }
    case "move":
      return { kind: "move", field: pathOf(statement.field), to: pathOf(statement.to), span: NO_SPAN };
    case "move_conflicts":
    case "move_wildcard":
      return { kind: statement.kind, into: pathOf(statement.into), span: NO_SPAN };
    case "add_wildcard":
      return { kind: "add_wildcard", span: NO_SPAN };
  }
}
