import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { Diagnostic, Parsed } from "../../grammar/index.js";
import { readSourceFiles } from "../client/sourceFiles.js";
import { UsageError } from "../output/failure.js";
import { type CommandContext, command, EXIT, examples } from "./context.js";

interface FormatOptions {
  readonly check?: boolean;
  readonly fsl?: boolean;
}

/** coppice fmt: one way to write FQL and FSL. */
export function fmt(context: CommandContext): Command {
  return command("fmt", "format FQL and FSL files")
    .argument(
      "[files...]",
      ".fql and .fsl files, or directories of them; - or nothing formats standard input",
    )
    .option("--check", "change nothing; end with 1 where a file is not formatted")
    .option("--fsl", "what comes in on standard input is FSL")
    .addHelpText(
      "after",
      examples("coppice fmt schema queries", "coppice fmt --check .", "coppice fmt - --fsl < main.fsl"),
    )
    .action((paths: readonly string[], options: FormatOptions) => formatFiles(context, paths, options));
}

async function formatFiles(
  context: CommandContext,
  paths: readonly string[],
  options: FormatOptions,
): Promise<void> {
  if (paths.length === 0 || (paths.length === 1 && paths[0] === "-")) {
    await formatInput(context, paths.length === 1, options);
    return;
  }
  const { terminal } = context;
  const { formatQuery, formatSchema } = await import("../../grammar/index.js");
  const { schema, queries } = await readSourceFiles(paths);
  const results = [
    ...[...schema].map(([path, text]) => ({ path, text, formatted: formatSchema(text, path) })),
    ...[...queries].map(([path, text]) => ({ path, text, formatted: formatQuery(text, path) })),
  ];
  const problems: Diagnostic[] = [];
  let changed = 0;
  for (const { path, text, formatted } of results) {
    if (!formatted.ok) problems.push(...formatted.diagnostics);
    else if (formatted.value !== text) {
      changed++;
      terminal.write(`${path}\n`);
      if (options.check !== true) await writeFile(path, formatted.value);
    }
  }
  await report(context, problems);
  const verb = options.check === true ? "would change" : "changed";
  terminal.note(`${verb} ${changed} of ${results.length} ${results.length === 1 ? "file" : "files"}\n`);
  if (options.check === true && changed > 0) context.exitWith(EXIT.failed);
}

async function formatInput(context: CommandContext, isNamed: boolean, options: FormatOptions): Promise<void> {
  const { terminal } = context;
  if (!isNamed && terminal.inputIsTerminal) throw new UsageError("name files to format, or pipe one in");
  const { formatQuery, formatSchema } = await import("../../grammar/index.js");
  const text = await terminal.readInput();
  const formatted: Parsed<string> = options.fsl === true ? formatSchema(text, "*schema*") : formatQuery(text);
  if (!formatted.ok) {
    await report(context, formatted.diagnostics);
    return;
  }
  if (options.check !== true) terminal.write(formatted.value);
  else if (formatted.value !== text) context.exitWith(EXIT.failed);
}

/** What does not parse cannot be formatted. */
async function report(context: CommandContext, problems: readonly Diagnostic[]): Promise<void> {
  if (problems.length === 0) return;
  const { renderDiagnostics } = await import("../../grammar/index.js");
  const { colorSummary } = await import("../output/colorSummary.js");
  const { terminal } = context;
  terminal.note(`${colorSummary(renderDiagnostics(problems), terminal.noteTheme)}\n`);
  context.exitWith(EXIT.failed);
}
