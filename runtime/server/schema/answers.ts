import type { WireResponse } from "../../wire/index.js";
import type { SchemaAnswer, SchemaItem, StagedStatus } from "../schemaService.js";

/** A failure of a schema endpoint, which has no code. spec/02 §10 */
export function schemaError(status: number, message: string): WireResponse {
  return { status, body: JSON.stringify({ error: { message } }) };
}

export const NOT_FOUND = schemaError(404, "Not found");
export const METHOD_NOT_ALLOWED = schemaError(405, "Method not allowed");
export const ACCESS_DENIED = schemaError(403, "Access denied");

/** The answer of the service: the version, then what `shape` makes of the result. */
export async function answer<T>(
  pending: SchemaAnswer<T>,
  shape: (result: T) => object = () => ({}),
): Promise<WireResponse> {
  const outcome = await pending;
  if (!outcome.ok) return schemaError(outcome.status, outcome.message);
  return {
    status: 200,
    body: JSON.stringify({ version: outcome.version, ...shape(outcome.result) }),
  };
}

export function fileList({ files }: { readonly files: readonly string[] }): object {
  return { files: files.map((filename) => ({ filename })) };
}

export function item({ filename, span, content, definition }: SchemaItem): object {
  return { filename, span, content, definition: JSON.parse(definition) };
}

export function stagedStatus({ status, pendingSummary, diff }: StagedStatus): object {
  return { status, pending_summary: pendingSummary, diff };
}
