import type { Command } from "commander";
import { readText } from "../client/readText.js";
import { UsageError } from "../output/failure.js";
import type { CommandContext } from "./context.js";

/** The query that a command works on, and the values it is given. */
export interface QueryOptions {
  readonly expression?: string;
  readonly arg?: ReadonlyMap<string, string>;
  readonly typecheck?: boolean;
}

export function addQueryOptions(command: Command): Command {
  return command
    .argument("[file]", "the query; - or nothing reads standard input")
    .option("-e, --expression <query>", "the query itself")
    .option("--arg <name=value>", "a value that the query can name, as JSON; may be repeated", addArgument)
    .option("--typecheck", "check types first, whatever the database says")
    .option("--no-typecheck", "do not check types first");
}

/** The text of the query, from where the command line says. */
export async function queryText(
  { terminal }: CommandContext,
  file: string | undefined,
  { expression }: QueryOptions,
): Promise<string> {
  if (expression !== undefined) {
    if (file !== undefined) throw new UsageError("give a file or -e, not both");
    return expression;
  }
  if (file !== undefined && file !== "-") return readText(file);
  if (file === undefined && terminal.inputIsTerminal) {
    throw new UsageError("which query? Name a file, write -e '…', or pipe one in");
  }
  return terminal.readInput();
}

/** Collects `--arg` options. */
function addArgument(text: string, earlier: ReadonlyMap<string, string> | undefined): Map<string, string> {
  const separator = text.indexOf("=");
  if (separator <= 0) throw new UsageError(`--arg ${text}: write it as name=value`);
  const name = text.slice(0, separator);
  const json = text.slice(separator + 1);
  try {
    JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new UsageError(
      `--arg ${name}: the value is no JSON. A string: --arg '${name}=${JSON.stringify(json)}'`,
    );
  }
  return new Map(earlier).set(name, json);
}
