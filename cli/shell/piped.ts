import { classifyText, isUnfinished } from "../../grammar/index.js";
import type { Terminal } from "../terminal/terminal.js";
import { isDotCommand, runDotCommand } from "./dotCommands.js";
import { queryIn } from "./queryIn.js";
import type { Session } from "./session.js";

/** Runs what is piped in: results on one side, errors on the other. True if all went well. */
export async function runPiped(session: Session, terminal: Terminal): Promise<boolean> {
  let ok = true;
  for (const text of splitQueries(await terminal.readInput())) {
    const outcome = isDotCommand(text) ? await runDotCommand(session, text) : await session.run(text);
    if (outcome.notes !== "") terminal.note(`${outcome.notes}\n`);
    if (outcome.ok) {
      if (outcome.text !== "") terminal.write(`${outcome.text}\n`);
    } else terminal.note(`${outcome.text}\n`);
    ok &&= outcome.ok;
    if ("action" in outcome && outcome.action === "exit") break;
  }
  return ok;
}

/**
 * The queries of a script. One ends where it is complete and the next line begins something new: not indented, not a
 * closing bracket, not a field or method of what was before.
 */
export function splitQueries(script: string): readonly string[] {
  const queries: string[] = [];
  let current: string[] = [];
  const end = (): void => {
    const text = current.join("\n").trim();
    if (classifyText(text).some((token) => token.class !== "comment")) queries.push(text);
    current = [];
  };
  for (const line of script.split(/\r?\n/)) {
    if (!goesOn(line) && !isUnfinished(queryIn(current.join("\n")) ?? "")) end();
    if (current.length === 0 && isDotCommand(line) && queryIn(line) === undefined) queries.push(line.trim());
    else current.push(line);
  }
  end();
  return queries;
}

function goesOn(line: string): boolean {
  return /^[\s)\]}]/.test(line) || (/^[.?]/.test(line) && !isDotCommand(line));
}
