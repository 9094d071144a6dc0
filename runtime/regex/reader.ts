import type { QueryFailure } from "../../compiler/index.js";
import { invalidRegex } from "../problems/scalars.js";
import { withoutQuoting } from "./quoting.js";
import type { Folding } from "./syntax.js";

/** What `(?…)` switches: `i`, `m`, `s`, `d`, `u`, `x`, `U`. */
export interface Flags {
  readonly ignoreCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly unixLines: boolean;
  readonly unicodeCase: boolean;
  readonly comments: boolean;
  readonly unicodeClasses: boolean;
}

const NO_FLAGS: Flags = {
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  unixLines: false,
  unicodeCase: false,
  comments: false,
  unicodeClasses: false,
};

export function foldingOf(flags: Flags): Folding {
  return flags.ignoreCase ? (flags.unicodeCase ? "unicode" : "ascii") : "none";
}

/** What stands behind the end. */
export const END = 0;

/** A code point by its character. */
export function code(character: string): number {
  return character.codePointAt(0)!;
}

/**
 * The pattern and the place in it. Moves just as Java's parser does, over the end too: the positions of its errors
 * follow from where it stands when it gives up. spec/04 §12.1
 */
export class PatternReader {
  private readonly text: readonly number[];
  readonly length: number;
  position = 0;
  flags: Flags = NO_FLAGS;
  /** Capturing groups opened so far. */
  groupCount = 0;
  readonly groupNames = new Map<string, number>();

  constructor(pattern: string) {
    this.text = withoutQuoting([...pattern].map(code));
    this.length = this.text.length;
  }

  at(position: number): number {
    return this.text[position] ?? END;
  }

  get atEnd(): boolean {
    return this.position >= this.length;
  }

  /** The present code point. Under `x`, white space and comments are passed over. */
  peek(): number {
    return this.flags.comments ? this.passSpace() : this.at(this.position);
  }

  /** Moves on and looks. */
  next(): number {
    this.position++;
    return this.peek();
  }

  /** Moves on and looks at the very next code point. */
  nextExact(): number {
    return this.at(++this.position);
  }

  /** Looks and moves on. */
  read(): number {
    const c = this.peek();
    this.position++;
    return c;
  }

  /** Passes the present code point and reads the one behind it. */
  skip(): number {
    const c = this.at(this.position + 1);
    this.position += 2;
    return c;
  }

  unread(): void {
    this.position--;
  }

  accept(expected: string, otherwise: string): void {
    if (this.read() !== code(expected)) throw this.fail(otherwise);
  }

  fail(description: string): QueryFailure {
    return invalidRegex(description, Math.max(this.position - 1, 0));
  }

  private passSpace(): number {
    let c = this.at(this.position);
    while (isSpace(c) || c === code("#")) {
      if (c === code("#")) this.passLine();
      else this.position++;
      c = this.at(this.position);
    }
    return c;
  }

  private passLine(): void {
    while (!this.atEnd && !this.isLineEnd(this.at(this.position))) this.position++;
  }

  private isLineEnd(c: number): boolean {
    if (this.flags.unixLines) return c === 10;
    return c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029;
  }
}

function isSpace(c: number): boolean {
  return c === 32 || (c >= 9 && c <= 13);
}

export function isDigit(c: number): boolean {
  return c >= 48 && c <= 57;
}

export function isLetter(c: number): boolean {
  return (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

/** The value of a hexadecimal digit; undefined for others. */
export function hexDigit(c: number): number | undefined {
  if (isDigit(c)) return c - 48;
  const lower = c | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : undefined;
}
