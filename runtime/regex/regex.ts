import { RE2JS } from "re2js";
import { Backtracker, type Spend } from "./backtracker.js";
import { parsePattern } from "./parsePattern.js";
import { compileProgram } from "./program.js";
import { regularPattern } from "./regular.js";

/** Where a match begins and ends, in UTF-16 units. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
}

/** A pattern, ready to search. */
export interface Regex {
  /**
   * The first match that begins at or after `from`.
   *
   * @param spend called for every hundred steps of a pattern that is not regular
   */
  find(text: string, from: number, spend: Spend): RegexMatch | undefined;
}

/** Reads a pattern in the syntax of java.util.regex, or fails with `invalid_regex`. spec/04 §12.1 */
export function compileRegex(pattern: string): Regex {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const { root, groups } = parsePattern(pattern);
  const regular = regularPattern(root);
  const regex =
    regular === undefined ? new IrregularRegex(compileProgram(root, groups)) : new RegularRegex(regular);
  remember(pattern, regex);
  return regex;
}

const CACHE_SIZE = 100;
const cache = new Map<string, Regex>();

function remember(pattern: string, regex: Regex): void {
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  cache.set(pattern, regex);
}

class RegularRegex implements Regex {
  private readonly compiled: RE2JS;

  constructor(pattern: string) {
    this.compiled = RE2JS.compile(pattern);
  }

  find(text: string, from: number): RegexMatch | undefined {
    const matcher = this.compiled.matcher(text);
    return matcher.find(from) ? { start: matcher.start(), end: matcher.end() } : undefined;
  }
}

class IrregularRegex implements Regex {
  constructor(private readonly program: ReturnType<typeof compileProgram>) {}

  find(text: string, from: number, spend: Spend): RegexMatch | undefined {
    const matcher = new Backtracker(this.program, text, from, spend);
    for (let start = from; start <= text.length; start += text.codePointAt(start)! > 0xffff ? 2 : 1) {
      const end = matcher.matchAt(start);
      if (end >= 0) return { start, end };
    }
    return undefined;
  }
}
