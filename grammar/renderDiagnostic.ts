import type { Diagnostic, Hint, Suggestion } from "./diagnostic.js";
import type { Span } from "./span.js";

/** The diagnostics of one response as one text: joined by an empty line. spec/01 §12, spec/08 §7 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(renderDiagnostic).join("\n\n");
}

/** A diagnostic with its place, excerpt and hints, without a final line break. spec/01 §12, spec/08 §7 */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const main = locate(diagnostic.span);
  const rows = [heading(diagnostic.severity, diagnostic.message), place(diagnostic.span)];
  if (main !== undefined) rows.push(excerpt(main, "^", diagnostic.annotation));
  for (const hint of diagnostic.hints) rows.push(...renderHint(hint, diagnostic.span, main));
  return rows.join("\n");
}

/** Where a span starts, as people count: from 1. Undefined where the source's text is not known. */
export function lineAndColumn(span: Span): { readonly line: number; readonly column: number } | undefined {
  const location = locate(span);
  return location && { line: location.lineIndex + 1, column: location.column + 1 };
}

function renderHint(hint: Hint, mainSpan: Span, main: Location | undefined): string[] {
  const rows = hint.kind === "frame" ? [] : [heading(hint.kind, hint.message)];
  const { span, underline } = applySuggestion(hint.span, hint.suggestion);
  const location = locate(span);
  const besideMain =
    span.source.name === mainSpan.source.name &&
    location !== undefined &&
    location.lineIndex === main?.lineIndex;
  if (!besideMain) rows.push(place(span));
  if (location !== undefined) rows.push(excerpt(location, underline, hint.annotation));
  return rows;
}

function heading(name: string, message: string): string {
  return message === "" ? `${name}:` : `${name}: ${message}`;
}

function place(span: Span): string {
  const start = lineAndColumn(span);
  if (start === undefined) return "at <no source>";
  const prefix = span.source.name === "*null*" ? "" : `${span.source.name}:`;
  return `at ${prefix}${start.line}:${start.column}`;
}

/** The source as a suggestion would leave it, and the part of it to underline. */
function applySuggestion(span: Span, suggestion: Suggestion | undefined): { span: Span; underline: string } {
  const { name, text } = span.source;
  if (suggestion === undefined || text === undefined) return { span, underline: "^" };
  const { replacement } = suggestion;
  if (replacement === "") return { span, underline: "-" };
  const edited = text.slice(0, span.start) + replacement + text.slice(span.end);
  return {
    span: { source: { name, text: edited }, start: span.start, end: span.start + replacement.length },
    underline: span.start === span.end ? "+" : "~",
  };
}

/** A span found in the lines of its source, with numbers from 0. */
interface Location {
  /** Each with its line break; the text ends before its trailing white space. */
  readonly lines: readonly string[];
  readonly lineIndex: number;
  readonly column: number;
  readonly length: number;
}

function locate(span: Span): Location | undefined {
  if (span.source.text === undefined) return undefined;
  const text = span.source.text.trimEnd();
  const before = text.slice(0, span.start);
  return {
    lines: (text || " ").split(/(?<=\n)/),
    lineIndex: before.split("\n").length - 1,
    column: before.length - (before.lastIndexOf("\n") + 1),
    length: span.end - span.start,
  };
}

/** One row of an excerpt; prefix and gutter are padded to the widest. */
interface Row {
  readonly prefix: string;
  readonly gutter: string;
  readonly text: string;
}

function excerpt(location: Location, underline: string, annotation: string | undefined): string {
  const { lines, lineIndex, column, length } = location;
  const line = lines[lineIndex]!;
  const isSingleLine = column + length <= line.length || lineIndex === lines.length - 1;
  const blank = row("| ", "", "");
  const rows = [blank, row(`${lineIndex + 1} | `, "", line)];
  if (isSingleLine) {
    const label = annotation === undefined ? "" : ` ${annotation}`;
    rows.push(row("| ", "", " ".repeat(column) + underline.repeat(length) + label));
  } else {
    rows.push(...bracket(location, underline));
  }
  return layOut([...rows, blank]);
}

/** The rows below the first line of a span of several lines. */
function bracket({ lines, lineIndex, column, length }: Location, underline: string): Row[] {
  const rows = [row("| ", " _", "_".repeat(column) + underline)];
  let remaining = length - (lines[lineIndex]!.length - column);
  for (let index = lineIndex + 1; index < lines.length; index++) {
    const line = lines[index]!;
    rows.push(row(`${index + 1} | `, "| ", line));
    if (remaining <= line.length || index === lines.length - 1) {
      rows.push(row("| ", "|_", `${"_".repeat(remaining - 1)}^`));
      break;
    }
    remaining -= line.length;
  }
  return rows;
}

function row(prefix: string, gutter: string, text: string): Row {
  return { prefix, gutter, text };
}

/** Placeholders of a template start with U+0000 and show as `<value>`. */
function layOut(rows: readonly Row[]): string {
  const prefixWidth = Math.max(...rows.map((it) => it.prefix.length));
  const gutterWidth = Math.max(...rows.map((it) => it.gutter.length));
  return rows
    .map((it) => (it.prefix.padStart(prefixWidth) + it.gutter.padStart(gutterWidth) + it.text).trimEnd())
    .join("\n")
    .replaceAll("\u0000", "<");
}
