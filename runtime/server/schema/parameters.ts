import type {
  DiffFormat,
  DiffOptions,
  SchemaItemKind,
  UploadOptions,
  VersionOptions,
} from "../schemaService.js";

/** Looks up a query parameter. */
export type Parameters = (name: string) => string | undefined;

const FORMATS: readonly string[] = ["semantic", "summary", "textual"] satisfies readonly DiffFormat[];

const ITEM_KINDS: readonly string[] = [
  "collections",
  "functions",
  "roles",
  "access_providers",
] satisfies readonly SchemaItemKind[];

/** spec/02 §10.4 */
export function itemKind(text: string): SchemaItemKind | undefined {
  return ITEM_KINDS.includes(text) ? (text as SchemaItemKind) : undefined;
}

export function flag(parameters: Parameters, name: string): boolean {
  return parameters(name) === "true";
}

/** `version` is checked unless it is no number or `force` says otherwise. spec/02 §10 */
export function versionOptions(parameters: Parameters): VersionOptions {
  const text = parameters("version");
  const isChecked = text !== undefined && /^[+-]?[0-9]+$/.test(text) && !flag(parameters, "force");
  return { expectedVersion: isChecked ? Number(text) : undefined };
}

export function uploadOptions(parameters: Parameters): UploadOptions {
  return { override: parameters("override") !== "false", staged: flag(parameters, "staged") };
}

export function diffOptions(parameters: Parameters): DiffOptions {
  return { format: diffFormat(parameters) ?? "semantic", color: parameters("color") === "ansi" };
}

/** As asked for: `format`, or its older name `diff`, of which `true` is the semantic one. */
export function diffFormat(parameters: Parameters): DiffFormat | undefined {
  const text = parameters("format") ?? parameters("diff");
  if (text === "true") return "semantic";
  return text !== undefined && FORMATS.includes(text) ? (text as DiffFormat) : undefined;
}
