import type { Timestamp } from "../values/index.js";

/** The schema of one database as the HTTP API and the CLI see it: files in, files and differences out. spec/02 §10 */
export interface SchemaService {
  /** In order of creation. */
  files(options: { readonly staged: boolean }): SchemaAnswer<{ readonly files: readonly string[] }>;
  file(name: string, options: { readonly staged: boolean }): SchemaAnswer<{ readonly content: string }>;
  update(files: readonly SchemaFile[], options: UpdateOptions): SchemaAnswer;
  diff(
    files: readonly SchemaFile[],
    options: DiffOptions & UploadOptions,
  ): SchemaAnswer<{ readonly diff: string }>;

  item(kind: SchemaItemKind, name: string): SchemaAnswer<SchemaItem>;
  /** Creates an item where `name` is undefined, else replaces that one. */
  writeItem(
    kind: SchemaItemKind,
    name: string | undefined,
    text: string,
    options: VersionOptions,
  ): SchemaAnswer<SchemaItem>;
  deleteItem(kind: SchemaItemKind, name: string, options: VersionOptions): SchemaAnswer<SchemaItem>;
  /** What the write would change; `text` undefined deletes. */
  diffItem(
    kind: SchemaItemKind,
    name: string | undefined,
    text: string | undefined,
    options: DiffOptions,
  ): SchemaAnswer<{ readonly diff: string }>;

  /** `diff` and `pendingSummary` only with `format`. */
  stagedStatus(options: Partial<DiffOptions>): SchemaAnswer<StagedStatus>;
  commitStaged(options: VersionOptions): SchemaAnswer;
  abandonStaged(options: VersionOptions): SchemaAnswer;
}

/** Every answer tells the schema version, or why there is none. */
export type SchemaAnswer<T = unknown> = SchemaResult<T> | Promise<SchemaResult<T>>;

export type SchemaResult<T = unknown> =
  | { readonly ok: true; readonly version: Timestamp; readonly result: T }
  | { readonly ok: false; readonly status: 400 | 404 | 409; readonly message: string };

export interface SchemaFile {
  readonly filename: string;
  readonly content: string;
}

export interface VersionOptions {
  /** The schema version that the caller believes in; another one is a 409. Undefined does not check. */
  readonly expectedVersion: number | undefined;
}

export interface UploadOptions {
  /** True where the files are the whole schema, and what they do not hold goes. */
  readonly override: boolean;
  readonly staged: boolean;
}

export interface UpdateOptions extends UploadOptions, VersionOptions {}

export type DiffFormat = "semantic" | "summary" | "textual";

export interface DiffOptions {
  readonly format: DiffFormat;
  readonly color: boolean;
}

export type SchemaItemKind = "collections" | "functions" | "roles" | "access_providers";

export interface SchemaItem {
  readonly filename: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly content: string;
  /** The definition document as JSON text of the simple format. */
  readonly definition: string;
}

export interface StagedStatus {
  readonly status: "none" | "pending" | "ready" | "failed";
  readonly pendingSummary: string | undefined;
  readonly diff: string | undefined;
}
