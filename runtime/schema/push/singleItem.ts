import { editLine, parseSchema, renderDiagnostic, type SchemaItem } from "../../../grammar/index.js";
import type { Run } from "../../call/index.js";
import { MAIN_FILE, type Rename } from "../diff/index.js";
import { parseFile, type SourceFile, sourceFiles } from "../files/index.js";
import { NOT_FOUND, SchemaRefusal } from "../refusal.js";

/** An item in its file. */
export interface PlacedItem {
  readonly item: SchemaItem;
  readonly file: SourceFile;
}

/** The files as a change of one item leaves them. */
export interface ItemEdit {
  readonly files: readonly SourceFile[];
  readonly renames: readonly Rename[];
  /** The name of the item: the new one, or that of the deleted one. */
  readonly name: string;
  /** As submitted; of a deleted item the text that goes. */
  readonly content: string;
}

const WHAT: Readonly<Record<SchemaItem["kind"], string>> = {
  collection: "a collection",
  function: "a function",
  role: "a role",
  accessProvider: "an access provider",
};

const UNREADABLE = new SchemaRefusal(
  400,
  "An unexpected error occurred during schema generation resulting in invalid schema\n" +
    "files. Please check your FSL files using the Fauna CLI tool.\n\n" +
    "Contact support via https://support.fauna.com if you need assistance.",
);

/** Looks up an item by its kind and name. spec/02 §10.4 */
export function findItem(run: Run, kind: SchemaItem["kind"], name: string): PlacedItem | SchemaRefusal {
  return findIn(sourceFiles(run.transaction, undefined), kind, name);
}

export function findIn(
  files: readonly SourceFile[],
  kind: SchemaItem["kind"],
  name: string,
): PlacedItem | SchemaRefusal {
  let isReadable = true;
  for (const file of files) {
    const parsed = parseFile(file);
    if (!parsed.ok) {
      isReadable = false;
      continue;
    }
    const item = parsed.value.items.find((each) => each.kind === kind && each.name.text === name);
    if (item !== undefined) return { item, file };
  }
  return isReadable ? NOT_FOUND : UNREADABLE;
}

/** Puts an item behind all others of `main.fsl`, or in the place of the one called `name`. */
export function itemWritten(
  run: Run,
  kind: SchemaItem["kind"],
  name: string | undefined,
  text: string,
): ItemEdit | SchemaRefusal {
  const parsed = parseSchema(text, "*fsl*");
  if (!parsed.ok) return new SchemaRefusal(400, parsed.diagnostics.map(renderDiagnostic).join("\n"));
  const { items } = parsed.value;
  const [item] = items;
  if (item === undefined || items.length > 1) {
    return new SchemaRefusal(400, `Expected a single schema item, got: ${items.length}`);
  }
  if (item.kind !== kind) return new SchemaRefusal(400, `Wrong FSL snippet. Expected ${WHAT[kind]}`);
  const files = sourceFiles(run.transaction, undefined);
  const edit = { name: item.name.text, content: text };
  if (name === undefined) return { ...edit, files: appended(files, text), renames: [] };
  const found = findIn(files, kind, name);
  if (found instanceof SchemaRefusal) return found;
  const { start, end } = found.item.span;
  return {
    ...edit,
    files: withContent(files, found.file, (content) => content.slice(0, start) + text + content.slice(end)),
    renames: name === item.name.text ? [] : [{ kind, from: name, to: item.name.text }],
  };
}

export function itemDeleted(run: Run, kind: SchemaItem["kind"], name: string): ItemEdit | SchemaRefusal {
  const files = sourceFiles(run.transaction, undefined);
  const found = findIn(files, kind, name);
  if (found instanceof SchemaRefusal) return found;
  const { span } = found.item;
  return {
    files: withContent(files, found.file, (content) => editLine(content, span, "")),
    renames: [],
    name,
    content: found.file.content.slice(span.start, span.end),
  };
}

function appended(files: readonly SourceFile[], text: string): readonly SourceFile[] {
  const main = files.find(({ filename }) => filename === MAIN_FILE);
  if (main === undefined) return [...files, { filename: MAIN_FILE, content: text }];
  return withContent(files, main, (content) => `${content}\n\n${text}`);
}

function withContent(
  files: readonly SourceFile[],
  changed: SourceFile,
  edit: (content: string) => string,
): readonly SourceFile[] {
  return files.map((file) => (file === changed ? { ...file, content: edit(file.content) } : file));
}
