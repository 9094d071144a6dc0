import type { Command } from "commander";
import { type CommandContext, command, examples } from "./context.js";
import { addProjectOptions, type ProjectOptions, reportOn } from "./project.js";

/** coppice lint: what `check` finds, and if that is nothing, what would be slow. */
export function lint(context: CommandContext): Command {
  return addProjectOptions(command("lint", "check FQL and FSL files, and find indexes that they miss"))
    .addHelpText(
      "after",
      examples(
        "coppice lint --schema schema",
        "coppice lint queries --schema schema --arg email=String",
        "coppice lint queries --url http://localhost:8443    # against the schema of a server",
      ),
    )
    .action((paths: readonly string[], options: ProjectOptions) => reportOn(context, paths, options, true));
}
