import type { CodePointSet } from "./codePointSet.js";

/** What a pattern says, once flags, classes and case are resolved. spec/04 §12.1 */
export type RegexNode =
  /** One code point: `a`, `.`, `[a-z]`, `\d`. */
  | { readonly kind: "set"; readonly set: CodePointSet }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "alternatives"; readonly branches: readonly RegexNode[] }
  /** `a*`, `a{2,3}?`, `a++` */
  | {
      readonly kind: "repeat";
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "lazy" | "possessive";
    }
  /** `(a)`; groups count from 1. */
  | { readonly kind: "capture"; readonly group: number; readonly body: RegexNode }
  /** `(?>a)` */
  | { readonly kind: "atomic"; readonly body: RegexNode }
  /** `(?=a)`, `(?!a)` */
  | { readonly kind: "lookAhead"; readonly negative: boolean; readonly body: RegexNode }
  /** `(?<=a)`, `(?<!a)`: bodies of so many UTF-16 units. */
  | {
      readonly kind: "lookBehind";
      readonly negative: boolean;
      readonly body: RegexNode;
      readonly min: number;
      readonly max: number;
    }
  /** `\1`, `\k<name>` */
  | { readonly kind: "backReference"; readonly group: number; readonly folding: Folding }
  /** `\X`: a character as readers see it. */
  | { readonly kind: "grapheme" }
  | { readonly kind: "assertion"; readonly assertion: Assertion };

/** How letters compare: exactly, ASCII letters without case, or all without case. */
export type Folding = "none" | "ascii" | "unicode";

export type Assertion =
  /** `^`, `\A` */
  | "start"
  /** `\z` */
  | "end"
  /** `$`, `\Z`: the end, or before a last line terminator */
  | "lastLineEnd"
  /** The same where only `\n` ends lines. */
  | "unixLastLineEnd"
  /** `^` and `$` under `m` */
  | "lineStart"
  | "lineEnd"
  | "unixLineStart"
  | "unixLineEnd"
  /** `\b`, `\B` */
  | "wordBoundary"
  | "noWordBoundary"
  /** The same under `U`. */
  | "unicodeWordBoundary"
  | "noUnicodeWordBoundary"
  /** `\b{g}` */
  | "graphemeBoundary"
  /** `\G`: where the match before ended */
  | "lastMatchEnd";
