import {
  type Diagnostic,
  lineAndColumn,
  renderDiagnostic,
  type Span,
  sameSpan,
} from "../../../grammar/index.js";
import type { Emission } from "../../call/index.js";
import type { Account } from "../../queryRequest.js";

/**
 * The text of `summary`: warnings, the errors of a failed query, logs, then performance hints, each distinct one once.
 * spec/08 §7
 */
export function summaryText(account: Account, errors: readonly Diagnostic[]): string {
  if (account.warnings.length + account.emissions.length + errors.length === 0) return "";
  const isVisible = visibility(account);
  const warnings = account.warnings.filter(({ span }) => isVisible(span));
  warnings.sort((a, b) => a.span.start - b.span.start);
  const emissions = account.emissions.filter((emission) => isVisible(emissionSpan(emission)));
  const hints = distinct(emissions.flatMap((emission) => (isHint(emission) ? [emission.diagnostic] : [])));
  return [
    ...warnings.map(renderDiagnostic),
    ...errors.filter(({ span }) => isVisible(span) || span.source.text === undefined).map(renderDiagnostic),
    ...emissions.filter((emission) => !isHint(emission)).map(emissionText),
    ...hints.map(renderDiagnostic),
  ].join("\n\n");
}

/** What a caller may be shown: of those without privileges, only their own query. spec/08 §7.7 */
export function visibility({ seesAll }: Account): (span: Span) => boolean {
  return (span) => seesAll || span.source.name === "*query*";
}

type DiagnosticEmission = Extract<Emission, { readonly kind: "diagnostic" }>;

function isHint(emission: Emission): emission is DiagnosticEmission {
  return emission.kind === "diagnostic" && emission.diagnostic.severity === "performance_hint";
}

function emissionSpan(emission: Emission): Span {
  return emission.kind === "log" ? emission.span : emission.diagnostic.span;
}

/** `info at *query*:1: n 2` */
function emissionText(emission: Emission): string {
  if (emission.kind === "diagnostic") return renderDiagnostic(emission.diagnostic);
  const line = lineAndColumn(emission.span)?.line ?? 0;
  return `info at ${emission.span.source.name}:${line}: ${emission.text}`;
}

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return diagnostics.filter(
    (each, i) =>
      diagnostics.findIndex((other) => other.message === each.message && sameSpan(other.span, each.span)) ===
      i,
  );
}
