import type { Command } from "commander";
import { query } from "../client/query.js";
import { readText } from "../client/readText.js";
import { UsageError } from "../output/failure.js";
import { type CommandContext, command, EXIT, examples } from "./context.js";
import {
  addSeedOptions,
  addServerOptions,
  type SeedOptions,
  type ServerOptions,
  withTarget,
} from "./targetOptions.js";

interface RunOptions extends ServerOptions, SeedOptions {
  readonly expression?: string;
  readonly arg?: ReadonlyMap<string, string>;
  readonly json?: boolean;
  readonly typecheck?: boolean;
  readonly hints?: boolean;
}

/** coppice run: one query, as one transaction. */
export function run(context: CommandContext): Command {
  const it = command("run", "run a query and print its result")
    .argument("[file]", "the query; - or nothing reads standard input")
    .option("-e, --expression <query>", "the query itself")
    .option("--arg <name=value>", "a value that the query can name, as JSON; may be repeated", addArgument)
    .option("--json", "print the result as JSON, errors too")
    .option("--typecheck", "check types first, whatever the database says")
    .option("--no-typecheck", "do not check types first")
    .option("--hints", "tell what makes the query slow");
  addSeedOptions(addServerOptions(it));
  return it
    .addHelpText(
      "after",
      examples(
        "coppice run -e '1 + 1'",
        "coppice run report.fql --schema schema --data seed.fql",
        `coppice run -e 'Customer.byEmail(email).first()' --arg 'email="alice@example.com"' --url http://localhost:8443`,
        "echo 'Product.all().count()' | coppice run --json",
      ),
    )
    .action((file: string | undefined, options: RunOptions) => runQuery(context, file, options));
}

async function runQuery(
  context: CommandContext,
  file: string | undefined,
  options: RunOptions,
): Promise<void> {
  const { terminal } = context;
  const text = await queryText(context, file, options.expression);
  // Read while the database opens.
  const printing = import("../output/printAnswer.js");
  const answer = await withTarget(options, (target) =>
    query(target, text, {
      format: options.json === true ? "simple" : "decorated",
      typecheck: options.typecheck,
      performanceHints: options.hints,
      arguments: options.arg,
    }),
  );
  const { printAnswer, printJsonAnswer } = await printing;
  (options.json === true ? printJsonAnswer : printAnswer)(terminal, answer);
  if (answer.kind === "failure") context.exitWith(EXIT.failed);
}

async function queryText(
  { terminal }: CommandContext,
  file: string | undefined,
  expression: string | undefined,
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
