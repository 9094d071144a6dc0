import type { Extent } from "./completionItem.js";

/** The name that stands for a word that is yet to be written. */
export const PLACEHOLDER = "placeholder";

/** Letters, digits and `_` around the cursor, from the first that can begin a name. spec/03b §11.1 */
export function wordAt(text: string, cursor: number): Extent {
  const before = /[A-Za-z_][A-Za-z0-9_]*$/.exec(text.slice(0, cursor))?.[0].length ?? 0;
  const after = /^[A-Za-z0-9_]*/.exec(text.slice(cursor))![0].length;
  const startsWord = before > 0 || /^[A-Za-z_]/.test(text.slice(cursor));
  return startsWord ? { start: cursor - before, end: cursor + after } : { start: cursor, end: cursor };
}
