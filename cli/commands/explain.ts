import { type Command, Option } from "commander";
import { explain } from "../client/query.js";
import { type CommandContext, command, EXIT, examples } from "./context.js";
import { addQueryOptions, type QueryOptions, queryText } from "./queryOptions.js";
import {
  addSeedOptions,
  addServerOptions,
  type SeedOptions,
  type ServerOptions,
  withTarget,
} from "./targetOptions.js";

interface ExplainOptions extends QueryOptions, ServerOptions, SeedOptions {
  readonly json?: boolean;
  readonly mermaid?: boolean;
}

/** coppice explain: how a query reads its sets, and which index it misses. */
export function explainCommand(context: CommandContext): Command {
  const it = addQueryOptions(command("explain", "show how a query reads its sets, and leave nothing behind"))
    .option("--json", "print the plan as JSON, errors too")
    .addOption(new Option("--mermaid", "print the plan as a Mermaid flowchart").conflicts("json"));
  addSeedOptions(addServerOptions(it));
  return it
    .addHelpText(
      "after",
      examples(
        "coppice explain report.fql --schema schema --data seed.fql",
        `coppice explain -e 'Product.where(.price > 10).order(.name).take(3)' --url http://localhost:8443`,
        "coppice explain report.fql --mermaid > plan.mmd",
      ),
    )
    .action((file: string | undefined, options: ExplainOptions) => explainQuery(context, file, options));
}

async function explainQuery(
  context: CommandContext,
  file: string | undefined,
  options: ExplainOptions,
): Promise<void> {
  const { terminal } = context;
  const text = await queryText(context, file, options);
  // Read while the database opens.
  const printing = import("../output/printAnswer.js");
  const drawing = import("../output/printPlan.js");
  const answer = await withTarget(options, (target) =>
    explain(target, text, { format: "simple", typecheck: options.typecheck, arguments: options.arg }),
  );
  const { printAnswer, printJsonAnswer } = await printing;
  const { planMermaid, planText } = await drawing;
  if (options.json === true) printJsonAnswer(terminal, answer);
  else if (answer.kind === "failure") printAnswer(terminal, answer);
  else terminal.write(`${options.mermaid === true ? planMermaid(answer) : planText(answer)}\n`);
  if (answer.kind === "failure") context.exitWith(EXIT.failed);
}
