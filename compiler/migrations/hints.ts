import type { CollectionItem, CollectionMember, Hint, Span, TypeExpression } from "../../grammar/index.js";

/** A hint at a place. */
export function at(message: string, span: Span): Hint {
  return { kind: "hint", message, span };
}

/** A hint that proposes to delete a part. */
export function deleting(message: string, span: Span): Hint {
  return { ...at(message, span), suggestion: { replacement: "" } };
}

export function replacing(message: string, span: Span, replacement: string): Hint {
  return { ...at(message, span), suggestion: { replacement } };
}

/** A hint that proposes to put text before a place. */
export function inserting(message: string, span: Span, text: string): Hint {
  return replacing(message, { ...span, end: span.start }, text);
}

/** A hint that proposes to put text behind a place. */
export function appending(message: string, span: Span, text: string): Hint {
  return replacing(message, { ...span, start: span.end }, text);
}

/** Proposes statements: in the block of migrations, or in a new one at the end of the collection. spec/02 §7.4 */
export function addingStatements(
  message: string,
  item: CollectionItem,
  ...statements: readonly string[]
): Hint {
  const block = migrationsOf(item);
  if (block !== undefined) return inserting(message, closing(block.bodySpan), `  ${lines(statements)}`);
  return inserting(message, closing(item.bodySpan), newBlock(statements));
}

/** Proposes statements in a new block before the first field. */
export function addingStatementsBeforeFields(
  message: string,
  item: CollectionItem,
  ...statements: readonly string[]
): Hint {
  const block = migrationsOf(item);
  if (block !== undefined) return inserting(message, closing(block.bodySpan), `  ${lines(statements)}`);
  return inserting(message, beforeFields(item), newBlock(statements));
}

/** Where something stands before the first field; in a collection without any, before its closing brace. */
export function beforeFields(item: CollectionItem): Span {
  return item.members.find(isField)?.span ?? closing(item.bodySpan);
}

export function lastField(item: CollectionItem): CollectionMember | undefined {
  return item.members.findLast(isField);
}

function isField({ kind }: CollectionMember): boolean {
  return kind === "field" || kind === "computed";
}

function migrationsOf({ members }: CollectionItem) {
  return members.find((member) => member.kind === "migrations");
}

export function newBlock(statements: readonly string[]): string {
  return `migrations {\n    ${lines(statements)}  }\n`;
}

function lines(statements: readonly string[]): string {
  return `${statements.join("\n    ")}\n`;
}

function closing(body: Span): Span {
  return { ...body, start: body.end - 1 };
}

/** What makes a field acceptable that old documents do not have. */
export function valueHints(type: TypeExpression): readonly Hint[] {
  return [
    appending("Make the field nullable", type.span, "?"),
    appending("Add a default value to this field", type.span, " = <expr>"),
  ];
}
