import { isDisplay } from "./characters.js";
import { parseQuery } from "./parse.js";
import { scan } from "./scanner.js";
import * as T from "./tokens.js";

/** True for a text that fails to be a query only because it stops too early: more lines could complete it. */
export function isUnfinished(text: string): boolean {
  const parsed = parseQuery(text);
  if (parsed.ok) return false;
  const failedAt = parsed.diagnostics[0]!.span.start;
  return failedAt >= text.trimEnd().length || isUnclosed(text, failedAt);
}

/** True where the parse fails at a string or comment that nothing closes. */
function isUnclosed(text: string, failedAt: number): boolean {
  const tokens = scan(text);
  const last = tokens.at(-2);
  if (last === undefined || !last.is(T.Invalid)) return false;
  // No line that follows makes up for a character that may not stand there.
  for (let at = 0; at < last.image.length; at++) if (!isDisplay(last.image.charCodeAt(at))) return false;
  if (last.image.startsWith("<<")) return true;
  if (last.startOffset !== failedAt) return tokens.at(-3)?.is(T.InterpolationEnd) ?? false;
  return /^(["']|\/\*)/.test(last.image);
}
