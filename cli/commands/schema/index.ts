import type { Command } from "commander";
import { type CommandContext, command } from "../context.js";
import { diff } from "./diff.js";
import { pull } from "./pull.js";
import { push } from "./push.js";
import { abandon, commit } from "./settle.js";
import { status } from "./status.js";

/** coppice schema …: FSL files to a database and back. spec/02 §12 */
export function schema(context: CommandContext): Command {
  const it = command("schema", "push, pull and compare schemas");
  for (const make of [push, pull, diff, status, commit, abandon]) it.addCommand(make(context));
  return it;
}
