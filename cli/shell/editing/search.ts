import type { Key } from "./keys.js";

/** A search through earlier queries, newest first. */
export interface Search {
  readonly sought: string;
  /** Where in the history the match is; -1 if there is none. */
  readonly found: number;
}

export function startSearch(history: readonly string[]): Search {
  return { sought: "", found: history.length };
}

/** The search after a key, undefined where it ended; `chosen` is what it ended with. */
export function pressInSearch(
  search: Search,
  history: readonly string[],
  key: Key,
): { readonly search: Search | undefined; readonly chosen?: string } {
  const { sought, found } = search;
  const find = (text: string, from: number) => ({ sought: text, found: findBefore(history, text, from) });
  switch (key.name) {
    case "text":
    case "paste":
      return { search: find(sought + key.text, history.length) };
    case "backspace":
      return { search: find(sought.slice(0, -1), history.length) };
    case "letter":
      if (key.control && key.text === "r") {
        const older = find(sought, Math.max(found, 0));
        return { search: older.found < 0 ? search : older };
      }
      return key.control && (key.text === "g" || key.text === "c")
        ? { search: undefined }
        : { search: undefined, chosen: history[found] };
    case "escape":
      return { search: undefined };
    default:
      return { search: undefined, chosen: history[found] };
  }
}

function findBefore(history: readonly string[], text: string, before: number): number {
  if (text === "") return history.length;
  const sought = text.toLowerCase();
  for (let i = before - 1; i >= 0; i--) if (history[i]!.toLowerCase().includes(sought)) return i;
  return -1;
}
