import {
  outlineSchema,
  parseExpression,
  parseFieldType,
  parseForEditor,
  type TypeExpression,
  takesWord,
} from "../../grammar/index.js";
import {
  annotatedType,
  displayType,
  inspect,
  reportedType,
  type Type,
  type TypeEnvironment,
} from "../check/index.js";
import { ANY, named, record } from "../types/build.js";
import { typeFromInferred } from "../types/fromInferred.js";
import type { CollectionOutline, FieldOutline } from "./collectionOutline.js";
import { type CompletionItem, type Extent, listed } from "./completionItem.js";
import { completionsAt, typeCandidates } from "./queryCompletions.js";
import { type CodePlace, schemaPlaceAt } from "./schemaPlaceAt.js";
import { SCHEMA_SNIPPETS, type SnippetList } from "./schemaSnippets.js";
import { PLACEHOLDER, wordAt } from "./word.js";

/** What could stand at the cursor of a schema file, whatever the word there says so far. spec/03b §11.3 */
export function schemaCompletionsAt(
  text: string,
  cursor: number,
  environment: TypeEnvironment,
): readonly CompletionItem[] {
  const span = wordAt(text, cursor);
  if (!takesWord(text, span.start)) return [];
  const added = span.end > span.start ? "" : PLACEHOLDER;
  const completed = text.slice(0, cursor) + added + text.slice(cursor);
  const place = schemaPlaceAt(outlineSchema(completed), span.start);
  switch (place?.kind) {
    case undefined:
      return [];
    case "word":
      return snippetItems(place.list, place.present, span);
    case "type":
      return listed(typeCandidates(environment), span);
    case "path":
      return place.fields.map((field) => fieldItem(completed, field, span, environment));
    case "code":
      return codeItems({ text: completed, cursor, added, environment }, place);
  }
}

function snippetItems(
  list: SnippetList,
  present: readonly string[],
  span: Extent,
): readonly CompletionItem[] {
  return SCHEMA_SNIPPETS[list]
    .filter(({ label }) => !present.includes(label))
    .map(({ label, detail, text }) => ({
      label,
      detail,
      span,
      replaceText: "",
      newCursor: 0,
      kind: "module",
      retrigger: list === "migrations",
      snippet: text,
    }));
}

function fieldItem(
  text: string,
  { name, type }: FieldOutline,
  span: Extent,
  environment: TypeEnvironment,
): CompletionItem {
  const detail = displayType(reportedType(typeIn(text, type, environment), environment));
  return {
    label: name,
    detail,
    span,
    replaceText: name,
    newCursor: name.length,
    kind: "field",
    retrigger: false,
  };
}

/** A schema into which a word was written where the cursor is. */
interface Edited {
  readonly text: string;
  readonly cursor: number;
  readonly added: string;
  readonly environment: TypeEnvironment;
}

/** What could stand in FQL within a schema, which is read as a query of its own. */
function codeItems(
  { text, cursor, added, environment }: Edited,
  place: CodePlace,
): readonly CompletionItem[] {
  const { extent, type, collection } = place;
  const code = text.slice(extent.start, cursor) + text.slice(cursor + added.length, extent.end);
  const expected = writtenIn(text, type);
  const variables = place.parameters.map((parameter): [string, Type] => {
    const found = typeIn(text, parameter.type, environment);
    return [parameter.name, parameter.isVariadic === true ? named("Array", [found]) : found];
  });
  const items = completionsAt(code, cursor - extent.start, environment, {
    variables: new Map(variables),
    expected: expected && { kind: "written", type: expected },
    argument: collection && documentType(text, collection, environment),
  });
  return items.map((item) => {
    const { start, end } = item.span;
    return { ...item, span: { start: start + extent.start, end: end + extent.start } };
  });
}

/** A document of a collection that is being written: its fields, and anything else. */
function documentType(
  text: string,
  { defined, computed }: CollectionOutline,
  environment: TypeEnvironment,
): Type {
  const fields = new Map(defined.map(({ name, type }) => [name, typeIn(text, type, environment)]));
  const known = record<Type>(fields, ANY, undefined);
  for (const { name, type, body } of computed) {
    const code = type === undefined && body !== undefined ? text.slice(body.start, body.end) : undefined;
    const found =
      code !== undefined && parseExpression(code).ok
        ? inspect(parseForEditor(code).tree, environment, { argument: known }).type
        : undefined;
    fields.set(name, found === undefined ? typeIn(text, type, environment) : typeFromInferred(found));
  }
  return record<Type>(fields, ANY, undefined);
}

/** The type that is written somewhere, `Any` if it cannot be read. */
function typeIn(text: string, extent: Extent | undefined, environment: TypeEnvironment): Type {
  const written = writtenIn(text, extent);
  return written === undefined ? ANY : annotatedType(written, environment);
}

function writtenIn(text: string, extent: Extent | undefined): TypeExpression | undefined {
  const parsed = extent && parseFieldType(text.slice(extent.start, extent.end));
  return parsed?.ok ? parsed.value : undefined;
}
