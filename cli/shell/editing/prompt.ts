import { isUnfinished } from "../../../grammar/index.js";
import { queryIn } from "../queryIn.js";
import {
  type Buffer,
  bufferOf,
  EMPTY,
  insert,
  lineBeside,
  lineEnd,
  lineStart,
  moveTo,
  newLine,
  nextCharacter,
  nextWord,
  previousCharacter,
  previousWord,
  replace,
  typed,
} from "./buffer.js";
import type { Key } from "./keys.js";
import { choose, type Menu, pressInMenu } from "./menu.js";
import { pressInSearch, type Search, startSearch } from "./search.js";

/** What a person is writing. */
export interface Prompt {
  readonly buffer: Buffer;
  /** Earlier queries, oldest first. */
  readonly history: readonly string[];
  /** Which of them is shown; their number where none is. */
  readonly place: number;
  /** What was written before the history was looked at. */
  readonly draft: string;
  readonly search: Search | undefined;
  readonly menu: Menu | undefined;
  /** What was cut last. */
  readonly cut: string;
}

/** What a key asks for beyond the text. */
export type Request =
  | "submit"
  | "leave"
  | "interrupt"
  | "clear"
  | "complete"
  /** The menu is open, and the word changed. */
  | "refine";

export interface Pressed {
  readonly prompt: Prompt;
  readonly request?: Request;
}

export function emptyPrompt(history: readonly string[]): Prompt {
  const place = history.length;
  return { buffer: EMPTY, history, place, draft: "", search: undefined, menu: undefined, cut: "" };
}

/** What the prompt is after a key. */
export function press(prompt: Prompt, key: Key): Pressed {
  if (prompt.search !== undefined) {
    const { search, chosen } = pressInSearch(prompt.search, prompt.history, key);
    const searched = { ...prompt, search };
    return { prompt: chosen === undefined ? searched : { ...searched, buffer: bufferOf(chosen) } };
  }
  if (prompt.menu !== undefined) {
    const step = pressInMenu(prompt.menu, key);
    if (step === "accept") return { prompt: { ...prompt, ...choose(prompt.buffer, prompt.menu) } };
    if (step === "close") return { prompt: { ...prompt, menu: undefined } };
    if (step !== "pass") return { prompt: { ...prompt, menu: step } };
    const passed = press({ ...prompt, menu: undefined }, key);
    const goesOn = key.name === "text" && /^[\p{L}\p{N}_]+$/u.test(key.text);
    return goesOn || key.name === "backspace" ? { ...passed, request: passed.request ?? "refine" } : passed;
  }
  return key.name === "letter" ? pressLetter(prompt, key) : pressKey(prompt, key);
}

function pressKey(prompt: Prompt, key: Key): Pressed {
  const { buffer } = prompt;
  const edited = (next: Buffer): Pressed => ({ prompt: { ...prompt, buffer: next } });
  const byWord = key.control || key.alt;
  switch (key.name) {
    case "text":
      return edited(typed(buffer, key.text));
    case "paste":
      return edited(insert(buffer, key.text));
    case "newline":
      return edited(newLine(buffer));
    case "enter":
      return key.alt || key.shift || goesOn(buffer) ? edited(newLine(buffer)) : { prompt, request: "submit" };
    case "tab":
      return { prompt, request: "complete" };
    case "backspace":
      return edited(
        replace(buffer, byWord ? previousWord(buffer) : previousCharacter(buffer), buffer.cursor, ""),
      );
    case "delete": {
      const end = byWord ? nextWord(buffer) : nextCharacter(buffer);
      return edited({ ...replace(buffer, buffer.cursor, end, ""), cursor: buffer.cursor });
    }
    case "left":
      return edited(moveTo(buffer, byWord ? previousWord(buffer) : previousCharacter(buffer)));
    case "right":
      return edited(moveTo(buffer, byWord ? nextWord(buffer) : nextCharacter(buffer)));
    case "home":
      return edited(moveTo(buffer, key.control ? 0 : lineStart(buffer)));
    case "end":
      return edited(moveTo(buffer, key.control ? buffer.text.length : lineEnd(buffer)));
    case "up":
    case "down": {
      const beside = lineBeside(buffer, key.name);
      return beside === undefined ? { prompt: recall(prompt, key.name === "up" ? -1 : 1) } : edited(beside);
    }
    case "escape":
    case "letter":
    case "other":
      return { prompt };
  }
}

/** The keys of readline, which hands know. */
function pressLetter(prompt: Prompt, key: Key): Pressed {
  const { buffer } = prompt;
  const edited = (next: Buffer): Pressed => ({ prompt: { ...prompt, buffer: next } });
  const cut = (start: number, end: number): Pressed => ({
    prompt: {
      ...prompt,
      buffer: { ...replace(buffer, start, end, ""), cursor: start },
      cut: buffer.text.slice(start, end),
    },
  });
  if (key.alt) {
    if (key.text === "b") return edited(moveTo(buffer, previousWord(buffer)));
    if (key.text === "f") return edited(moveTo(buffer, nextWord(buffer)));
    return key.text === "d" ? cut(buffer.cursor, nextWord(buffer)) : { prompt };
  }
  switch (key.text) {
    case "a":
      return edited(moveTo(buffer, lineStart(buffer)));
    case "e":
      return edited(moveTo(buffer, lineEnd(buffer)));
    case "b":
      return edited(moveTo(buffer, previousCharacter(buffer)));
    case "f":
      return edited(moveTo(buffer, nextCharacter(buffer)));
    case "p":
      return { prompt: recall(prompt, -1) };
    case "n":
      return { prompt: recall(prompt, 1) };
    case "k":
      return cut(buffer.cursor, Math.max(lineEnd(buffer), Math.min(buffer.cursor + 1, buffer.text.length)));
    case "u":
      return cut(lineStart(buffer), buffer.cursor);
    case "w":
      return cut(previousWord(buffer), buffer.cursor);
    case "y":
      return edited(insert(buffer, prompt.cut));
    case "r":
      return { prompt: { ...prompt, search: startSearch(prompt.history) } };
    case "l":
      return { prompt, request: "clear" };
    case "c":
      return { prompt, request: "interrupt" };
    case "d":
      if (buffer.text === "") return { prompt, request: "leave" };
      return edited({ ...replace(buffer, buffer.cursor, nextCharacter(buffer), ""), cursor: buffer.cursor });
    default:
      return { prompt };
  }
}

/** Shows an earlier or later query. */
function recall(prompt: Prompt, step: 1 | -1): Prompt {
  const { history, buffer } = prompt;
  const place = prompt.place + step;
  if (place < 0 || place > history.length) return prompt;
  const draft = prompt.place === history.length ? buffer.text : prompt.draft;
  return { ...prompt, place, draft, buffer: bufferOf(history[place] ?? draft) };
}

/** Enter runs what is complete. Two empty lines run anything: then its errors tell what is missing. */
function goesOn({ text }: Buffer): boolean {
  const query = queryIn(text)?.trimEnd();
  return query !== undefined && query !== "" && !/\n\s*\n\s*$/.test(text) && isUnfinished(query);
}
