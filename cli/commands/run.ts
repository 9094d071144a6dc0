import type { Command } from "commander";
import { query } from "../client/query.js";
import { type CommandContext, command, EXIT, examples } from "./context.js";
import { addQueryOptions, type QueryOptions, queryText } from "./queryOptions.js";
import {
  addSeedOptions,
  addServerOptions,
  type SeedOptions,
  type ServerOptions,
  withTarget,
} from "./targetOptions.js";

interface RunOptions extends QueryOptions, ServerOptions, SeedOptions {
  readonly json?: boolean;
  readonly hints?: boolean;
}

/** coppice run: one query, as one transaction. */
export function run(context: CommandContext): Command {
  const it = addQueryOptions(command("run", "run a query and print its result"))
    .option("--json", "print the result as JSON, errors too")
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
  const text = await queryText(context, file, options);
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
