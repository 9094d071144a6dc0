import type { SchemaItem as Item } from "../../grammar/index.js";
import type { Run } from "../call/index.js";
import { materialise } from "../materialise/index.js";
import {
  describePlan,
  executePush,
  findIn,
  findItem,
  type ItemEdit,
  itemDeleted,
  itemDocument,
  itemWritten,
  planPush,
  SchemaRefusal,
} from "../schema/index.js";
import type { DiffOptions, SchemaItem, SchemaItemKind, SchemaResult } from "../server/schemaService.js";
import { encodeSimple, type Materialised } from "../wire/index.js";
import { schemaRules } from "./schemaRules.js";

const KINDS: Readonly<Record<SchemaItemKind, Item["kind"]>> = {
  collections: "collection",
  functions: "function",
  roles: "role",
  access_providers: "accessProvider",
};

/** An item as it is answered, its definition not yet written out: that takes the time of the commit. */
export type FoundItem = Omit<SchemaItem, "definition"> & { readonly definition: Materialised };

export function readItem(run: Run, kind: SchemaItemKind, name: string): FoundItem | SchemaRefusal {
  const found = findItem(run, KINDS[kind], name);
  if (found instanceof SchemaRefusal) return found;
  const { item, file } = found;
  const { start, end } = item.span;
  return {
    filename: file.filename,
    span: { start, end },
    content: file.content.slice(start, end),
    definition: definitionOf(run, item),
  };
}

export function writeItem(
  run: Run,
  kind: SchemaItemKind,
  name: string | undefined,
  text: string,
): FoundItem | SchemaRefusal {
  const edit = itemWritten(run, KINDS[kind], name, text);
  if (edit instanceof SchemaRefusal) return edit;
  const refusal = push(run, edit);
  if (refusal !== undefined) return refusal;
  const written = findIn(edit.files, KINDS[kind], edit.name);
  if (written instanceof SchemaRefusal) return written;
  const { start, end } = written.item.span;
  const { filename } = written.file;
  const definition = definitionOf(run, written.item);
  return { filename, span: { start, end }, content: edit.content, definition };
}

export function deleteItem(run: Run, kind: SchemaItemKind, name: string): FoundItem | SchemaRefusal {
  const found = readItem(run, kind, name);
  if (found instanceof SchemaRefusal) return found;
  const edit = itemDeleted(run, KINDS[kind], name);
  if (edit instanceof SchemaRefusal) return edit;
  return push(run, edit) ?? found;
}

/** What a write would change; without text, what the deletion would. */
export function diffItem(
  run: Run,
  kind: SchemaItemKind,
  name: string | undefined,
  text: string | undefined,
  options: DiffOptions,
): SchemaRefusal | { readonly diff: string } {
  const edit =
    text === undefined ? itemDeleted(run, KINDS[kind], name!) : itemWritten(run, KINDS[kind], name, text);
  if (edit instanceof SchemaRefusal) return edit;
  const plan = planPush(run, edit.files, schemaRules, edit);
  return plan instanceof SchemaRefusal ? plan : { diff: describePlan(plan, options) };
}

function push(run: Run, { files, renames }: ItemEdit): SchemaRefusal | undefined {
  const plan = planPush(run, files, schemaRules, { renames });
  if (plan instanceof SchemaRefusal) return plan;
  executePush(run, plan, false);
  return undefined;
}

function definitionOf(run: Run, item: Item): Materialised {
  return materialise(run, itemDocument(run, item));
}

/** Writes the definition out, as JSON of the simple format. */
export function withDefinition(result: SchemaResult<FoundItem>): SchemaResult<SchemaItem> {
  if (!result.ok) return result;
  const definition = encodeSimple(result.result.definition, result.version);
  return { ...result, result: { ...result.result, definition } };
}
