const CHUNK_LIMIT = 64;

/**
 * Groups what comes in one turn. A stream's client gets the events of a transaction in one piece: the official driver
 * over HTTP/2 drops all but the last of several pieces that arrive at once.
 */
export async function* coalesced<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[], void, undefined> {
  const iterator = items[Symbol.asyncIterator]();
  const advance = (): Promise<IteratorResult<T>> => {
    const result = iterator.next();
    result.catch(() => {}); // a failure is thrown when its turn comes, which may be later than the host tolerates
    return result;
  };
  try {
    let next = advance();
    for (;;) {
      const first = await next;
      if (first.done) return;
      const chunk = [first.value];
      const turn = nextTurn();
      next = advance();
      while (chunk.length < CHUNK_LIMIT) {
        const result = await Promise.race([next, turn]);
        if (result === TURN) break;
        if (result.done) return yield chunk;
        chunk.push(result.value);
        next = advance();
      }
      yield chunk;
    }
  } finally {
    void iterator.return?.();
  }
}

const TURN = Symbol("turn");

function nextTurn(): Promise<typeof TURN> {
  return new Promise((resolve) => setTimeout(() => resolve(TURN), 0));
}
