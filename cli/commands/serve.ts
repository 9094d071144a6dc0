import { type Command, InvalidArgumentError } from "commander";
import { readText } from "../client/readText.js";
import { readSchemaDirectory } from "../client/schemaDirectory.js";
import { startServer } from "../server/startServer.js";
import { type CommandContext, command, examples } from "./context.js";
import { addSeedOptions, type SeedOptions, secretOption } from "./targetOptions.js";

interface ServeOptions extends SeedOptions {
  readonly port: number;
  readonly host?: string;
  readonly secret: string;
  readonly store?: string;
}

const DEFAULT_PORT = 8443;
const MAX_PORT = 65_535;

/** coppice serve: the HTTP API, for drivers and other commands. */
export function serve(context: CommandContext): Command {
  const it = command("serve", "serve a database over HTTP/1.1 and HTTP/2, on one port")
    .option("--port <number>", "0 takes any free one", readPort, DEFAULT_PORT)
    .option("--host <name>", "the address to listen on; all of this machine if none is given")
    .option("--store <directory>", "keeps the database there, durably; in memory if none is given")
    .addOption(secretOption("the secret of the root database"));
  return addSeedOptions(it)
    .addHelpText(
      "after",
      examples(
        "coppice serve",
        "coppice serve --port 8443 --schema schema --data seed.fql",
        "coppice serve --store ./data",
        `new Client({ endpoint: new URL("http://localhost:8443"), secret: "secret" })   // in your application`,
      ),
    )
    .action((options: ServeOptions) => serveUntilStopped(context, options));
}

async function serveUntilStopped({ terminal }: CommandContext, options: ServeOptions): Promise<void> {
  const { port, host, secret, store, schema, data = [] } = options;
  const server = await startServer({
    port,
    host,
    secret,
    store,
    schema: schema === undefined ? undefined : Object.fromEntries(await readSchemaDirectory(schema)),
    data: await Promise.all(data.map(async (path) => ({ path, text: await readText(path) }))),
  });
  const { noteTheme: theme } = terminal;
  const place = store === undefined ? "in memory" : `kept in ${store}`;
  terminal.note(
    `Coppice listens on ${theme("strong", server.url)}, ${place}. ${theme("dim", "Ctrl+C stops it.")}\n`,
  );
  await stopSignal();
  await server.close();
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > MAX_PORT)
    throw new InvalidArgumentError(`A port is a number up to ${MAX_PORT}.`);
  return port;
}
