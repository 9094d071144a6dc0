/** What an expression may do, from least to most; each level includes those before it. spec/05 §4 */
export type Effect = "pure" | "observation" | "read" | "write";

const LEVELS: Readonly<Record<Effect, number>> = { pure: 0, observation: 1, read: 2, write: 3 };

/** True where `effect` goes beyond `limit`. */
export function exceeds(effect: Effect, limit: Effect): boolean {
  return LEVELS[effect] > LEVELS[limit];
}

export function strongerEffect(a: Effect, b: Effect): Effect {
  return LEVELS[a] >= LEVELS[b] ? a : b;
}

export function weakerEffect(a: Effect, b: Effect): Effect {
  return LEVELS[a] <= LEVELS[b] ? a : b;
}
