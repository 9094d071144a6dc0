import type { Paint, Tone } from "./colour.js";

/** Where an entry stands among those of a collection. */
export type Section = "Defined fields" | "Computed fields" | "Indexes" | "Constraints" | "Configuration";

export const SECTIONS: readonly Section[] = [
  "Defined fields",
  "Computed fields",
  "Indexes",
  "Constraints",
  "Configuration",
];

/** A line of a semantic diff, without its indentation. */
export interface Entry {
  readonly tone: Tone;
  readonly text: string;
  /** How often it is indented, from 1. */
  readonly depth: number;
}

export function entry(tone: Tone, text: string, depth: number): Entry {
  return { tone, text, depth };
}

/** The colour begins before the indentation. spec/02 §8.4 */
export function linesOf(entries: readonly Entry[], paint: Paint): string {
  return entries.map(({ tone, text, depth }) => `${paint(tone, `${"  ".repeat(depth)}${text}`)}\n`).join("");
}
