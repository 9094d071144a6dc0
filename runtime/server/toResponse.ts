import type { WireResponse } from "../wire/index.js";
import type { PlainResponse } from "./plainExchange.js";

const UTF8 = new TextEncoder();

/** spec/08 §1 */
export const JSON_CONTENT_TYPE = "application/json;charset=utf-8";

/** A whole answer; a HEAD request gets its headers only. */
export function toResponse(response: WireResponse): Response {
  const { status, headers, body } = toPlain(response);
  return new Response(body as Uint8Array<ArrayBuffer>, { status, headers });
}

/** The same for hosts without WHATWG objects. */
export function toPlain(
  { status, body, headers }: WireResponse,
  more?: Readonly<Record<string, string>>,
): PlainResponse {
  const bytes = UTF8.encode(body);
  return {
    status,
    headers: {
      "content-type": JSON_CONTENT_TYPE,
      "content-length": String(bytes.length),
      ...headers,
      ...more,
    },
    body: bytes,
  };
}
