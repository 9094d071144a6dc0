import {
  type Diagnostic,
  duplicatesAcrossFiles,
  parseQuery,
  parseSchema,
  parseType,
  type SchemaItem,
} from "../../grammar/index.js";
import { check, checkSchema, type TypeEnvironment } from "../check/index.js";
import { writtenType } from "../check/writtenType.js";
import type { Library } from "../library.js";
import type { Type } from "../types/type.js";
import { schemaEnvironment } from "./schemaEnvironment.js";

/** A project's texts, by the names that diagnostics show. */
export interface ProjectTexts {
  readonly schema: ReadonlyMap<string, string>;
  readonly queries: ReadonlyMap<string, string>;
  /** Types of the names that the application gives its queries as arguments. */
  readonly arguments?: ReadonlyMap<string, string>;
}

/**
 * All that is wrong with a project's schema and queries, warnings included. The types of queries are those of a schema
 * without errors: as long as it has some, only the syntax of queries is looked at.
 */
export function checkProject(project: ProjectTexts, library: Library): readonly Diagnostic[] {
  const schema = parseSchemaFiles(project.schema);
  if (!schema.ok) return [...schema.diagnostics, ...syntaxErrors(project.queries)];
  const checked = checkSchema(schema.items, library, { typechecked: true });
  if (!checked.ok) return [...checked.errors, ...syntaxErrors(project.queries)];
  const environment = schemaEnvironment(schema.items, library);
  const found: Diagnostic[] = [];
  const args = new Map<string, Type>();
  for (const [name, text] of project.arguments ?? []) {
    const { type, diagnostics } = argumentOf(name, text, environment);
    found.push(...diagnostics);
    args.set(name, type);
  }
  for (const [name, text] of project.queries) found.push(...checkQuery(name, text, environment, args));
  return found;
}

export type ParsedSchema =
  | { readonly ok: true; readonly items: readonly SchemaItem[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** The items of all files; their names must be unique across them. spec/02 §2 */
export function parseSchemaFiles(files: ReadonlyMap<string, string>): ParsedSchema {
  const diagnostics: Diagnostic[] = [];
  const parsed: { readonly name: string; readonly items: readonly SchemaItem[] }[] = [];
  for (const [name, text] of files) {
    const file = parseSchema(text, name);
    if (file.ok) parsed.push({ name, items: file.value.items });
    else diagnostics.push(...file.diagnostics);
  }
  if (diagnostics.length > 0) return { ok: false, diagnostics };
  const duplicates = duplicatesAcrossFiles(parsed);
  if (duplicates.length > 0) return { ok: false, diagnostics: duplicates };
  return { ok: true, items: parsed.flatMap(({ items }) => items) };
}

function syntaxErrors(queries: ReadonlyMap<string, string>): readonly Diagnostic[] {
  return [...queries].flatMap(([source, text]) => {
    const parsed = parseQuery(text, { source });
    return parsed.ok ? [] : parsed.diagnostics;
  });
}

function checkQuery(
  name: string,
  text: string,
  environment: TypeEnvironment,
  args: ReadonlyMap<string, Type>,
): readonly Diagnostic[] {
  const parsed = parseQuery(text, { source: name });
  if (!parsed.ok) return parsed.diagnostics;
  const checked = check(parsed.value, environment, { args });
  return checked.ok ? checked.warnings : checked.errors;
}

function argumentOf(name: string, text: string, environment: TypeEnvironment) {
  const parsed = parseType(text, { source: `argument ${name}` });
  return writtenType(parsed, environment);
}
