import { writeFile } from "node:fs/promises";
import { type Command, Option } from "commander";
import type { DialectName } from "../../compiler/index.js";
import { pullSchema } from "../client/schema.js";
import { readSchemaPaths } from "../client/schemaDirectory.js";
import { UsageError } from "../output/failure.js";
import { type CommandContext, command, EXIT, examples } from "./context.js";
import { addServerOptions, type ServerOptions, withTarget } from "./targetOptions.js";

interface TypesOptions extends ServerOptions {
  readonly schema?: string;
  readonly for: DialectName;
  readonly out?: string;
}

/** coppice types: TypeScript for what queries give. */
export function types(context: CommandContext): Command {
  const it = command("types", "write TypeScript types for collections and functions")
    .option("--schema <directory>", "its .fsl files are the schema")
    .addOption(
      new Option("--for <package>", "whose `query<T>` they are for")
        .choices(["fauna", "coppice"])
        .default("fauna"),
    )
    .option("--out <file>", "write them to a file");
  return addServerOptions(it)
    .addHelpText(
      "after",
      examples(
        "coppice types --schema schema --out src/database.ts",
        "coppice types --for coppice --url http://localhost:8443",
        "client.query<Page<Customer>>(fql`Customer.all()`)   // in your application",
      ),
    )
    .action((options: TypesOptions) => writeTypes(context, options));
}

async function writeTypes(context: CommandContext, options: TypesOptions): Promise<void> {
  const { terminal } = context;
  const { schema: directory, url } = options;
  if ((directory === undefined) === (url === undefined)) {
    throw new UsageError("which schema? Name a directory with --schema, or a server with --url");
  }
  const files =
    directory === undefined
      ? await withTarget({ url, secret: options.secret }, (target) => pullSchema(target, false))
      : await readSchemaPaths(directory);
  const { checkSchema, parseSchemaFiles, typescriptDeclarations } = await import("../../compiler/index.js");
  const { library } = await import("../../runtime/index.js");
  const parsed = parseSchemaFiles(files);
  const checked = parsed.ok ? checkSchema(parsed.items, library, { typechecked: true }) : undefined;
  if (!parsed.ok || !checked?.ok) {
    const { reportText } = await import("../reporters/text.js");
    reportText(terminal, parsed.ok ? (checked?.ok === false ? checked.errors : []) : parsed.diagnostics);
    context.exitWith(EXIT.failed);
    return;
  }
  const text = typescriptDeclarations(parsed.items, checked, options.for);
  if (options.out === undefined) terminal.write(text);
  else await writeFile(options.out, text);
}
