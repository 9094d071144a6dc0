import type { Command } from "commander";
import { CommandFailure } from "../../output/failure.js";
import type { Terminal } from "../../terminal/terminal.js";
import { PLAIN } from "../../terminal/theme.js";
import { type CommandContext, command } from "../context.js";
import { addServerOptions, type ServerOptions } from "../targetOptions.js";

export interface SchemaOptions extends ServerOptions {
  readonly dir: string;
}

export const DEFAULT_DIRECTORY = "schema";

export function schemaCommand(name: string, description: string): Command {
  return addServerOptions(command(name, description));
}

export function addDirectory(it: Command): Command {
  return it.option("--dir <directory>", "where the .fsl files are", DEFAULT_DIRECTORY);
}

/** Asks where a person is there to answer; elsewhere, and with `--yes`, the answer is yes. */
export async function confirm(
  { terminal }: CommandContext,
  question: string,
  yes: boolean | undefined,
): Promise<void> {
  if (yes === true || !terminal.isInteractive) return;
  const answer = await terminal.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandFailure("nothing was changed");
}

/** True where the server may colour differences. */
export function wantsColor(terminal: Terminal): boolean {
  return terminal.writeTheme !== PLAIN;
}

export function writeDifference(terminal: Terminal, difference: string): void {
  terminal.write(difference === "" ? "no changes\n" : `${difference.trimEnd()}\n`);
}
