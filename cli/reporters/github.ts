import { type Diagnostic, lineAndColumn, renderDiagnostic } from "../../grammar/index.js";
import type { Reporter } from "./reporter.js";

/**
 * Workflow commands, which GitHub shows as annotations of the lines that they name.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const reportGithub: Reporter = (terminal, findings) => {
  for (const finding of findings) terminal.write(`${annotation(finding)}\n`);
};

function annotation(finding: Diagnostic): string {
  const { severity, message, span } = finding;
  const level = severity === "error" || severity === "warning" ? severity : "notice";
  const place = lineAndColumn(span);
  if (place === undefined) return `::${level}::${escaped(message)}`;
  const end = lineAndColumn({ ...span, start: span.end }) ?? place;
  const properties = {
    file: span.source.name,
    line: place.line,
    endLine: end.line,
    col: place.column,
    // Columns are taken for those of one line.
    ...(end.line === place.line ? { endColumn: end.column } : {}),
    title: message,
  };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(String(value))}`);
  return `::${level} ${list.join(",")}::${escaped(renderDiagnostic(finding))}`;
}

function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
