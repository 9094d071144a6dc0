import type { RegexNode } from "./syntax.js";

/** How many code points something matches, at least and at most. */
export interface Length {
  readonly min: number;
  readonly max: number;
}

export function lengthOf(node: RegexNode): Length {
  switch (node.kind) {
    case "set":
      return { min: 1, max: 1 };
    case "sequence":
      return node.items.map(lengthOf).reduce(sum, { min: 0, max: 0 });
    case "alternatives": {
      const lengths = node.branches.map(lengthOf);
      return {
        min: Math.min(...lengths.map((each) => each.min)),
        max: Math.max(...lengths.map((each) => each.max)),
      };
    }
    case "repeat": {
      const { min, max } = lengthOf(node.body);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
    case "capture":
    case "atomic":
      return lengthOf(node.body);
    case "lookAhead":
    case "lookBehind":
    case "assertion":
      return { min: 0, max: 0 };
    case "backReference":
      return { min: 0, max: Infinity };
    case "grapheme":
      return { min: 1, max: Infinity };
  }
}

function sum(a: Length, b: Length): Length {
  return { min: a.min + b.min, max: a.max + b.max };
}
