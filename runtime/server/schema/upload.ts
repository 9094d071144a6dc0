import type { SchemaFile } from "../schemaService.js";

export type Upload =
  | { readonly ok: true; readonly files: readonly SchemaFile[] }
  | { readonly ok: false; readonly message: string };

/** The files of a multipart form: names of parts are names of files. Any other body holds no files. spec/02 §10 */
export async function readUpload(contentType: string | null, body: Uint8Array): Promise<Upload> {
  if (!/^multipart\/form-data\b/i.test(contentType ?? "")) return { ok: true, files: [] };
  if (!/;\s*boundary=/i.test(contentType!)) {
    return { ok: false, message: "Request is not a valid multipart request" };
  }
  const form = await parseForm(contentType!, body);
  if (form === undefined) return { ok: false, message: "Invalid request" };
  const files = await Promise.all(
    [...form].map(async ([filename, value]) => ({
      filename,
      content: typeof value === "string" ? value : await value.text(),
    })),
  );
  return { ok: true, files };
}

async function parseForm(contentType: string, body: Uint8Array): Promise<FormData | undefined> {
  const carrier = new Response(body as Uint8Array<ArrayBuffer>, { headers: { "content-type": contentType } });
  return carrier.formData().catch(() => undefined);
}
