import { join } from "node:path";
import type { Command } from "commander";
import type { Diagnostic } from "../../grammar/index.js";
import { pullSchema } from "../client/schema.js";
import { readSchemaDirectory } from "../client/schemaDirectory.js";
import { readSourceFiles } from "../client/sourceFiles.js";
import { UsageError } from "../output/failure.js";
import { type CommandContext, command, EXIT, examples } from "./context.js";
import { addServerOptions, type ServerOptions, withTarget } from "./targetOptions.js";

interface CheckOptions extends ServerOptions {
  readonly schema?: string;
  readonly arg?: ReadonlyMap<string, string>;
  readonly json?: boolean;
}

/** coppice check: types a project's queries and schema. */
export function check(context: CommandContext): Command {
  const it = command("check", "type-check FQL and FSL files")
    .argument("[files...]", ".fql and .fsl files, or directories of them")
    .option("--schema <directory>", "its .fsl files are the schema")
    .option(
      "--arg <name=Type>",
      "a name that the application gives its queries; may be repeated",
      addArgument,
    )
    .option("--json", "print the findings as JSON");
  return addServerOptions(it)
    .addHelpText(
      "after",
      examples(
        "coppice check --schema schema",
        "coppice check queries --schema schema --arg email=String",
        "coppice check queries --url http://localhost:8443    # against the schema of a server",
      ),
    )
    .action((paths: readonly string[], options: CheckOptions) => checkFiles(context, paths, options));
}

async function checkFiles(
  context: CommandContext,
  paths: readonly string[],
  options: CheckOptions,
): Promise<void> {
  const { url } = options;
  if (paths.length === 0 && options.schema === undefined) {
    throw new UsageError("name files to check, or a schema with --schema");
  }
  if (url !== undefined && options.schema !== undefined) {
    throw new UsageError("the schema comes from --schema or from --url, not from both");
  }
  const files = await readSourceFiles(paths);
  const schema = new Map<string, string>(files.schema);
  if (options.schema !== undefined) {
    for (const [name, text] of await readSchemaDirectory(options.schema)) {
      schema.set(join(options.schema, name), text);
    }
  }
  if (url !== undefined) {
    const pulled = await withTarget(options, (target) => pullSchema(target, false));
    for (const [name, text] of pulled) schema.set(name, text);
  }
  const findings = await findingsOf(schema, files.queries, options.arg);
  const { reportJson } = await import("../reporters/json.js");
  const { reportText } = await import("../reporters/text.js");
  (options.json === true ? reportJson : reportText)(context.terminal, findings);
  if (findings.length > 0) context.exitWith(EXIT.failed);
}

async function findingsOf(
  schema: ReadonlyMap<string, string>,
  queries: ReadonlyMap<string, string>,
  args: ReadonlyMap<string, string> | undefined,
): Promise<readonly Diagnostic[]> {
  const { checkProject } = await import("../../compiler/index.js");
  const { library } = await import("../../runtime/index.js");
  const findings = checkProject({ schema, queries, arguments: args }, library);
  return findings.length > 0 || schema.size === 0 ? findings : pushFindings(schema);
}

/** What else a database would refuse: names that are taken, limits. */
async function pushFindings(schema: ReadonlyMap<string, string>): Promise<readonly Diagnostic[]> {
  const { FqlError, open } = await import("../../runtime/index.js");
  const { NO_SPAN } = await import("../../grammar/index.js");
  const database = await open();
  try {
    await database.schema.push(Object.fromEntries(schema));
    return [];
  } catch (error) {
    if (!(error instanceof FqlError)) throw error;
    return [{ severity: "error", message: error.reason, span: NO_SPAN, hints: [] }];
  } finally {
    await database.close();
  }
}

/** Collects `--arg` options. */
function addArgument(text: string, earlier: ReadonlyMap<string, string> | undefined): Map<string, string> {
  const separator = text.indexOf("=");
  if (separator <= 0) throw new UsageError(`--arg ${text}: write it as name=Type`);
  return new Map(earlier).set(text.slice(0, separator), text.slice(separator + 1));
}
