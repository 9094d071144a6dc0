import type { Command } from "commander";
import { diffSchema, type StagedStatus, stagedStatus } from "../../client/schema.js";
import { presentSchemaNames, readSchemaDirectory } from "../../client/schemaDirectory.js";
import { type CommandContext, EXIT, examples } from "../context.js";
import { withTarget } from "../targetOptions.js";
import { addDirectory, type SchemaOptions, schemaCommand, wantsColor, writeDifference } from "./options.js";

interface StatusOptions extends SchemaOptions {
  readonly exitCode?: boolean;
}

const WORDS: Readonly<Record<StagedStatus["status"], string>> = {
  none: "nothing is staged",
  pending: "a staged schema is being built",
  ready: "a staged schema is ready to commit",
  failed: "a staged schema has failed",
};

export function status(context: CommandContext): Command {
  return addDirectory(schemaCommand("status", "tell what is staged, and whether the files differ"))
    .option("--exit-code", "end with 1 where something is staged or the files differ")
    .addHelpText("after", examples("coppice schema status --url http://localhost:8443"))
    .action((options: StatusOptions) => showStatus(context, options));
}

async function showStatus(context: CommandContext, options: StatusOptions): Promise<void> {
  const { terminal } = context;
  const color = wantsColor(terminal);
  const hasFiles = (await presentSchemaNames(options.dir)).length > 0;
  await withTarget(options, async (target) => {
    const found = await stagedStatus(target, { format: "summary", color });
    terminal.write(`${WORDS[found.status]}\n`);
    for (const text of [found.pendingSummary, found.diff]) if (text !== "") terminal.write(indented(text));
    let differs = false;
    if (hasFiles) {
      const files = await readSchemaDirectory(options.dir);
      const staged = found.status !== "none";
      const { diff } = await diffSchema(target, files, { staged, format: "summary", color });
      differs = diff !== "";
      terminal.write(differs ? `${options.dir} differs:\n` : `${options.dir} has `);
      writeDifference(terminal, differs ? indented(diff) : "");
    }
    const isOpen = found.status !== "none" || differs;
    if (options.exitCode === true && isOpen) context.exitWith(EXIT.failed);
  });
}

function indented(text: string): string {
  return `${text.trimEnd().replaceAll(/^/gm, "  ")}\n`;
}
