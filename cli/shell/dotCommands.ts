import { colorFql } from "../output/colorFql.js";
import { CommandFailure } from "../output/failure.js";
import type { Theme } from "../terminal/terminal.js";
import { FORMATS, type Outcome, type Session, type Settings } from "./session.js";

/** What the shell itself shall do afterwards. */
export type ShellAction = "clear" | "exit";

interface DotCommand {
  readonly name: string;
  readonly parameter: string;
  readonly help: string;
  /** A text is the outcome of what went well. */
  run(session: Session, argument: string): Promise<string | Outcome> | string;
  readonly action?: ShellAction;
}

const COMMANDS: readonly DotCommand[] = [
  {
    name: "help",
    parameter: "",
    help: "this list",
    run: ({ theme }) => helpText(theme),
  },
  {
    name: "schema",
    parameter: "[name]",
    help: "the schema as FSL, or one item of it",
    run: schemaText,
  },
  {
    name: "explain",
    parameter: "query",
    help: "how a query reads its sets; nothing is written",
    run: (session, text) => {
      if (text === "") throw new CommandFailure("write .explain and a query");
      return session.explain(text);
    },
  },
  {
    name: "format",
    parameter: FORMATS.join("|"),
    help: "how results are written",
    run: (session, argument) => {
      const format = FORMATS.find((each) => each === argument);
      if (format === undefined && argument !== "")
        throw new CommandFailure(`write .format ${FORMATS.join("|")}`);
      if (format !== undefined) change(session, { format });
      return `format: ${session.settings.format}`;
    },
  },
  {
    name: "typecheck",
    parameter: "on|off",
    help: "whether types are checked before a query runs",
    run: (session, argument) => {
      if (argument !== "") change(session, { typecheck: isOn(".typecheck", argument) });
      const { typecheck } = session.settings;
      return `typecheck: ${typecheck === undefined ? "as the database says" : onOff(typecheck)}`;
    },
  },
  {
    name: "hints",
    parameter: "on|off",
    help: "whether to tell what makes queries slow",
    run: (session, argument) => {
      if (argument !== "") change(session, { hints: isOn(".hints", argument) });
      return `hints: ${onOff(session.settings.hints)}`;
    },
  },
  { name: "clear", parameter: "", help: "an empty screen", run: () => "", action: "clear" },
  { name: "exit", parameter: "", help: "leave; so does Ctrl+D", run: () => "", action: "exit" },
];

const KEYS: readonly (readonly [key: string, help: string])[] = [
  ["Enter", "runs a complete query, goes on with an incomplete one"],
  ["Alt+Enter, Ctrl+J", "a new line"],
  ["Tab", "completions"],
  ["Up, Down", "lines, then earlier queries"],
  ["Ctrl+R", "searches earlier queries"],
  ["Ctrl+C", "drops the query; twice leaves"],
];

/** True for a line that is one: no query begins so. */
export function isDotCommand(text: string): boolean {
  return findCommand(text) !== undefined;
}

export const DOT_COMMAND_NAMES: readonly string[] = COMMANDS.map(({ name }) => name);

export async function runDotCommand(
  session: Session,
  text: string,
): Promise<Outcome & { readonly action?: ShellAction }> {
  const { theme } = session;
  const command = findCommand(text);
  try {
    if (command === undefined)
      throw new CommandFailure(`there is no ${text.trim()}: .help lists what there is`);
    const argument = text
      .trim()
      .slice(command.name.length + 1)
      .trim();
    const output = await command.run(session, argument);
    if (typeof output !== "string") return output;
    return { ok: true, text: output, notes: "", footer: "", action: command.action };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { ok: false, text: `${theme("error", "error:")} ${error.message}`, notes: "", footer: "" };
  }
}

function findCommand(text: string): DotCommand | undefined {
  const word = /^\.(\w+)(?:\s|$)/.exec(text)?.[1];
  return COMMANDS.find(({ name }) => name === word || (word === "quit" && name === "exit"));
}

function helpText(theme: Theme): string {
  const commands = COMMANDS.map(
    ({ name, parameter, help }) => [`.${name} ${parameter}`.trim(), help] as const,
  );
  const rows = [...commands, undefined, ...KEYS];
  const width = Math.max(...rows.map((row) => row?.[0].length ?? 0));
  return rows
    .map((row) => (row === undefined ? "" : `${theme("strong", row[0].padEnd(width))}  ${row[1]}`))
    .join("\n");
}

async function schemaText(session: Session, name: string): Promise<string> {
  const files = await session.schema();
  const { theme } = session;
  const texts = [...files.values()].map((text) => text.trim()).filter((text) => text !== "");
  if (texts.length === 0)
    return theme("dim", "there is no schema yet: Collection.create({ name: … }) makes one");
  if (name === "") return texts.map((text) => colorFql(text, theme, true)).join("\n\n");
  const { parseSchema } = await import("../../grammar/index.js");
  for (const [file, text] of files) {
    const parsed = parseSchema(text, file);
    const item = parsed.ok ? parsed.value.items.find((each) => each.name.text === name) : undefined;
    if (item !== undefined) return colorFql(text.slice(item.span.start, item.span.end), theme, true);
  }
  throw new CommandFailure(`the schema has no ${name}`);
}

function change(session: Session, settings: Partial<Settings>): void {
  session.settings = { ...session.settings, ...settings };
}

function isOn(command: string, argument: string): boolean {
  if (argument === "on") return true;
  if (argument === "off") return false;
  throw new CommandFailure(`write ${command} on or ${command} off`);
}

function onOff(value: boolean): string {
  return value ? "on" : "off";
}
