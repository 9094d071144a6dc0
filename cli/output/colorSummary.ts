import type { Style, Theme } from "../terminal/terminal.js";
import { colorFql } from "./colorFql.js";
import { foldRepeats } from "./foldRepeats.js";

const HEADING = /^(error|warning|info|hint|performance_hint|cause|trace)\b(?: at \S+)?:/;
const HEADING_STYLES: Readonly<Record<string, Style>> = {
  error: "error",
  warning: "warning",
  performance_hint: "warning",
};
/** A row of an excerpt: number, bar, and what stands behind. */
const ROW = /^(\s*\d* \|)(.*)$/;

/** Rendered diagnostics with colours. spec/08 §7 */
export function colorSummary(summary: string, theme: Theme): string {
  let current: Style = "error";
  const lines = foldRepeats(summary.split("\n")).map((line) => {
    const heading = HEADING.exec(line);
    if (heading !== null) {
      current = HEADING_STYLES[heading[1]!] ?? "info";
      return theme(current, heading[0]) + line.slice(heading[0].length);
    }
    if (/^at \S/.test(line)) return theme("dim", line);
    const row = ROW.exec(line);
    if (row === null) return line.startsWith("…") ? theme("dim", line) : line;
    const [, gutter = "", code = ""] = row;
    return (
      theme("gutter", gutter) + (isUnderline(gutter, code) ? theme(current, code) : colorFql(code, theme))
    );
  });
  return lines.join("\n");
}

/** Rows without a number point at the row above. */
function isUnderline(gutter: string, code: string): boolean {
  return !/\d/.test(gutter) && code !== "";
}
