import { indexOutOfBounds } from "../problems/calls.js";

/*
 * FQL counts code points, JS counts UTF-16 units. Most strings have no surrogates, and then both are one. spec/04 §12
 */

const SURROGATE = /[\ud800-\udfff]/;

/** So long texts are worth remembering, since code that walks through one asks again at every step. */
const LONG = 64;
/** How many code points lie between two remembered places. */
const STRIDE = 64;

/** The units at which every 64th code point of a text begins; undefined where units are code points. */
type Places = readonly number[] | undefined;

let lastText = "";
let lastLength = 0;
let lastPlaces: Places;

/** Looks a long text through once, however often it is asked about; there is one that is remembered. */
function remember(text: string): void {
  if (text === lastText) return;
  lastText = text;
  lastLength = text.length;
  lastPlaces = undefined;
  if (!SURROGATE.test(text)) return;
  const places: number[] = [];
  let count = 0;
  for (let unit = 0; unit < text.length; unit += unitsAt(text, unit)) {
    if (count++ % STRIDE === 0) places.push(unit);
  }
  lastLength = count;
  lastPlaces = places;
}

export function codePointLength(text: string): number {
  if (text.length > LONG) {
    remember(text);
    return lastLength;
  }
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** The unit at which the code point of that index begins; the length if there are fewer. */
export function unitIndex(text: string, index: number): number {
  let unit = 0;
  let left = index;
  if (text.length > LONG) {
    remember(text);
    if (lastPlaces === undefined) return Math.min(index, text.length);
    if (index >= lastLength) return text.length;
    unit = lastPlaces[Math.floor(index / STRIDE)]!;
    left = index % STRIDE;
  } else if (!SURROGATE.test(text)) return Math.min(index, text.length);
  for (; left > 0 && unit < text.length; left--) unit += unitsAt(text, unit);
  return unit;
}

/** How many code points begin before a unit. */
export function codePointIndex(text: string, unit: number): number {
  if (text.length <= LONG) return codePointLength(text.slice(0, unit));
  remember(text);
  if (lastPlaces === undefined) return unit;
  const stride = lastAtOrBefore(lastPlaces, unit);
  let index = stride * STRIDE;
  for (let at = lastPlaces[stride]!; at < unit; at += unitsAt(text, at)) index++;
  return index;
}

/** The index of the last number that is not greater than `limit`; the first one never is. */
function lastAtOrBefore(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (numbers[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
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
