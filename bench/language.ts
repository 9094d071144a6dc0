import { open } from "../runtime/index.js";
import { measure, printRows, type Row } from "./measure.js";

/**
 * `npm run bench:language`: functions of arrays, sets and strings over 10,000 elements, against the same by hand. Both
 * get the elements as an argument and give back a number or a text, so that no encoding is measured.
 *
 * Why some ratios are beyond 10: where the loop by hand is one or two machine instructions an element (`fold`, `map`, `any`,
 * `includes`, a sum over a sequence), what is left of Coppice is the application of a lambda — a frame, its depth, a unit
 * of compute, operands of any kind — or an equality of any kinds: some 10 to 25 ns, whatever the function does. Elements
 * of sets are read in pages besides. `build by +` asks for the length of what it built, which FQL counts in code points:
 * so the text is walked through, which JS's length does not. Matches of regular patterns are look-ups of states here, twice
 * for each match, and code generated for the pattern in JS; both are linear in the text.
 */
const COUNT = 10_000;
const numbers = Array.from({ length: COUNT }, (_, i) => (i * 7919) % COUNT);
const words = numbers.map((n) => `word-${n % 1000}`);
const text = words.join(" ");

// The default budget of one query would stop some of these.
const db = await open({ limits: { computeOps: 1e9 } });

type Data = readonly number[] | readonly string[] | string;

/** What it takes to hand over the data, which is no part of what is compared. */
const handOver = new Map<Data, number>(
  [numbers, words, text].map((data) => {
    const prepared = db.prepare("(data) => 0");
    return [data, measure(() => prepared.run(data))];
  }),
);

function compare(name: string, data: Data, query: string, byHand: () => unknown): Row {
  const prepared = db.prepare(`(data) => { ${query} }`);
  const expected = byHand();
  const actual = prepared.run(data);
  if (actual !== expected) throw new Error(`${name}: ${actual} is not ${expected}`);
  const coppice = measure(() => prepared.run(data)) - handOver.get(data)!;
  return { name, coppice: Math.max(coppice, 0), byHand: measure(byHand) };
}

const arrays = [
  compare("fold", numbers, "data.fold(0, (sum, n) => sum + n)", () => numbers.reduce((sum, n) => sum + n, 0)),
  compare("map", numbers, "data.map(n => n * 2).length", () => numbers.map((n) => n * 2).length),
  compare(
    "filter",
    numbers,
    "data.filter(n => n > 5000).length",
    () => numbers.filter((n) => n > 5000).length,
  ),
  compare(
    "where",
    numbers,
    "data.where(n => n % 2 == 0).length",
    () => numbers.filter((n) => n % 2 === 0).length,
  ),
  compare("any", numbers, "if (data.any(n => n < 0)) 1 else 0", () => (numbers.some((n) => n < 0) ? 1 : 0)),
  compare(
    "flatMap",
    numbers,
    "data.flatMap(n => [n, n]).length",
    () => numbers.flatMap((n) => [n, n]).length,
  ),
  compare("order", numbers, "data.order().first()", () => [...numbers].sort((a, b) => a - b)[0]),
  compare(
    "order by key",
    numbers,
    "data.order(desc(n => n)).first()",
    () => [...numbers].sort((a, b) => b - a)[0],
  ),
  compare("order of strings", words, "data.order().first()", () => [...words].sort()[0]),
  compare("distinct", words, "data.distinct().length", () => new Set(words).size),
  compare("includes", numbers, "if (data.includes(-1)) 1 else 0", () => (numbers.includes(-1) ? 1 : 0)),
  compare(
    "map to objects",
    numbers,
    "data.map(n => { n: n, m: n }).length",
    () => numbers.map((n) => ({ n, m: n })).length,
  ),
  compare(
    "projection",
    numbers,
    "(data.map(n => { n: n }) { n }).length",
    () => numbers.map((n) => ({ n })).map(({ n }) => ({ n })).length,
  ),
];

const sets = [
  compare("fold", numbers, "data.toSet().fold(0, (sum, n) => sum + n)", () =>
    numbers.reduce((sum, n) => sum + n, 0),
  ),
  compare("map", numbers, "data.toSet().map(n => n * 2).count()", () => numbers.map((n) => n * 2).length),
  compare(
    "where",
    numbers,
    "data.toSet().where(n => n > 5000).count()",
    () => numbers.filter((n) => n > 5000).length,
  ),
  compare("order", numbers, "data.toSet().order().first()", () => [...numbers].sort((a, b) => a - b)[0]),
  compare("distinct", words, "data.toSet().distinct().count()", () => new Set(words).size),
  compare("count", numbers, "data.toSet().count()", () => [...numbers].length),
  compare("sequence", numbers, "Set.sequence(0, 10000).fold(0, (sum, n) => sum + n)", () => {
    let sum = 0;
    for (let n = 0; n < COUNT; n++) sum += n;
    return sum;
  }),
];

const strings = [
  compare(
    "build by +",
    words,
    'data.fold("", (text, word) => text + word).length',
    () => words.reduce((text, word) => text + word, "").length,
  ),
  compare(
    "build by template",
    words,
    'data.fold("", (text, word) => "#{text}#{word}").length',
    () => words.reduce((text, word) => `${text}${word}`, "").length,
  ),
  compare("length", text, "data.length", () => [...text].length),
  compare("split", text, 'data.split(" ").length', () => text.split(" ").length),
  compare(
    "replaceAll",
    text,
    'data.replaceAll("word", "w").length',
    () => text.replaceAll("word", "w").length,
  ),
  compare("regex matches", text, 'data.matches("[0-9]+").length', () => text.match(/[0-9]+/g)!.length),
  compare(
    "regex replace",
    text,
    'data.replaceAllRegex("[0-9]+", "n").length',
    () => text.replace(/[0-9]+/g, "n").length,
  ),
  compare("regex split", text, 'data.splitRegex(" +").length', () => text.split(/ +/).length),
  compare("toUpperCase", text, "data.toUpperCase().length", () => text.toUpperCase().length),
];

printRows("Arrays of 10,000", arrays);
printRows("Sets of 10,000", sets);
printRows("Strings", strings);
await db.close();
