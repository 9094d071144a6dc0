import type { ByteRange, ByteRows, ByteStore } from "./byteStore.js";

/** A read in steps: it asks for the rows of some ranges until it knows its answer. Many run in lockstep. */
export type Question<Answer> = Generator<readonly ByteRange[], Answer, ByteRows>;

/** Answers all questions at once: each step of all of them is one round trip. */
export async function answerAll<Answer>(
  store: ByteStore,
  questions: readonly Question<Answer>[],
): Promise<readonly Answer[]> {
  const all = together(questions);
  let step = all.next();
  while (!step.done) step = all.next(await store.read(step.value));
  return step.value;
}

/** Answers a question on a store that does not wait. */
export function answerNow<Answer>(store: ByteStore, question: Question<Answer>): Answer {
  let step = question.next();
  while (!step.done) {
    const rows = store.read(step.value);
    if (rows instanceof Promise) throw new Error("the store waits");
    step = question.next(rows);
  }
  return step.value;
}

function* together<Answer>(questions: readonly Question<Answer>[]): Question<readonly Answer[]> {
  const steps = questions.map((question) => question.next());
  for (;;) {
    const ranges: ByteRange[] = [];
    for (const step of steps) if (!step.done) ranges.push(...step.value);
    if (ranges.length === 0) break;
    const rows = yield ranges;
    let start = 0;
    for (const [i, step] of steps.entries()) {
      if (step.done) continue;
      const end = start + step.value.length;
      steps[i] = questions[i]!.next(rows.slice(start, end));
      start = end;
    }
  }
  return steps.map((step) => step.value as Answer);
}
