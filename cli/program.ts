import { Command, CommanderError } from "commander";
import { check } from "./commands/check.js";
import { type CommandContext, EXIT, type ExitCode } from "./commands/context.js";
import { explainCommand } from "./commands/explain.js";
import { fmt } from "./commands/fmt.js";
import { lint } from "./commands/lint.js";
import { run } from "./commands/run.js";
import { schema } from "./commands/schema/index.js";
import { serve } from "./commands/serve.js";
import { shell } from "./commands/shell.js";
import { types } from "./commands/types.js";
import { CommandFailure, UsageError } from "./output/failure.js";
import type { Terminal } from "./terminal/terminal.js";
import { VERSION } from "./version.js";

const COMMANDS: readonly ((context: CommandContext) => Command)[] = [
  shell,
  run,
  explainCommand,
  serve,
  schema,
  check,
  lint,
  fmt,
  types,
];

const AFTERWARDS = `
Commands work on a database in memory, or with --url on a server (COPPICE_URL and COPPICE_SECRET are read too).
Exit codes: 0 fine, 1 findings or a failed query, 2 wrong use.
`;

/** All commands. */
export function createProgram(context: CommandContext): Command {
  const { terminal } = context;
  const program = new Command("coppice")
    .description("FQL v10, regrown: compiler, interpreter and database server")
    .version(VERSION, "-v, --version")
    .addHelpText("after", AFTERWARDS);
  for (const make of COMMANDS) program.addCommand(make(context));
  withSubcommands(program, (each) => {
    each.exitOverride().configureOutput({ writeOut: terminal.write, writeErr: terminal.note });
  });
  return program;
}

/** Runs a command line, its name left out, and gives the exit code. Only internal faults are thrown. */
export async function runCommandLine(line: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine;
  const program = createProgram({
    terminal,
    exitWith(code) {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync([...line], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.misused;
    if (error instanceof UsageError) {
      terminal.note(`${terminal.noteTheme("error", "coppice:")} ${error.message}\n`);
      return EXIT.misused;
    }
    if (error instanceof CommandFailure) {
      const { colorSummary } = await import("./output/colorSummary.js");
      terminal.note(`${colorSummary(error.message, terminal.noteTheme)}\n`);
      return EXIT.failed;
    }
    if (isRefusal(error)) {
      terminal.note(`${terminal.noteTheme("error", "coppice:")} ${refusalText(error)}\n`);
      return EXIT.failed;
    }
    throw error;
  }
}

function isRefusal(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

/** What the operating system refused: Node says `EACCES: permission denied, open '/a'`. */
function refusalText({ message, path }: NodeJS.ErrnoException): string {
  const reason = message.replace(/^\w+: /, "");
  return path === undefined ? reason : `${path}: ${reason.split(",")[0]}`;
}

function withSubcommands(command: Command, use: (each: Command) => void): void {
  use(command);
  for (const each of command.commands) withSubcommands(each, use);
}
