import type { Credentials } from "../queryRequest.js";
import { decodeBase64 } from "../values/index.js";
import { parseSecret } from "./parseSecret.js";

/** The credentials in an `Authorization` header; undefined where there are none, which is a 401. spec/07 §1.1 */
export function readAuthorization(header: string | undefined): Credentials | undefined {
  const match = /^(\S+)\s+(.*)$/s.exec(header ?? "");
  if (match === null) return undefined;
  const [, scheme, rest] = match as unknown as readonly [string, string, string];
  if (scheme === "Bearer") {
    return rest.startsWith("ey") && rest.includes(".") ? { kind: "jwt", token: rest } : parseSecret(rest);
  }
  if (scheme !== "Basic") return undefined;
  const secret = basicSecret(rest);
  return secret === undefined ? undefined : parseSecret(secret);
}

/** User and password are one text, `<secret>:`; an old driver also sent the colon outside. */
function basicSecret(encoded: string): string | undefined {
  const bytes = decodeBase64(withoutColon(encoded));
  return bytes === undefined ? undefined : withoutColon(new TextDecoder().decode(bytes).trim());
}

function withoutColon(text: string): string {
  return text.endsWith(":") ? text.slice(0, -1) : text;
}
