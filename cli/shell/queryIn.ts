/** Commands whose argument is a query. */
const QUERY_COMMAND = /^\.explain(?=\s)/;

/**
 * The query in what was written, at its place there: a command before it is blanked out. Undefined where a command takes
 * none.
 */
export function queryIn(text: string): string | undefined {
  const [command] = QUERY_COMMAND.exec(text) ?? [];
  if (command !== undefined) return " ".repeat(command.length) + text.slice(command.length);
  return /^\.\w/.test(text) ? undefined : text;
}
