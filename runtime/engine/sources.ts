import type { Fetch } from "../auth/index.js";
import type { Sources } from "../call/index.js";

/** Where the engine gets what is not in the database; all of it can be replaced at `open()`. */
export interface Surroundings {
  /** The time, in microseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds since some start, with fractions, never going back: for how long something took. */
  readonly stopwatch: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Resolves after that many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Asks the issuers of JWTs for their keys. */
  readonly fetch: Fetch;
}

/** The clock, randomness and timers of the host; every host of WHATWG APIs has them. */
export function hostSurroundings(): Surroundings {
  return {
    clock: () => Date.now() * 1000,
    stopwatch: () => performance.now(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    fetch: (url, init) => fetch(url, init),
  };
}

/**
 * Surroundings that one seed reproduces: the clock stands still (commits move time on by a microsecond each), so what a
 * run answers does not depend on how often anybody asked; bytes come from a small generator (mulberry32).
 */
export function seededSurroundings(seed: number): Surroundings {
  const now = Date.UTC(2026, 0, 1) * 1000;
  let state = seed >>> 0;
  const nextByte = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 255;
  };
  return {
    clock: () => now,
    stopwatch: () => 0,
    randomBytes: (count) => Uint8Array.from({ length: count }, nextByte),
    // Not at once: others are to come between, also where somebody pauses again and again.
    pause: () => new Promise((resolve) => setTimeout(resolve)),
    fetch: () => Promise.reject(new Error("nothing is fetched where a seed reproduces a run")),
  };
}

// Ids count milliseconds from this moment on, as the service's did. spec/04 §9
const ID_EPOCH_MILLIS = Date.UTC(2012, 4, 5, 23, 0, 50);

/**
 * New ids: milliseconds, 12 bits of sequence, 8 bits that tell processes apart. Within one process they always grow,
 * also when the clock does not.
 */
export function idGenerator(surroundings: Surroundings): () => string {
  const worker = surroundings.randomBytes(1)[0]!;
  let lastMillis = 0;
  let sequence = 0;
  return () => {
    const millis = Math.max(0, Math.floor(surroundings.clock() / 1000) - ID_EPOCH_MILLIS);
    if (millis > lastMillis) {
      lastMillis = millis;
      sequence = 0;
    } else if (++sequence === 4096) {
      lastMillis += 1;
      sequence = 0;
    }
    return idText(lastMillis, sequence * 256 + worker);
  };
}

/** `millis * 2^20 + low` as decimal text, in two parts that numbers hold exactly: bigints cost as much as a small write. */
function idText(millis: number, low: number): string {
  const high = Math.floor(millis / 1e5);
  const rest = (millis - high * 1e5) * 2 ** 20 + low;
  const carry = Math.floor(rest / 1e5);
  const head = high * 2 ** 20 + carry;
  return head === 0 ? String(rest) : `${head}${String(rest - carry * 1e5).padStart(5, "0")}`;
}

/** The sources of runs of one store. */
export function sourcesOf(surroundings: Surroundings, signingKey: Uint8Array): Sources {
  return { newId: idGenerator(surroundings), randomBytes: surroundings.randomBytes, signingKey };
}
