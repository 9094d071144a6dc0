import { type Buffer, moveTo, replace } from "./buffer.js";
import type { Key } from "./keys.js";

/** One thing that could stand at the cursor. */
export interface Completion {
  readonly label: string;
  /** A type or signature. */
  readonly detail: string;
  readonly text: string;
  /** Where the cursor stands in the text afterwards. */
  readonly cursor: number;
}

/** What could stand in place of the word at the cursor. */
export interface Menu {
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
  readonly selected: number;
}

/** The menu after a key; `pass` for keys that are none of its business. */
export function pressInMenu(menu: Menu, key: Key): Menu | "accept" | "close" | "pass" {
  const { items, selected } = menu;
  const step = (by: number): Menu => ({ ...menu, selected: (selected + by + items.length) % items.length });
  switch (key.name) {
    case "tab":
      return step(key.shift ? -1 : 1);
    case "down":
      return step(1);
    case "up":
      return step(-1);
    case "enter":
      return key.alt || key.shift ? "pass" : "accept";
    case "escape":
      return "close";
    default:
      return "pass";
  }
}

/** The text with the selected item in it. */
export function choose(buffer: Buffer, menu: Menu): { readonly buffer: Buffer; readonly menu: undefined } {
  const { start, end, items, selected } = menu;
  const item = items[selected]!;
  return { buffer: moveTo(replace(buffer, start, end, item.text), start + item.cursor), menu: undefined };
}

/** What happens on asking for completions: one is taken, several begin a menu with what they share. */
export function openMenu(
  buffer: Buffer,
  menu: Menu,
): { readonly buffer: Buffer; readonly menu: Menu | undefined } {
  const { start, end, items } = menu;
  if (items.length === 1) return choose(buffer, menu);
  const written = buffer.text.slice(start, end);
  const shared = sharedPrefix(items.map(({ label }) => label));
  if (!shared.startsWith(written) || shared.length === written.length) return { buffer, menu };
  return { buffer: replace(buffer, start, end, shared), menu: { ...menu, end: start + shared.length } };
}

function sharedPrefix(labels: readonly string[]): string {
  const [first = "", ...rest] = labels;
  let length = first.length;
  for (const label of rest) while (!label.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
