import { type FieldPath, type Parsed, parseFieldPath, printPath } from "../../grammar/index.js";
import type { IndexField } from "./catalog.js";
import type { IndexFieldDefinition } from "./definition.js";

/** The path of a field text; a missing leading dot is added. spec/01 §9.1 */
export function parsePathText(text: string): Parsed<FieldPath> {
  return parseFieldPath(text.startsWith(".") ? text : `.${text}`, { source: "*field*" });
}

/** The field of an index; its text was validated. */
export function indexField({ field, mva, order }: IndexFieldDefinition): IndexField {
  const parsed = parsePathText(field);
  if (!parsed.ok) throw new Error(`the path ${field} of a stored index does not parse`);
  return { path: parsed.value, mva, order };
}

/** What is stored for an index: a last ascending `.id` is the order that entries have anyway. spec/06b §6 */
export function storedValues(values: readonly IndexField[]): readonly IndexField[] {
  const last = values[values.length - 1];
  const isImplied = last !== undefined && last.order === "asc" && !last.mva && printPath(last.path) === ".id";
  return isImplied ? values.slice(0, -1) : values;
}

/**
 * A text that indexes and unique constraints share just where they share their entries: parsed paths, `mva`, order of
 * values, and the body of computed fields. spec/06b §6
 */
export function shapeOf(
  terms: readonly IndexField[],
  values: readonly IndexField[],
  computedBody: (name: string) => string | undefined,
): string {
  const part = ({ path, mva, order }: IndexField) => {
    const [first] = path.elements;
    const body = first?.kind === "field" ? computedBody(first.name) : undefined;
    return [printPath(path), mva, order, body ?? null];
  };
  return JSON.stringify([terms.map(part), storedValues(values).map(part)]);
}

/**
 * The shape with other paths, as when fields are renamed; undefined where `replace` has none for a path, and for shapes
 * of computed fields.
 */
export function withPaths(
  shape: string,
  replace: (path: FieldPath) => FieldPath | undefined,
): string | undefined {
  const lists = JSON.parse(shape) as [string, boolean, string, string | null][][];
  const replaced = lists.map((parts) =>
    parts.map(([text, mva, order, body]) => {
      const parsed = parsePathText(text);
      const path = parsed.ok && body === null ? replace(parsed.value) : undefined;
      return path && [printPath(path), mva, order, body];
    }),
  );
  return replaced.flat().includes(undefined) ? undefined : JSON.stringify(replaced);
}
