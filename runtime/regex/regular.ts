import { type CodePointSet, rangesOf } from "./codePointSet.js";
import { lengthOf } from "./length.js";
import type { RegexNode } from "./syntax.js";

/** The engine for regular patterns refuses to count further. */
const MAX_COUNT = 1000;

/**
 * The pattern in the syntax of re2js, whose time is linear in the text; undefined where it is not regular, or where
 * that engine would match otherwise. Only sets, groups and counts are written, so no dialect can differ. engine §13
 */
export function regularPattern(root: RegexNode): string | undefined {
  return isRegular(root, 1) ? write(root) : undefined;
}

/** `copies`: how many times counts multiply the node. */
function isRegular(node: RegexNode, copies: number): boolean {
  switch (node.kind) {
    case "set":
      return true;
    case "sequence":
      return node.items.every((item) => isRegular(item, copies));
    case "alternatives":
      return node.branches.every((branch) => isRegular(branch, copies));
    case "capture":
      return isRegular(node.body, copies);
    case "repeat": {
      const counted = Math.max(node.min, Number.isFinite(node.max) ? node.max : 1, 1);
      // Engines differ in how loops end that match nothing.
      const endless = node.max > 1 && lengthOf(node.body).min === 0;
      return (
        node.mode !== "possessive" &&
        !endless &&
        counted * copies <= MAX_COUNT &&
        isRegular(node.body, counted * copies)
      );
    }
    case "assertion":
      return node.assertion === "start" || node.assertion === "end";
    case "atomic":
    case "lookAhead":
    case "lookBehind":
    case "backReference":
    case "grapheme":
      return false;
  }
}

function write(node: RegexNode): string {
  switch (node.kind) {
    case "set":
      return writeSet(node.set);
    case "sequence":
      return node.items.map(write).join("");
    case "alternatives":
      return `(?:${node.branches.map(write).join("|")})`;
    case "capture":
      return `(?:${write(node.body)})`;
    case "repeat":
      return `(?:${write(node.body)})${writeCount(node.min, node.max)}${node.mode === "lazy" ? "?" : ""}`;
    case "assertion":
      return node.assertion === "start" ? "\\A" : "\\z";
    default:
      throw new Error(`${node.kind} is not regular`);
  }
}

/** No code point at all is in the empty set. */
function writeSet(set: CodePointSet): string {
  if (set.length === 0) return "[^\\x{0}-\\x{10ffff}]";
  return `[${rangesOf(set)
    .map(([first, last]) => `\\x{${first.toString(16)}}-\\x{${last.toString(16)}}`)
    .join("")}]`;
}

function writeCount(min: number, max: number): string {
  if (min === 0 && max === 1) return "?";
  if (max === Infinity) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  return `{${min},${max}}`;
}
