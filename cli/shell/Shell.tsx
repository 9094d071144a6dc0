import { Box, Text, useApp, useStdout } from "ink";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import type { Theme } from "../terminal/terminal.js";
import { ShellController, type ShellParts, type ShellState } from "./controller.js";
import { drawMenu, drawQuery, drawSearch, linesInView } from "./draw.js";
import type { Remark } from "./insight.js";
import { useKeys } from "./useKeys.js";

/** Rows kept free of the query: for what stands below it. */
const ROWS_BELOW = 12;
/** Of what is said below a query. */
const REMARK_INDENT = 6;
const DEFAULT_ROWS = 24;
const DEFAULT_COLUMNS = 80;

/** The lower end of the screen: what is being written, and what there is to say about it. */
export function Shell(parts: ShellParts): ReactNode {
  const { exit } = useApp();
  const { stdout, write } = useStdout();
  const [controller] = useState(() => new ShellController(parts, { write, leave: () => exit() }));
  const state = useSyncExternalStore(
    (listener) => controller.subscribe(listener),
    () => controller.state,
  );
  useKeys((key) => controller.press(key));
  if (state.left) return null;
  const { rows = DEFAULT_ROWS, columns = DEFAULT_COLUMNS } = stdout;
  return (
    <Box flexDirection="column">
      {linesOf(state, parts, rows, columns).map(({ key, line }) => (
        <Text key={key} wrap="wrap">
          {line}
        </Text>
      ))}
    </Box>
  );
}

/** All that is drawn, by line. */
function linesOf(state: ShellState, { theme, history }: ShellParts, rows: number, columns: number) {
  const { prompt, running } = state;
  const lines =
    prompt.search !== undefined
      ? drawSearch(prompt.search, history.entries, theme)
      : linesInView(drawQuery(prompt.buffer, theme, !running), prompt.buffer, Math.max(1, rows - ROWS_BELOW));
  const below =
    prompt.menu === undefined ? [statusLine(state, theme, columns)] : drawMenu(prompt.menu, theme, columns);
  return [...lines, ...below].map((line, i) => ({ key: `line ${i}`, line }));
}

function statusLine(
  { running, interrupted, remark, prompt }: ShellState,
  theme: Theme,
  width: number,
): string {
  if (running) return theme("dim", interrupted ? "     running; Ctrl+C again leaves" : "     …");
  if (interrupted) return theme("dim", "     Ctrl+C again leaves");
  return remark === undefined || prompt.search !== undefined ? "" : drawRemark(remark, theme, width);
}

function drawRemark({ kind, text }: Remark, theme: Theme, width: number): string {
  const room = width - REMARK_INDENT;
  const line = text.replaceAll("\n", " ");
  const cut = line.length > room ? `${line.slice(0, room - 1)}…` : line;
  const mark = kind === "problem" ? theme("warning", "!") : theme("dim", kind === "type" ? ":" : " ");
  return `   ${mark} ${theme("dim", cut)}`;
}
