import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Command } from "commander";
import { readText } from "../../client/readText.js";
import { pullSchema, type SchemaFiles } from "../../client/schema.js";
import { presentSchemaNames, writeSchemaFile } from "../../client/schemaDirectory.js";
import { type CommandContext, examples } from "../context.js";
import { withTarget } from "../targetOptions.js";
import { addDirectory, confirm, type SchemaOptions, schemaCommand } from "./options.js";

interface PullOptions extends SchemaOptions {
  readonly active?: boolean;
  readonly delete?: boolean;
  readonly yes?: boolean;
}

export function pull(context: CommandContext): Command {
  return addDirectory(schemaCommand("pull", "write the schema of a database to files"))
    .option("--active", "the schema that queries see, even where another one is staged")
    .option("--delete", "delete .fsl files that the database does not have")
    .option("-y, --yes", "do not ask before files are overwritten or deleted")
    .addHelpText("after", examples("coppice schema pull --url http://localhost:8443 --dir schema"))
    .action((options: PullOptions) => pullFiles(context, options));
}

async function pullFiles(context: CommandContext, options: PullOptions): Promise<void> {
  const { terminal } = context;
  const files = await withTarget(options, (target) => pullSchema(target, options.active !== true));
  const changes = await changesTo(options.dir, files, options.delete === true);
  for (const { kind, name } of changes) terminal.write(`${kind} ${name}\n`);
  if (changes.length === 0) {
    terminal.note(`${options.dir} is as the database says\n`);
    return;
  }
  if (changes.some(({ kind }) => kind !== "add")) {
    await confirm(context, `Change the files in ${options.dir}?`, options.yes);
  }
  for (const { kind, name } of changes) {
    if (kind === "delete") await rm(join(options.dir, name));
    else await writeSchemaFile(options.dir, name, files.get(name)!);
  }
}

interface Change {
  readonly kind: "add" | "overwrite" | "delete";
  readonly name: string;
}

async function changesTo(
  directory: string,
  files: SchemaFiles,
  deletes: boolean,
): Promise<readonly Change[]> {
  const present = await presentSchemaNames(directory);
  const changes: Change[] = [];
  for (const [name, text] of files) {
    if (!present.includes(name)) changes.push({ kind: "add", name });
    else if ((await readText(join(directory, name))) !== text) changes.push({ kind: "overwrite", name });
  }
  const gone = deletes ? present.filter((name) => !files.has(name)) : [];
  return [...changes, ...gone.map((name): Change => ({ kind: "delete", name }))];
}
