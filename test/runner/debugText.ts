import {
  CalendarDate,
  DocumentReference,
  FqlDocument,
  Module,
  NullDocument,
  Page,
  Time,
  Token,
} from "../../runtime/index.js";

/** An answer as FQL-like text on one line, for golden cases. Cursors are opaque: only that there is one is shown. */
export function debugText(value: unknown): string {
  if (value === null || typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(debugText).join(", ")}]`;
  if (value instanceof Module) return value.name;
  if (value instanceof Time) return `Time("${value}")`;
  if (value instanceof CalendarDate) return `Date("${value}")`;
  if (value instanceof Uint8Array) return `Bytes("${Buffer.from(value).toString("base64")}")`;
  if (value instanceof DocumentReference) return referenceText(value);
  if (value instanceof NullDocument) return `${referenceText(value.ref)} /* ${value.cause} */`;
  if (value instanceof Token) return `[${value.of}]`;
  if (value instanceof Page) {
    const after = value.after === undefined ? [] : [["after", "<cursor>"] as const];
    return fieldsText([["data", debugText(value.data)], ...after]);
  }
  const fields = Object.entries(value as object).map(([key, each]) => [key, debugText(each)] as const);
  return value instanceof FqlDocument ? `Document ${fieldsText(fields)}` : fieldsText(fields);
}

function referenceText({ coll, id, name }: DocumentReference): string {
  return id === undefined ? `${coll.name}.byName(${JSON.stringify(name)})` : `${coll.name}("${id}")`;
}

function fieldsText(fields: readonly (readonly [string, string])[]): string {
  if (fields.length === 0) return "{}";
  const shown = fields.map(
    ([key, text]) => `${/^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? key : JSON.stringify(key)}: ${text}`,
  );
  return `{ ${shown.join(", ")} }`;
}
