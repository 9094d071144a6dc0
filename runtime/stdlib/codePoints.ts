import { indexOutOfBounds } from "../problems/calls.js";

/*
 * FQL counts code points, JS counts UTF-16 units. Most strings have no surrogates, and then both are one. spec/04 §12
 */

const SURROGATE = /[\ud800-\udfff]/;

export function codePointLength(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The unit at which the code point of that index begins; the length if there are fewer. */
export function unitIndex(text: string, index: number): number {
  if (!SURROGATE.test(text)) return Math.min(index, text.length);
  let unit = 0;
  for (let i = 0; i < index && unit < text.length; i++) unit += unitsAt(text, unit);
  return unit;
}

/** How many code points begin before a unit. */
export function codePointIndex(text: string, unit: number): number {
  return codePointLength(text.slice(0, unit));
}

/** Units of the code point that begins at a unit. */
export function unitsAt(text: string, unit: number): number {
  return text.codePointAt(unit)! > 0xffff ? 2 : 1;
}

/** The code point at an index, as a string. */
export function codePointAt(text: string, index: number): string {
  demandIndex(text, index, false);
  const unit = unitIndex(text, index);
  return text.slice(unit, unit + unitsAt(text, unit));
}

/** Fails unless 0 ≤ index < length, or ≤ length where the end counts. */
export function demandIndex(text: string, index: number, endCounts: boolean): void {
  const length = codePointLength(text);
  if (index < 0 || index > length || (index === length && !endCounts)) throw indexOutOfBounds(index, length);
}
