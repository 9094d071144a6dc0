import {
  type Diagnostic,
  duplicatesAcrossFiles,
  renderDiagnostic,
  type SchemaItem,
} from "../../../grammar/index.js";
import { parseFile, type SourceFile } from "../files/index.js";

export type ParsedFiles =
  | { readonly ok: true; readonly items: readonly SchemaItem[] }
  /** All errors, rendered. */
  | { readonly ok: false; readonly message: string };

/** Parses all files; names must be unique across them. spec/02 §2 */
export function parseFiles(files: readonly SourceFile[]): ParsedFiles {
  const parsed: { readonly name: string; readonly items: readonly SchemaItem[] }[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const result = parseFile(file);
    if (result.ok) parsed.push({ name: file.filename, items: result.value.items });
    else diagnostics.push(...result.diagnostics);
  }
  if (diagnostics.length > 0) return { ok: false, message: diagnostics.map(renderDiagnostic).join("\n") };
  const duplicates = duplicatesAcrossFiles(parsed);
  if (duplicates.length > 0)
    return { ok: false, message: duplicates.map(({ message }) => message).join("\n") };
  return { ok: true, items: parsed.flatMap(({ items }) => items) };
}
