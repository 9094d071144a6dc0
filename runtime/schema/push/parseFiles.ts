import {
  type Diagnostic,
  duplicatesAcrossFiles,
  parseSchema,
  renderDiagnostic,
  type SchemaItem,
} from "../../../grammar/index.js";
import type { SourceFile } from "../files/index.js";

export interface ParsedFile extends SourceFile {
  readonly items: readonly SchemaItem[];
}

export type ParsedFiles =
  | { readonly ok: true; readonly files: readonly ParsedFile[] }
  /** All errors, rendered. */
  | { readonly ok: false; readonly message: string };

/** Parses all files; names must be unique across them. spec/02 §2 */
export function parseFiles(files: readonly SourceFile[]): ParsedFiles {
  const parsed: ParsedFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of files) {
    const result = parseSchema(file.content, file.filename);
    if (result.ok) parsed.push({ ...file, items: result.value.items });
    else diagnostics.push(...result.diagnostics);
  }
  if (diagnostics.length > 0) {
    return { ok: false, message: diagnostics.map(renderDiagnostic).join("\n") };
  }
  const duplicates = duplicatesAcrossFiles(parsed.map(({ filename, items }) => ({ name: filename, items })));
  return duplicates.length === 0
    ? { ok: true, files: parsed }
    : { ok: false, message: duplicates.join("\n") };
}
