import { resolve, sep } from "node:path";
import { type Command, Option } from "commander";
import type { ProjectTexts } from "../../compiler/index.js";
import { pullSchema } from "../client/schema.js";
import { readSchemaPaths } from "../client/schemaDirectory.js";
import { readSourceFiles } from "../client/sourceFiles.js";
import { UsageError } from "../output/failure.js";
import type { Reporter } from "../reporters/reporter.js";
import { type CommandContext, EXIT } from "./context.js";
import { addServerOptions, type ServerOptions, withTarget } from "./targetOptions.js";

/** The files that `check` and `lint` look at, and how they tell what they find. */
export interface ProjectOptions extends ServerOptions {
  readonly schema?: string;
  readonly arg?: ReadonlyMap<string, string>;
  readonly json?: boolean;
  readonly github?: boolean;
}

export function addProjectOptions(command: Command): Command {
  command
    .argument("[files...]", ".fql and .fsl files, or directories of them")
    .option("--schema <directory>", "its .fsl files are the schema")
    .option(
      "--arg <name=Type>",
      "a name that the application gives its queries; may be repeated",
      addArgument,
    )
    .addOption(new Option("--json", "print the findings as JSON").conflicts("github"))
    .option("--github", "print the findings as annotations of a GitHub workflow");
  return addServerOptions(command);
}

/** Tells all findings; with some, the command ends with 1. */
export async function reportOn(
  context: CommandContext,
  paths: readonly string[],
  options: ProjectOptions,
  advice: boolean,
): Promise<void> {
  const project = await readProject(paths, options);
  const { lintProject } = await import("../../runtime/index.js");
  const findings = await lintProject(project, { advice });
  const report = await reporterOf(options);
  report(context.terminal, findings);
  if (findings.length > 0) context.exitWith(EXIT.failed);
}

async function reporterOf({ json, github }: ProjectOptions): Promise<Reporter> {
  if (json === true) return (await import("../reporters/json.js")).reportJson;
  if (github === true) return (await import("../reporters/github.js")).reportGithub;
  return (await import("../reporters/text.js")).reportText;
}

async function readProject(paths: readonly string[], options: ProjectOptions): Promise<ProjectTexts> {
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
    const named = new Set([...files.schema.keys()].map((path) => resolve(path)));
    for (const [path, text] of await readSchemaPaths(options.schema)) {
      if (!named.has(resolve(path))) schema.set(path, text);
    }
  }
  if (url !== undefined) {
    const pulled = await withTarget(options, (target) => pullSchema(target, false));
    // A file that is named is what its namesake on the server will be.
    const named = [...files.schema.keys()].map((path) => resolve(path).split(sep).join("/"));
    const isNamed = (name: string) => named.some((path) => path.endsWith(`/${name}`));
    for (const [name, text] of pulled) if (!isNamed(name)) schema.set(name, text);
  }
  return { schema, queries: files.queries, arguments: options.arg };
}

/** Collects `--arg` options. */
function addArgument(text: string, earlier: ReadonlyMap<string, string> | undefined): Map<string, string> {
  const separator = text.indexOf("=");
  if (separator <= 0) throw new UsageError(`--arg ${text}: write it as name=Type`);
  return new Map(earlier).set(text.slice(0, separator), text.slice(separator + 1));
}
