import { bracketsAt } from "../../grammar/index.js";
import { type Piece, stylePieces } from "../output/colorFql.js";
import type { Style, Theme } from "../terminal/terminal.js";
import { type Buffer, lineStart, nextCharacter } from "./editing/buffer.js";
import type { Completion, Menu } from "./editing/menu.js";
import type { Search } from "./editing/search.js";

const FIRST_LINE = "fql> ";
const OTHER_LINES = "...> ";

/** A query as it was written, behind prompts; the cursor where there is one. */
export function drawQuery({ text, cursor }: Buffer, theme: Theme, cursorShown: boolean): readonly string[] {
  const marks = cursorShown ? marksOf({ text, cursor }) : [];
  const lines = marked(text.startsWith(".") ? [{ text, style: "strong" }] : stylePieces(text), marks, theme);
  return lines.map((line, i) =>
    i === 0 ? theme("info", FIRST_LINE) + line : theme("dim", OTHER_LINES) + line,
  );
}

/** The part of the lines around the cursor that fits. */
export function linesInView(lines: readonly string[], buffer: Buffer, height: number): readonly string[] {
  if (lines.length <= height) return lines;
  const line = buffer.text.slice(0, lineStart(buffer)).split("\n").length - 1;
  const start = Math.min(Math.max(0, line - Math.floor(height / 2)), lines.length - height);
  return lines.slice(start, start + height);
}

/** A character in a style of its own. */
interface Mark {
  readonly start: number;
  readonly end: number;
  readonly style: Style;
}

/** The cursor, and the brackets it stands at. */
function marksOf(buffer: Buffer): readonly Mark[] {
  const { text, cursor } = buffer;
  const marks: Mark[] = [];
  for (const position of bracketsAt(text, cursor) ?? []) {
    if (position !== cursor) marks.push({ start: position, end: position + 1, style: "match" });
  }
  const atLineEnd = cursor === text.length || text[cursor] === "\n";
  marks.push({ start: cursor, end: atLineEnd ? cursor : nextCharacter(buffer), style: "cursor" });
  return marks.sort((a, b) => a.start - b.start);
}

/** Lines of pieces, with marks over them. An empty mark is drawn as a space. */
function marked(pieces: readonly Piece[], marks: readonly Mark[], theme: Theme): readonly string[] {
  let position = 0;
  let drawn = "";
  const pending = [...marks];
  const draw = (text: string, style: Style | undefined): void => {
    drawn += style === undefined || text === "" ? text : theme(style, text);
  };
  const drawMark = (mark: Mark, text: string): void => {
    draw(mark.start === mark.end ? " " : text, mark.style);
  };
  for (const { text, style } of pieces) {
    let offset = 0;
    while (pending[0] !== undefined && pending[0].start < position + text.length) {
      const mark = pending.shift()!;
      const start = mark.start - position;
      const end = Math.min(mark.end - position, text.length);
      draw(text.slice(offset, start), style);
      drawMark(mark, text.slice(start, end));
      offset = Math.max(end, start);
    }
    draw(text.slice(offset), style);
    position += text.length;
  }
  for (const mark of pending) drawMark(mark, "");
  return drawn.split("\n");
}

const MENU_HEIGHT = 8;

/** Some completions around the selected one, with their types, in the width there is. */
export function drawMenu({ items, selected }: Menu, theme: Theme, width: number): readonly string[] {
  const start = Math.min(Math.max(0, selected - MENU_HEIGHT + 2), Math.max(0, items.length - MENU_HEIGHT));
  const shown = items.slice(start, start + MENU_HEIGHT);
  const labelWidth = Math.max(...shown.map(({ label }) => label.length));
  const lines = shown.map((item, i) => drawItem(item, start + i === selected, labelWidth, theme, width));
  const hidden = items.length - shown.length;
  return hidden > 0 ? [...lines, theme("dim", `     ${hidden} more`)] : lines;
}

function drawItem(
  { label, detail }: Completion,
  isSelected: boolean,
  labelWidth: number,
  theme: Theme,
  width: number,
): string {
  const padded = ` ${label.padEnd(labelWidth)} `;
  const room = width - padded.length - FIRST_LINE.length - 1;
  const cutDetail = detail.length > room ? `${detail.slice(0, Math.max(0, room - 1))}…` : detail;
  return `    ${isSelected ? theme("cursor", padded) : padded} ${theme("dim", cutDetail)}`;
}

export function drawSearch(
  { sought, found }: Search,
  history: readonly string[],
  theme: Theme,
): readonly string[] {
  const match = history[found];
  const lines = (match ?? "").split("\n").map((line) => `     ${highlighted(line, sought, theme)}`);
  const state =
    sought !== "" && match === undefined ? theme("warning", "no match for") : theme("info", "search");
  return [`${state} ${sought}${theme("cursor", " ")}`, ...(match === undefined ? [] : lines)];
}

function highlighted(line: string, sought: string, theme: Theme): string {
  const at = sought === "" ? -1 : line.toLowerCase().indexOf(sought.toLowerCase());
  if (at < 0) return line;
  const end = at + sought.length;
  return line.slice(0, at) + theme("match", line.slice(at, end)) + line.slice(end);
}
