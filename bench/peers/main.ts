import { time } from "../measure.js";
import { byHand } from "./byHand.js";
import { type Contender, makeShop, QUESTIONS, type Question } from "./contender.js";
import { coppice } from "./coppice.js";
import { pglite } from "./pglite.js";
import { sqlite } from "./sqlite.js";
import { surreal } from "./surreal.js";

/** `npm run bench:peers`: the same shop, the same questions, side by side in one run. Medians, and ratios to Coppice. */
const SECONDS_A_QUESTION = 1.5;

const contenders: readonly Contender[] = [
  byHand(),
  await coppice(),
  sqlite(),
  await pglite(),
  await surreal(),
];
const shop = makeShop();
for (const each of contenders) {
  const started = performance.now();
  await each.load(shop);
  console.log(`${each.name}: loaded in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

let warm = 1_000_000;
const medians = new Map<string, number>();
for (const question of QUESTIONS) {
  for (const each of contenders) medians.set(`${question} ${each.name}`, await median(each, question));
}

const names = contenders.map((each) => each.name);
console.log(`\n${"".padEnd(16)}${names.map((name) => name.padStart(24)).join("")}`);
for (const question of QUESTIONS) {
  const ours = medians.get(`${question} Coppice`)!;
  const cells = names.map((name) => {
    const value = medians.get(`${question} ${name}`)!;
    return `${time(value)} (${(value / ours).toFixed(2)}×)`.padStart(24);
  });
  console.log(question.padEnd(16) + cells.join(""));
}
for (const each of contenders) await each.close();

/** Nanoseconds; each call is awaited where it answers later. */
async function median(contender: Contender, question: Question): Promise<number> {
  const ask = contender.questions[question];
  const samples: number[] = [];
  const end = performance.now() + SECONDS_A_QUESTION * 1000;
  const batch = await batchSize(ask);
  let i = 0;
  while (performance.now() < end || samples.length < 3) {
    const started = performance.now();
    for (let n = 0; n < batch; n++) {
      const answer = ask(i++);
      if (answer instanceof Promise || isThenable(answer)) await answer;
    }
    samples.push(((performance.now() - started) * 1e6) / batch);
  }
  samples.sort((a, b) => a - b);
  return samples[samples.length >> 1]!;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null)?.then === "function";
}

async function batchSize(ask: (i: number) => unknown): Promise<number> {
  for (let size = 1; ; size *= 2) {
    const started = performance.now();
    for (let n = 0; n < size; n++) await ask(warm++);
    if (performance.now() - started > 5) return size;
  }
}
