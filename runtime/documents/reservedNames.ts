/** Top-level names that no user field may have in `create`, `update` and `replace`. spec/06 §3.3 */
const RESERVED_FIELDS: ReadonlySet<string> = new Set([
  "id",
  "coll",
  "ts",
  "data",
  "delete",
  "update",
  "replace",
  "updateData",
  "replaceData",
  "exists",
]);

export function isReservedField(name: string): boolean {
  return RESERVED_FIELDS.has(name);
}
