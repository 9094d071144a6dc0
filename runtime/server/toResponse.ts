import type { WireResponse } from "../wire/index.js";

const UTF8 = new TextEncoder();

/** spec/08 §1 */
export const JSON_CONTENT_TYPE = "application/json;charset=utf-8";

/** A whole answer; a HEAD request gets its headers only. */
export function toResponse({ status, body, headers }: WireResponse): Response {
  const bytes = UTF8.encode(body);
  return new Response(bytes, {
    status,
    headers: { "content-type": JSON_CONTENT_TYPE, "content-length": String(bytes.length), ...headers },
  });
}
