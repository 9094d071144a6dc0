import { type Command, Option } from "commander";
import { type DiffFormat, diffSchema } from "../../client/schema.js";
import { readSchemaDirectory } from "../../client/schemaDirectory.js";
import { type CommandContext, EXIT, examples } from "../context.js";
import { withTarget } from "../targetOptions.js";
import { addDirectory, type SchemaOptions, schemaCommand, wantsColor, writeDifference } from "./options.js";

interface DiffOptions extends SchemaOptions {
  readonly staged?: boolean;
  readonly format: DiffFormat;
  readonly exitCode?: boolean;
}

export function diff(context: CommandContext): Command {
  return addDirectory(schemaCommand("diff", "tell what pushing the files would change"))
    .option("--staged", "compare with the staged schema")
    .addOption(
      new Option("--format <format>", "how it is told")
        .choices(["semantic", "summary", "textual"])
        .default("semantic"),
    )
    .option("--exit-code", "end with 1 where there are changes")
    .addHelpText("after", examples("coppice schema diff --url http://localhost:8443 --exit-code"))
    .action((options: DiffOptions) => showDifference(context, options));
}

async function showDifference(context: CommandContext, options: DiffOptions): Promise<void> {
  const { terminal } = context;
  const files = await readSchemaDirectory(options.dir);
  const settings = {
    staged: options.staged === true,
    format: options.format,
    color: wantsColor(terminal),
  };
  const found = await withTarget(options, (target) => diffSchema(target, files, settings));
  writeDifference(terminal, found.diff);
  if (options.exitCode === true && found.diff !== "") context.exitWith(EXIT.failed);
}
