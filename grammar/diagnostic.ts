import type { Span } from "./span.js";

/** The first word of a rendered diagnostic. spec/01 §12, spec/08 §7 */
export type Severity = "error" | "warning" | "info" | "performance_hint";
/** `frame` is a further place of a trace and prints no first line; `trace` is the frame that starts one. spec/08 §7.4 */
export type HintKind = "hint" | "performance_hint" | "cause" | "trace" | "frame";

/** An edit that a hint proposes: an empty span inserts, an empty replacement removes. */
export interface Suggestion {
  readonly replacement: string;
}

export interface Hint {
  readonly kind: HintKind;
  readonly message: string;
  readonly span: Span;
  readonly annotation?: string;
  readonly suggestion?: Suggestion;
}

/** Something to tell a person about a text. Errors are data: rendering happens at the edge (`renderDiagnostic`). */
export interface Diagnostic {
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** Words behind the carets. */
  readonly annotation?: string;
  readonly hints: readonly Hint[];
}

/** What a parser returns: a tree, or why there is none; with `recover`, a tree beside its diagnostics. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export function syntaxError(
  message: string,
  span: Span,
  annotation?: string,
  hints: readonly Hint[] = [],
): Diagnostic {
  return { severity: "error", message, span, annotation, hints };
}
