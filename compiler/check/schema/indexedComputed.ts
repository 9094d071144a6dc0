import { type Diagnostic, freeNames, type IndexEntry, type Span } from "../../../grammar/index.js";
import { displayType } from "../../types/inferred.js";
import type { DeclaredComputedField } from "../environment/declarations.js";
import type { SchemaInference } from "../environment/schemaInference.js";
import type { CheckedCollection, DeclaredSchema } from "./declare.js";

const PREFIX = "Computed fields used in indexes or constraints cannot";

/** Computed fields that entries are made of must follow from their document alone. spec/03b §5.5 */
export function indexedComputedErrors(schema: DeclaredSchema, inference: SchemaInference): Diagnostic[] {
  return schema.collections.flatMap((collection) =>
    indexedFields(collection).flatMap((field) => errorsOf(field, collection, schema, inference)),
  );
}

/** Once for each entry that names it first. */
function indexedFields({ item, declared }: CheckedCollection): DeclaredComputedField[] {
  const entries: IndexEntry[] = [];
  for (const member of item.members) {
    if (member.kind === "index")
      entries.push(...(member.terms?.entries ?? []), ...(member.values?.entries ?? []));
    if (member.kind === "unique") entries.push(...member.entries);
  }
  return entries.flatMap(({ path }) => {
    const [first] = path.elements;
    if (first?.kind !== "field") return [];
    const field = declared.computedFields.find(({ name }) => name === first.name);
    return field === undefined ? [] : [field];
  });
}

function errorsOf(
  field: DeclaredComputedField,
  collection: CheckedCollection,
  schema: DeclaredSchema,
  inference: SchemaInference,
): Diagnostic[] {
  const { names } = freeNames(field.body);
  const error = (text: string, span: Span): Diagnostic => ({
    severity: "error",
    message: `${PREFIX} ${text}`,
    span,
    hints: [],
  });
  const functions = new Set(schema.functions.map(({ declared }) => declared.name));
  const collections = new Map(schema.collections.map((each) => [each.declared.name, each]));
  return [
    ...names.filter(({ name }) => functions.has(name)).map(({ span }) => error("call UDFs", span)),
    ...names.filter(({ name }) => collections.has(name)).map(({ span }) => error("access collections", span)),
    ...fieldReads(collection, field, inference).flatMap(({ receiver, name, span }) => {
      const read = collections.get(receiver);
      if (read === undefined) return [];
      const isComputed = read.declared.computedFields.some((each) => each.name === name);
      if (isComputed) return [error("use computed fields", span)];
      return name === "ts" ? [error("use a doc's ts field", span)] : [];
    }),
  ];
}

interface FieldRead {
  /** The display of the receiver's type. */
  readonly receiver: string;
  readonly name: string;
  readonly span: Span;
}

/** The fields that are read in a body. */
function fieldReads(
  collection: CheckedCollection,
  field: DeclaredComputedField,
  inference: SchemaInference,
): FieldRead[] {
  const found = inference.computedBody(collection.declared, field);
  if (found === "open") return [];
  return [...found.links()].flatMap(([link, receiver]): FieldRead[] => {
    if (link.kind !== "field" && link.kind !== "call") return [];
    return [{ receiver: displayType(receiver), name: link.field.text, span: link.field.span }];
  });
}
