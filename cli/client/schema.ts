import { CommandFailure } from "../output/failure.js";
import type { Target } from "../target/target.js";
import { parseObject } from "./query.js";

/** FSL texts by file name. */
export type SchemaFiles = ReadonlyMap<string, string>;

export type DiffFormat = "semantic" | "summary" | "textual";

export interface StagedStatus {
  readonly version: number;
  readonly status: "none" | "pending" | "ready" | "failed";
  readonly pendingSummary: string;
  readonly diff: string;
}

export interface DiffSettings {
  /** True compares with the staged schema. */
  readonly staged: boolean;
  readonly format: DiffFormat;
  readonly color: boolean;
  /** Fails where the schema is another one by now. */
  readonly version?: number;
}

/** What an upload would change; an empty text if nothing. spec/02 §10.3 */
export async function diffSchema(
  target: Target,
  files: SchemaFiles,
  { staged, format, color, version }: DiffSettings,
): Promise<{ readonly version: number; readonly diff: string }> {
  const parameters = { color: color ? "ansi" : undefined, format, staged, version };
  return ask(target, "POST", "diff", parameters, files);
}

/** Makes the schema what the files say. Without a version it does so whatever the schema is by now. spec/02 §10.2 */
export async function updateSchema(
  target: Target,
  files: SchemaFiles,
  options: { readonly staged: boolean; readonly version?: number },
): Promise<{ readonly version: number }> {
  return ask(target, "POST", "update", { staged: options.staged, version: options.version }, files);
}

/** The files of the database. spec/02 §10.1 */
export async function pullSchema(target: Target, staged: boolean): Promise<SchemaFiles> {
  const listed = await ask<{ files: { filename: string }[]; version: number }>(target, "GET", "files", {
    staged,
  });
  const files = new Map<string, string>();
  for (const { filename } of listed.files) {
    const path = `files/${encodeURIComponent(filename)}`;
    const { content } = await ask<{ content: string }>(target, "GET", path, {
      staged,
      version: listed.version,
    });
    files.set(filename, content);
  }
  return files;
}

/** spec/02 §10.5 */
export async function stagedStatus(
  target: Target,
  options: { readonly format: DiffFormat; readonly color: boolean },
): Promise<StagedStatus> {
  const parameters = { color: options.color ? "ansi" : undefined, format: options.format };
  const answer = await ask<{
    version: number;
    status: StagedStatus["status"];
    pending_summary?: string;
    diff?: string;
  }>(target, "GET", "staged/status", parameters);
  const { version, status, pending_summary: pendingSummary = "", diff = "" } = answer;
  return { version, status, pendingSummary, diff };
}

/** Ends what is staged. spec/02 §10.5 */
export async function settleStaged(
  target: Target,
  action: "commit" | "abandon",
  version: number | undefined,
): Promise<{ readonly version: number }> {
  return ask(target, "POST", `staged/${action}`, { version });
}

type Parameters = Readonly<Record<string, string | number | boolean | undefined>>;

async function ask<T extends object>(
  target: Target,
  method: "GET" | "POST",
  path: string,
  parameters: Parameters,
  files?: SchemaFiles,
): Promise<T> {
  const body = files === undefined ? undefined : formOf(files);
  const response = await target.fetch(`/schema/1/${path}${queryString(parameters)}`, { method, body });
  const answer = parseObject(response.text, target.name);
  if ("error" in answer) throw new CommandFailure((answer.error as { message: string }).message);
  if (!("version" in answer)) throw new CommandFailure(`${target.name} has no schema endpoints`);
  return answer as unknown as T;
}

/** The name of a part is the name of a file. */
function formOf(files: SchemaFiles): FormData {
  const form = new FormData();
  for (const [name, text] of files) form.append(name, new Blob([text]));
  return form;
}

function queryString(parameters: Parameters): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
