import type { Command } from "commander";
import { settleStaged, stagedStatus } from "../../client/schema.js";
import { type CommandContext, examples } from "../context.js";
import { type ServerOptions, withTarget } from "../targetOptions.js";
import { confirm, schemaCommand, wantsColor, writeDifference } from "./options.js";

interface SettleOptions extends ServerOptions {
  readonly yes?: boolean;
}

export function commit(context: CommandContext): Command {
  return settling(context, "commit", "let queries see the staged schema");
}

export function abandon(context: CommandContext): Command {
  return settling(context, "abandon", "drop the staged schema");
}

function settling(context: CommandContext, action: "commit" | "abandon", description: string): Command {
  return schemaCommand(action, description)
    .option("-y, --yes", "do not ask")
    .addHelpText("after", examples(`coppice schema ${action} --url http://localhost:8443 --yes`))
    .action((options: SettleOptions) => settle(context, action, options));
}

async function settle(
  context: CommandContext,
  action: "commit" | "abandon",
  options: SettleOptions,
): Promise<void> {
  const { terminal } = context;
  await withTarget(options, async (target) => {
    const format = "semantic";
    const { version, status, diff } = await stagedStatus(target, { format, color: wantsColor(terminal) });
    if (status !== "none") {
      writeDifference(terminal, diff);
      const verb = action === "commit" ? "Commit" : "Abandon";
      await confirm(context, `${verb} this staged schema of ${target.name}?`, options.yes);
    }
    await settleStaged(target, action, version);
    terminal.note(action === "commit" ? "committed\n" : "abandoned\n");
  });
}
