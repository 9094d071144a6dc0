/** The part of a text to edit: a span, or any range. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Replaces a part of a text as a person would. What is removed takes the white space around it along; what has
 * several lines is indented like the place it goes to. spec/01 §12, "Editing by span"
 */
export function editSpan(text: string, { start, end }: TextRange, replacement: string): string {
  if (replacement === "") return removeSpan(text, start, end);
  const indentation = /\n([ \t]*)$/.exec(text.slice(0, start))?.[1] ?? "";
  return text.slice(0, start) + replacement.replace(/\n(?=.*\S)/g, `\n${indentation}`) + text.slice(end);
}

/** As `editSpan`, where the part is a whole member or statement: its `;` goes too if the new text is complete. */
export function editLine(text: string, range: TextRange, replacement: string): string {
  const isComplete = replacement === "" || replacement.endsWith(";");
  const semicolon = isComplete ? /^ *;/.exec(text.slice(range.end)) : null;
  const end = range.end + (semicolon?.[0].length ?? 0);
  return editSpan(text, { start: range.start, end }, replacement);
}

function removeSpan(text: string, start: number, end: number): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const isLastOnLine = /^[ \t]*(\n|$)/.test(after);
  return isLastOnLine ? before.trimEnd() + after : before + after.trimStart();
}
