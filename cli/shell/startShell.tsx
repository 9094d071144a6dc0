import { render } from "ink";
import type { Target } from "../target/target.js";
import type { Terminal } from "../terminal/terminal.js";
import { MONOCHROME, PLAIN } from "../terminal/theme.js";
import { VERSION } from "../version.js";
import { EMPTY } from "./editing/buffer.js";
import { historyPath, openHistory } from "./history.js";
import { sessionInsight } from "./insight.js";
import { Shell } from "./Shell.js";
import { Session } from "./session.js";

/** Talks with a person until they leave. */
export async function startShell(
  terminal: Terminal,
  target: Target,
  schema: string | undefined,
): Promise<void> {
  // A server that is not there is told at once.
  if (target.name !== "memory") await target.fetch("/ping");
  const theme = terminal.writeTheme === PLAIN ? MONOCHROME : terminal.writeTheme;
  const session = new Session(target, theme);
  const history = await openHistory(historyPath(terminal.environment));
  const where = target.name === "memory" ? "a database in memory" : target.name;
  const what = schema === undefined ? where : `${where}, schema ${schema}`;
  terminal.write(`${theme("strong", `Coppice ${VERSION}`)} · ${what}\n`);
  terminal.write(`${theme("dim", ".help lists commands and keys, Ctrl+D leaves")}\n\n`);
  const insight = sessionInsight(session);
  // The schema and its types are there by the time that the first words are.
  void insight.completions(EMPTY);
  const shell = render(<Shell session={session} history={history} insight={insight} theme={theme} />, {
    exitOnCtrlC: false,
  });
  await shell.waitUntilExit();
}
