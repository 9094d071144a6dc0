import { skipBlockComment, skipLineComment } from "../fql/characters.js";

/**
 * Where the comments begin that belong to an item: those of the gap before it that end exactly where the next one,
 * or the item itself, starts. spec/02 §1.1
 */
export function docCommentStart(text: string, gapStart: number, itemStart: number): number {
  let runStart = itemStart;
  for (let position = gapStart; position < itemStart; ) {
    const end = commentEnd(text, position);
    if (end === undefined) {
      runStart = itemStart;
      position++;
    } else {
      if (runStart === itemStart) runStart = position;
      position = end;
    }
  }
  return runStart;
}

/** True if a comment stands between two items. */
export function holdsComment(text: string, gapStart: number, gapEnd: number): boolean {
  return text.slice(gapStart, gapEnd).includes("/");
}

function commentEnd(text: string, position: number): number | undefined {
  if (text.startsWith("//", position)) return skipLineComment(text, position);
  return text.startsWith("/*", position) ? skipBlockComment(text, position) : undefined;
}
