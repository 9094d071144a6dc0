import type { Arity } from "../values/index.js";

/** `exactly 1 argument`, `0, 1 or 3 parameters`, `at least 2 arguments`. spec/05 §1.4 */
export function arityText(arity: Arity, noun: "argument" | "parameter"): string {
  if ("atLeast" in arity) {
    if (arity.atLeast === 0) return `any number of ${noun}s`;
    return `at least ${arity.atLeast} ${arity.atLeast === 1 ? noun : `${noun}s`}`;
  }
  const counts = arity.counts;
  if (counts.length === 1) {
    const count = counts[0]!;
    return count === 0 ? `no ${noun}s` : `exactly ${count} ${count === 1 ? noun : `${noun}s`}`;
  }
  return `${counts.slice(0, -1).join(", ")} or ${counts[counts.length - 1]} ${noun}s`;
}
