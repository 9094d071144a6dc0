/** What an expression may do, from least to most; each level includes those before it. spec/05 §4 */
export type Effect = "pure" | "observation" | "read" | "write";

// Asked at nearly every step of a query: comparing is faster than a look-up in a table.
function levelOf(effect: Effect): number {
  return effect === "write" ? 3 : effect === "read" ? 2 : effect === "observation" ? 1 : 0;
}

/** True where `effect` goes beyond `limit`. */
export function exceeds(effect: Effect, limit: Effect): boolean {
  return levelOf(effect) > levelOf(limit);
}

/** The one that goes further. */
export function strongerEffect(a: Effect, b: Effect): Effect {
  return levelOf(a) >= levelOf(b) ? a : b;
}
