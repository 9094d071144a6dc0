import type { Run } from "../call/index.js";
import { invalidArgument } from "../problems/calls.js";
import { stringTooLarge } from "../problems/limits.js";

/** Where a search found something, in units. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** Searches a whole text; of the text that remains after a match, only the rest is handed in. */
export type Find = (text: string) => Match | undefined;

export function literally(pattern: string): Find {
  return (text) => {
    const start = text.indexOf(pattern);
    return start < 0 ? undefined : { start, end: start + pattern.length };
  };
}

export function demandAmount(amount: number): void {
  if (amount < 1) throw invalidArgument("count", "must be greater than or equal to 1");
}

/**
 * Replaces the first `amount` matches. After each, the rest of the text is searched alone; an empty match does not
 * advance, so it is replaced again at the same place. spec/04 §12.2
 */
export function replaceMatches(
  run: Run,
  text: string,
  find: Find,
  replacement: string,
  amount: number,
): string {
  let output = "";
  let rest = text;
  for (let done = 0; done < amount; done++) {
    const match = find(rest);
    if (match === undefined) break;
    if (match.end === 0) {
      // The same again and again, until the amount or the limit is reached.
      output += repeated(run, replacement, amount - done, output.length);
      break;
    }
    checkSize(run, output.length + match.start + replacement.length);
    output += rest.slice(0, match.start) + replacement;
    rest = rest.slice(match.end);
  }
  checkSize(run, output.length + rest.length);
  return output + rest;
}

function repeated(run: Run, text: string, count: number, sizeBefore: number): string {
  if (text === "") return "";
  const fitting = Math.floor((run.limits.stringLength - sizeBefore) / text.length);
  if (count > fitting) checkSize(run, sizeBefore + (fitting + 1) * text.length);
  return text.repeat(count);
}

/** spec/04 §8.5 */
export function checkSize(run: Run, size: number): void {
  if (size > run.limits.stringLength) throw stringTooLarge(size, run.limits.stringLength);
}

/** Splits at every match; an empty match cuts off one unit. spec/04 §12.3 */
export function splitAtMatches(text: string, find: Find): readonly string[] {
  const parts: string[] = [];
  let position = 0;
  while (position < text.length) {
    const match = find(text.slice(position));
    if (match === undefined) break;
    if (match.start === match.end) {
      parts.push(text.slice(position, position + 1));
      position += 1;
      if (position === text.length - 1) break;
    } else {
      parts.push(text.slice(position, position + match.start));
      position += match.end;
    }
  }
  parts.push(text.slice(position));
  return parts;
}
