import { type Diagnostic, lineAndColumn, renderDiagnostic } from "../../grammar/index.js";
import { colorSummary } from "../output/colorSummary.js";
import type { Reporter } from "./reporter.js";

/** Each finding with its place and excerpt, and how many there are. */
export const reportText: Reporter = (terminal, findings) => {
  const { writeTheme: theme } = terminal;
  for (const finding of findings) terminal.write(`${colorSummary(rendered(finding), theme)}\n\n`);
  const files = new Set(findings.map(({ span }) => span.source.name));
  terminal.note(
    findings.length === 0
      ? `${terminal.noteTheme("success", "no findings")}\n`
      : `${count(findings.length, "finding")} in ${count(files.size, "file")}\n`,
  );
};

/** Findings about several files stand in none. */
function rendered(finding: Diagnostic): string {
  const { severity, message, span } = finding;
  return lineAndColumn(span) === undefined ? `${severity}: ${message}` : renderDiagnostic(finding);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
