import { type Diagnostic, lineAndColumn, renderDiagnostic } from "../../grammar/index.js";
import type { Reporter } from "./reporter.js";

/** An array, one object for each finding. */
export const reportJson: Reporter = (terminal, findings) => {
  terminal.write(`${JSON.stringify(findings.map(findingJson), null, 2)}\n`);
};

function findingJson(finding: Diagnostic): object {
  const { severity, message, span } = finding;
  const place = lineAndColumn(span);
  const end = lineAndColumn({ ...span, start: span.end });
  return {
    severity,
    message,
    file: place === undefined ? undefined : span.source.name,
    line: place?.line,
    column: place?.column,
    endLine: end?.line,
    endColumn: end?.column,
    rendered: renderDiagnostic(finding),
  };
}
