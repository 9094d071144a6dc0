import type { Command } from "commander";
import { type CommandContext, command, examples } from "./context.js";
import { addProjectOptions, type ProjectOptions, reportOn } from "./project.js";

/** coppice check: types a project's queries and schema. */
export function check(context: CommandContext): Command {
  return addProjectOptions(command("check", "type-check FQL and FSL files"))
    .addHelpText(
      "after",
      examples(
        "coppice check --schema schema",
        "coppice check queries --schema schema --arg email=String",
        "coppice check queries --url http://localhost:8443    # against the schema of a server",
      ),
    )
    .action((paths: readonly string[], options: ProjectOptions) => reportOn(context, paths, options, false));
}
