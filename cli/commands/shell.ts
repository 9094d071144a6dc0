import type { Command } from "commander";
import type { Target } from "../target/target.js";
import { type CommandContext, command, EXIT, examples } from "./context.js";
import {
  addSeedOptions,
  addServerOptions,
  type SeedOptions,
  type ServerOptions,
  withTarget,
} from "./targetOptions.js";

interface ShellOptions extends ServerOptions, SeedOptions {}

/** coppice shell: a conversation with a database. */
export function shell(context: CommandContext): Command {
  return addSeedOptions(addServerOptions(command("shell", "talk with a database")))
    .addHelpText(
      "after",
      examples(
        "coppice shell",
        "coppice shell --schema schema --data seed.fql",
        "coppice shell --url http://localhost:8443",
        "coppice shell < script.fql      # each query of the script is a transaction",
      ),
    )
    .action((options: ShellOptions) => withTarget(options, (target) => talk(context, target, options)));
}

async function talk(context: CommandContext, target: Target, { schema }: ShellOptions): Promise<void> {
  const { terminal } = context;
  if (terminal.isInteractive) {
    const { startShell } = await import("../shell/startShell.js");
    return startShell(terminal, target, schema);
  }
  const { runPiped } = await import("../shell/piped.js");
  const { Session } = await import("../shell/session.js");
  if (!(await runPiped(new Session(target, terminal.writeTheme), terminal))) context.exitWith(EXIT.failed);
}
