import type { Value } from "./value.js";

type PropertyReader = (object: object) => Value | undefined;

const readers = new Map<string, PropertyReader>();
const MOST_READERS = 1000;

/**
 * Reads a property. Reading by a name that is written in the code is several times as fast as by one in a variable, so
 * the reader of a key is emitted, once.
 */
export function propertyReader(key: string): PropertyReader {
  let reader = readers.get(key);
  if (reader === undefined) {
    reader = makeReader(key);
    if (readers.size < MOST_READERS) readers.set(key, reader);
  }
  return reader;
}

function makeReader(key: string): PropertyReader {
  if (!hostAllowsEmittedCode()) return (object) => (object as { readonly [key: string]: Value })[key];
  return new Function("object", `return object[${JSON.stringify(key)}];`) as PropertyReader;
}

let allowed: boolean | undefined;

/** Pages with a strict content policy and some edge workers forbid `new Function`. engine §6 */
export function hostAllowsEmittedCode(): boolean {
  if (allowed === undefined) {
    try {
      new Function("");
      allowed = true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}
