import type { WireResponse } from "../../wire/index.js";

const SCOPES: Readonly<Record<string, string>> = {
  node: "node",
  read: "read",
  write: "write",
  all: "all",
  local: "read",
  global: "write",
};

/** `GET /ping`: a server that answers is well. spec/08 §13 */
export function answerPing(scope: string | undefined): WireResponse {
  const name = scope === undefined ? "write" : Object.hasOwn(SCOPES, scope) ? SCOPES[scope] : "node";
  return { status: 200, body: `{"resource":"Scope ${name} is OK"}` };
}
