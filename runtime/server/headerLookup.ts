import type { HeaderLookup } from "../wire/index.js";

export function headerLookup(request: Request): HeaderLookup {
  return (name) => request.headers.get(name) ?? undefined;
}
