import { type Parsed, parseSchema, type SchemaFile } from "../../../grammar/index.js";
import { BoundedCache } from "../../cache/index.js";
import type { SourceFile } from "./sourceFiles.js";

// A parsed file takes some fifty times its text.
const CHARACTERS_KEPT = 1024 * 1024;

const parsed = new BoundedCache<Parsed<SchemaFile>>(CHARACTERS_KEPT, (key) => key.length);

/** A file's items. Remembered: each change of a schema looks at all its files, of which it edits one. */
export function parseFile({ filename, content }: SourceFile): Parsed<SchemaFile> {
  const key = `${filename}\n${content}`;
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const result = parseSchema(content, filename);
  parsed.set(key, result);
  return result;
}
