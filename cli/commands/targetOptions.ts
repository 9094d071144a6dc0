import { type Command, Option } from "commander";
import { query } from "../client/query.js";
import { readText } from "../client/readText.js";
import { updateSchema } from "../client/schema.js";
import { readSchemaDirectory } from "../client/schemaDirectory.js";
import { CommandFailure, UsageError } from "../output/failure.js";
import { connect } from "../target/connect.js";
import type { Target } from "../target/target.js";

/** Which database a command works on. */
export interface ServerOptions {
  readonly url?: string;
  readonly secret: string;
}

/** What a database in memory begins with. */
export interface SeedOptions {
  readonly schema?: string;
  readonly data?: readonly string[];
}

export function addServerOptions(command: Command): Command {
  return command
    .addOption(new Option("--url <url>", "a server; without it, a database in memory").env("COPPICE_URL"))
    .addOption(secretOption("the secret to use"))
    .hook("preAction", preferWritten);
}

/** What is written on the command line is meant; the environment only says which server, if one is meant. */
function preferWritten(command: Command): void {
  const { schema, data } = command.opts<SeedOptions>();
  const isServerImplied = command.getOptionValueSource("url") === "env";
  if (isServerImplied && (schema !== undefined || data !== undefined)) {
    command.setOptionValue("url", undefined);
  }
}

export function secretOption(description: string): Option {
  return new Option("--secret <secret>", description).env("COPPICE_SECRET").default("secret");
}

export function addSeedOptions(command: Command): Command {
  return command
    .option("--schema <directory>", "its .fsl files are the schema of the database in memory")
    .option("--data <files...>", "queries to run first, in the database in memory");
}

/** Opens the database that the options name, lets `use` work with it, and closes it. */
export async function withTarget<T>(
  options: ServerOptions & SeedOptions,
  use: (target: Target) => Promise<T>,
): Promise<T> {
  const { url, secret, schema, data } = options;
  if (url !== undefined && (schema !== undefined || data !== undefined)) {
    throw new UsageError(
      "--schema and --data are for a database in memory, --url names a server: " +
        "`coppice schema push` changes the schema of a server",
    );
  }
  const target = connect({ url, secret });
  try {
    if (schema !== undefined) {
      await updateSchema(target, await readSchemaDirectory(schema), { staged: false });
    }
    for (const path of data ?? []) await runFirst(target, path);
    return await use(target);
  } finally {
    await target.close();
  }
}

async function runFirst(target: Target, path: string): Promise<void> {
  const answer = await query(target, await readText(path), { format: "simple", typecheck: undefined });
  if (answer.kind === "failure") {
    throw new CommandFailure(`${path} failed\n${answer.summary || answer.message}`);
  }
}
