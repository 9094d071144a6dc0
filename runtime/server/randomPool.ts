import type { RandomBytes } from "./traceparent.js";

const POOL_BYTES = 4096;

/** Random bytes of the host, asked for many at a time: a call costs as much for a few. */
export function randomPool(): RandomBytes {
  const pool = new Uint8Array(POOL_BYTES);
  let used = POOL_BYTES;
  return (count) => {
    if (used + count > POOL_BYTES) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += count;
    return pool.slice(used - count, used);
  };
}
