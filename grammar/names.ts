/** Words that cannot name a variable, parameter, projection field or schema item. spec/01 §1.2 */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  "if else at match case let null true false isa join on of".split(" "),
);

/** True for names that are printed without quotes: no apostrophe, and not reserved. spec/01 §13.1 */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED_WORDS.has(name);
}
