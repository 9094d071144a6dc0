import type { Command } from "commander";
import { diffSchema, updateSchema } from "../../client/schema.js";
import { readSchemaDirectory } from "../../client/schemaDirectory.js";
import { type CommandContext, examples } from "../context.js";
import { withTarget } from "../targetOptions.js";
import {
  addDirectory,
  confirm,
  type SchemaOptions,
  schemaCommand,
  wantsColor,
  writeDifference,
} from "./options.js";

interface PushOptions extends SchemaOptions {
  readonly staged?: boolean;
  readonly yes?: boolean;
}

export function push(context: CommandContext): Command {
  return addDirectory(schemaCommand("push", "make the schema of a database what the files say"))
    .option("--staged", "without effect until `coppice schema commit`, while indexes are built")
    .option("-y, --yes", "do not ask")
    .addHelpText(
      "after",
      examples(
        "coppice schema push --url http://localhost:8443",
        "coppice schema push --dir fsl --staged --yes",
      ),
    )
    .action((options: PushOptions) => pushFiles(context, options));
}

async function pushFiles(context: CommandContext, options: PushOptions): Promise<void> {
  const { terminal } = context;
  const staged = options.staged === true;
  const files = await readSchemaDirectory(options.dir);
  await withTarget(options, async (target) => {
    const format = "semantic";
    const { version, diff } = await diffSchema(target, files, {
      staged,
      format,
      color: wantsColor(terminal),
    });
    writeDifference(terminal, diff);
    if (diff !== "") await confirm(context, `Push this to ${target.name}?`, options.yes);
    await updateSchema(target, files, { staged, version });
    terminal.note(
      staged
        ? `staged on ${target.name}: \`coppice schema status\` tells when it is ready to commit\n`
        : `pushed ${files.size} ${files.size === 1 ? "file" : "files"} to ${target.name}\n`,
    );
  });
}
