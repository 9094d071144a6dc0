import { NATIVE } from "../values/index.js";

/** The order in which the fields of built-in documents are written out. spec/06 §10, spec/06b §12 */
const WRITTEN_ORDER: ReadonlyMap<number, readonly string[]> = new Map([
  [
    NATIVE.Collection,
    [
      "ttl_days",
      "indexes",
      "data",
      "alias",
      "constraints",
      "document_ttls",
      "computed_fields",
      "wildcard",
      "fields",
      "migrations",
      "history_days",
    ],
  ],
  [NATIVE.Function, ["body", "role", "data", "signature", "alias"]],
  [NATIVE.Role, ["privileges", "membership", "data"]],
  [NATIVE.AccessProvider, ["data", "audience", "issuer", "roles", "jwks_uri"]],
  [NATIVE.Database, ["global_id", "protected", "data", "typechecked", "account", "priority"]],
]);

/** Internal fields of built-in documents have names that begin with `$`: nobody sees or writes them. spec/06 §10 */
export function isVisibleField(name: string): boolean {
  return name.charCodeAt(0) !== 36;
}

/** The visible field names among `stored`, in the order in which a built-in document is written out. */
export function writtenOrder(collection: number, stored: readonly string[]): readonly string[] {
  const order = WRITTEN_ORDER.get(collection);
  const visible = stored.filter((name) => isVisibleField(name) && name !== "name");
  return order === undefined ? visible : order.filter((name) => visible.includes(name));
}
