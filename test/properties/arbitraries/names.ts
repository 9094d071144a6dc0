import fc from "fast-check";
import { type Name, NO_SPAN, RESERVED_WORDS } from "../../../grammar/index.js";

/** Names of no place: generated trees have no text. */
export function nameOf(text: string): Name {
  return { text, span: NO_SPAN };
}

/** What may be bound: an identifier that is no reserved word. */
export const identifier: fc.Arbitrary<string> = fc
  .oneof(fc.constantFrom("a", "b", "xs", "iffy", "null_"), fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,4}$/))
  .filter((name) => !RESERVED_WORDS.has(name) && name !== "FQL");

/** What may be used: apostrophes too. */
export const variable: fc.Arbitrary<string> = fc.oneof(identifier, fc.constantFrom("x'", "_", "FQL"));

/** What may follow a dot: reserved words too. */
export const fieldName: fc.Arbitrary<string> = fc.oneof(variable, fc.constantFrom("if", "let", "e5"));

/** Text with everything that has to be escaped. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.constantFrom("#{x}", "\u2028\ufeff", 'it\'s "so"', "\\u0041", "\u0000\u0007\u000b", "\ud83d", "😀"),
);

/** Keys of objects: any text. */
export const key: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: fieldName, weight: 3 },
  { arbitrary: text, weight: 1 },
);

/** Lists in which no name occurs twice. */
export function distinct<T>(element: fc.Arbitrary<T>, nameOfElement: (element: T) => string, minLength = 0) {
  return fc.uniqueArray(element, { selector: nameOfElement, minLength, maxLength: 3 });
}
