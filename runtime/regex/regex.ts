import { isRegular } from "./automaton.js";
import { Backtracker, type Spend } from "./backtracker.js";
import type { RegexMatch } from "./match.js";
import { parsePattern } from "./parsePattern.js";
import { compileProgram } from "./program.js";
import { RegularRegex } from "./regular.js";

/** A pattern, ready to search. */
export interface Regex {
  /**
   * The first match that begins at or after `from`.
   *
   * @param spend called for every hundred steps of a pattern that is not regular, more rarely for others
   */
  find(text: string, from: number, spend: Spend): RegexMatch | undefined;
}

/** Reads a pattern in the syntax of java.util.regex, or fails with `invalid_regex`. spec/04 §12.1 */
export function compileRegex(pattern: string): Regex {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const { root, groups } = parsePattern(pattern);
  const regex = isRegular(root) ? new RegularRegex(root) : new IrregularRegex(compileProgram(root, groups));
  remember(pattern, regex);
  return regex;
}

const CACHE_SIZE = 100;
const cache = new Map<string, Regex>();

function remember(pattern: string, regex: Regex): void {
  if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
  cache.set(pattern, regex);
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
