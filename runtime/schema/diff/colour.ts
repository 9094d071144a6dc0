/** What a line of a diff says, which is its colour. spec/02 §8.4 */
export type Tone = "title" | "add" | "remove" | "change" | "hunk" | "file";

const CODES: Readonly<Record<Tone, string>> = {
  title: "1;34",
  add: "32",
  remove: "31",
  change: "33",
  hunk: "36",
  file: "1",
};

/** Colours a text, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

export const PLAIN: Paint = (_tone, text) => text;

export const ANSI: Paint = (tone, text) => `\u001b[${CODES[tone]}m${text}\u001b[0m`;
