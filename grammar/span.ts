/** A text that was parsed: its name as diagnostics show it, and the text, if it is still known. spec/01 §0 */
export interface Source {
  /** `*query*`, `*udf:name*`, a file name, … */
  readonly name: string;
  /** Undefined for sources whose text is never shown (`*predicate:…*`). */
  readonly text: string | undefined;
}

/** A half-open range of UTF-16 positions in a source. */
export interface Span {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
}

/** A name as it was written, and where. */
export interface Name {
  readonly text: string;
  readonly span: Span;
}

export function span(source: Source, start: number, end: number): Span {
  return { source, start, end };
}

/** The smallest span that covers both; both must be of one source. */
export function spanOver(first: Span, last: Span): Span {
  return { source: first.source, start: first.start, end: last.end };
}

/** The source of spans that point nowhere. Diagnostics there render as `at <no source>`. */
export const NO_SOURCE: Source = { name: "*null*", text: undefined };
export const NO_SPAN: Span = { source: NO_SOURCE, start: 0, end: 0 };

/** True where both spans point at the same place; sources compare by name. */
export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && a.source.name === b.source.name;
}

/** Orders spans by source name (names that start with `*` first), start, end. spec/01 §0 */
export function compareSpans(a: Span, b: Span): number {
  if (a.source.name !== b.source.name) {
    const aStarred = a.source.name.startsWith("*");
    const bStarred = b.source.name.startsWith("*");
    if (aStarred !== bStarred) return aStarred ? -1 : 1;
    return a.source.name < b.source.name ? -1 : 1;
  }
  return a.start - b.start || a.end - b.end;
}
