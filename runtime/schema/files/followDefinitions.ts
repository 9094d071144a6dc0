import {
  duplicatesAcrossFiles,
  parseSchema,
  printSchemaItems,
  renderDiagnostic,
  type SchemaItem,
} from "../../../grammar/index.js";
import { diffItems, MAIN_FILE, PREAMBLE, patchFiles, type Rename } from "../diff/index.js";
import { parseFile } from "./parseFile.js";
import type { SourceFile } from "./sourceFiles.js";

export type FollowingFiles =
  | {
      readonly ok: true;
      readonly files: readonly SourceFile[];
      /** The items, with their places in the files. */
      readonly items: readonly SchemaItem[];
    }
  /** Definitions that FSL cannot express: the errors, rendered. */
  | { readonly ok: false; readonly errors: readonly string[] };

const WARNING =
  "// WARNING: the following auto-generated items contain invalid FSL syntax.\n" +
  "// Please fix its syntax and re-submit the file. Contact support if you need\n" +
  "// assistance via https://support.fauna.com.\n\n\n";

/**
 * The files of a database after its definitions changed: they are the truth, and files follow. Where there are none,
 * one is generated; else only what differs is edited. spec/02 §5
 */
export function followDefinitions(
  stored: readonly SourceFile[],
  items: readonly SchemaItem[],
  renames: readonly Rename[],
): FollowingFiles {
  const readable = stored.flatMap((file) => {
    const parsed = parseFile(file);
    return parsed.ok ? [{ file, items: parsed.value.items }] : [];
  });
  const unreadable = stored.filter((file) => !readable.some((each) => each.file === file));
  const files =
    stored.length === 0
      ? generated(items)
      : patchFiles(
          readable.map(({ file }) => file),
          diffItems(
            readable.flatMap((each) => each.items),
            items,
            renames,
          ),
        );
  const kept = unreadable.filter(({ filename }) => !files.some((file) => file.filename === filename));
  return parsedFiles([...files, ...kept], kept);
}

function generated(items: readonly SchemaItem[]): readonly SourceFile[] {
  if (items.length === 0) return [];
  return [{ filename: MAIN_FILE, content: PREAMBLE + printSchemaItems(items) }];
}

function parsedFiles(files: readonly SourceFile[], unreadable: readonly SourceFile[]): FollowingFiles {
  const errors: string[] = [];
  const parsed: { readonly name: string; readonly items: readonly SchemaItem[] }[] = [];
  for (const file of files) {
    if (unreadable.includes(file)) continue;
    const result = parseFile(file);
    if (result.ok) parsed.push({ name: file.filename, items: result.value.items });
    else errors.push(...errorsWithWarning(file));
  }
  if (errors.length === 0) errors.push(...duplicatesAcrossFiles(parsed).map(({ message }) => message));
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, files, items: parsed.flatMap(({ items }) => items) };
}

function errorsWithWarning({ filename, content }: SourceFile): readonly string[] {
  const parsed = parseSchema(WARNING + content, filename);
  return parsed.ok ? [] : parsed.diagnostics.map(renderDiagnostic);
}
