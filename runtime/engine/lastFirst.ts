import type { Schema } from "../call/index.js";

/** What is kept for each schema as long as that lives; that of the schema asked for last is at hand. */
export function lastFirst<T extends object>(make: (schema: Schema) => T): (schema: Schema) => T {
  const all = new WeakMap<Schema, T>();
  let last: { readonly schema: Schema; readonly kept: T } | undefined;
  return (schema) => {
    if (last?.schema === schema) return last.kept;
    let kept = all.get(schema);
    if (kept === undefined) {
      kept = make(schema);
      all.set(schema, kept);
    }
    last = { schema, kept };
    return kept;
  };
}
