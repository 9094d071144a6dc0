import type { Style, Theme } from "./terminal.js";

/** Codes that turn a style on and off. They are of the 16 colours that people choose for their terminals. */
const CODES: Readonly<Record<Style, readonly [on: string, off: string]>> = {
  error: ["1;31", "22;39"],
  warning: ["1;33", "22;39"],
  info: ["1;36", "22;39"],
  success: ["32", "39"],
  strong: ["1", "22"],
  dim: ["2", "22"],
  gutter: ["34", "39"],
  keyword: ["35", "39"],
  constant: ["36", "39"],
  number: ["33", "39"],
  string: ["32", "39"],
  type: ["36", "39"],
  function: ["94", "39"],
  field: ["39", "39"],
  comment: ["90", "39"],
  match: ["1;4", "22;24"],
  cursor: ["7", "27"],
};

export const PLAIN: Theme = (_style, text) => text;

/** Each line by itself, so that what moves lines about does not move colours with them. */
export const COLORED: Theme = (style, text) => {
  const [on, off] = CODES[style];
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `\u001b[${on}m${line}\u001b[${off}m`))
    .join("\n");
};

/** Without colours one must still see where one writes. */
export const MONOCHROME: Theme = (style, text) =>
  style === "cursor" || style === "match" || style === "strong" ? COLORED(style, text) : text;

/** Colours on terminals, unless the environment says otherwise. https://no-color.org */
export function themeFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): Theme {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return PLAIN;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "0") return COLORED;
  return stream.isTTY === true && TERM !== "dumb" ? COLORED : PLAIN;
}
