import { type Run, WAIT } from "../call/index.js";

/** So many missing reads are worth a round trip of their own. */
const LARGEST_BATCH = 5000;

/**
 * Runs `body` for each element until it answers false. On a store that waits, an element whose rows are not here is
 * skipped, so that all elements tell what they miss before the run waits: one round trip instead of one an element.
 * What such a run computes does not matter; it is repeated. engine §8
 */
export function visitAhead<T>(
  run: Run,
  elements: Iterable<T>,
  body: (element: T, index: number) => boolean,
): void {
  if (run.transaction.waits) {
    visitWaiting(run, elements, body);
    return;
  }
  let index = 0;
  if (Array.isArray(elements)) {
    for (; index < elements.length; index++) if (!body((elements as readonly T[])[index]!, index)) return;
    return;
  }
  for (const element of elements) if (!body(element, index++)) return;
}

/** The results of `body` for all elements, which run ahead as in `visitAhead`. */
export function mapAhead<T, R>(run: Run, elements: Iterable<T>, body: (element: T, index: number) => R): R[] {
  const results: R[] = [];
  if (!run.transaction.waits && Array.isArray(elements)) {
    for (let i = 0; i < elements.length; i++) results.push(body((elements as readonly T[])[i]!, i));
    return results;
  }
  visitAhead(run, elements, (element, index) => {
    results.push(body(element, index));
    return true;
  });
  return results;
}

function visitWaiting<T>(
  run: Run,
  elements: Iterable<T>,
  body: (element: T, index: number) => boolean,
): void {
  const { transaction } = run;
  const mark = run.mark();
  let index = 0;
  let isVoid = false;
  for (const element of elements) {
    try {
      if (!body(element, index++)) break;
    } catch (error) {
      // Once a row is missing, later errors mean nothing: they may come of what the skipped elements left undone.
      if (transaction.missing === 0) throw error;
      isVoid = true;
      run.reset(mark);
    }
    if (transaction.missing >= LARGEST_BATCH) throw WAIT;
  }
  if (isVoid) throw WAIT;
}
