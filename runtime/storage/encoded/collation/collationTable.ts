import { IGNORABLE, MARKS, PRIMARIES, SPELLINGS } from "./table.js";

/** What a character, or a contraction, puts into a sort key. 0 is the lightest weight of its level. */
export interface Element {
  /** Undefined for marks, which have no primary weight. */
  readonly primary: number | undefined;
  readonly secondary: number;
  readonly tertiary: number;
}

/** A sequence that sorts otherwise than its characters. */
export interface Contraction {
  readonly codes: readonly number[];
  readonly elements: readonly Element[];
}

export interface CollationTable {
  elementsOf(code: number): readonly Element[];
  /** The contractions that start with a code point, the longest first. */
  contractionsOf(code: number): readonly Contraction[];
}

/** As the generator counts: each mark has so many places up to the next. */
const MARK_STEP = 32;
const CODE_POINTS = 0x110000;
const NOTHING: readonly Element[] = [];
/** U+FFFE sorts before, and U+FFFF behind everything. */
const FIRST = 0xfffe;
const LAST = 0xffff;

let shared: CollationTable | undefined;

/** Made on first use: stores without strings in indexes never need it. */
export function collationTable(): CollationTable {
  shared ??= readTable();
  return shared;
}

function readTable(): CollationTable {
  const elements = new Map<number, readonly Element[]>();
  const contractions = new Map<number, Contraction[]>();
  const put = (codes: readonly number[], found: readonly Element[]) => {
    const [first] = codes;
    if (codes.length === 1) elements.set(first!, found);
    else contractions.set(first!, [...(contractions.get(first!) ?? []), { codes, elements: found }]);
  };
  const { runs, unassigned, count, sequences } = readPrimaries();
  const weightOf = (rank: number) => 1 + (rank <= unassigned ? rank : rank + CODE_POINTS);
  const letter = (weight: number): readonly Element[] => [{ primary: weight, secondary: 0, tertiary: 0 }];
  for (const { codes, rank } of sequences) put(codes, letter(weightOf(rank)));
  for (const code of codesIn(IGNORABLE)) put([code], NOTHING);
  for (const [i, code] of codesIn(MARKS).entries()) {
    put([code], [{ primary: undefined, secondary: (i + 1) * MARK_STEP, tertiary: 0 }]);
  }
  put([FIRST], letter(0));
  put([LAST], letter(weightOf(count)));
  for (const [codes, found] of spellings(weightOf)) put(codes, found);
  for (const list of contractions.values()) list.sort((a, b) => b.codes.length - a.codes.length);
  return {
    elementsOf: (code) => {
      const found = elements.get(code);
      if (found !== undefined) return found;
      const rank = rankIn(runs, code);
      return letter(rank === undefined ? 1 + unassigned + code : weightOf(rank));
    },
    contractionsOf: (code) => contractions.get(code) ?? [],
  };
}

/** Code points that follow each other, in the order of their primary weights too. */
interface Run {
  readonly start: number;
  readonly count: number;
  readonly rank: number;
}

function readPrimaries() {
  const runs: Run[] = [];
  const sequences: { readonly codes: readonly number[]; readonly rank: number }[] = [];
  let unassigned = 0;
  let rank = 0;
  for (const token of PRIMARIES.split(" ")) {
    if (token === "-") unassigned = rank++;
    else if (token.includes("+")) sequences.push({ codes: codesOf(token), rank: rank++ });
    else {
      const [start, count] = runOf(token);
      runs.push({ start, count, rank });
      rank += count;
    }
  }
  runs.sort((a, b) => a.start - b.start);
  return { runs, sequences, unassigned, count: rank };
}

function rankIn(runs: readonly Run[], code: number): number | undefined {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (runs[middle]!.start <= code) low = middle + 1;
    else high = middle;
  }
  const run = runs[low - 1];
  return run !== undefined && code < run.start + run.count ? run.rank + code - run.start : undefined;
}

function* spellings(
  weightOf: (rank: number) => number,
): Generator<readonly [readonly number[], readonly Element[]]> {
  for (const token of SPELLINGS.split(" ")) {
    const [unit, spelled] = token.split("=") as [string, string];
    yield [codesOf(unit), spelled.split(",").map((text) => elementOf(text, weightOf))];
  }
}

function elementOf(text: string, weightOf: (rank: number) => number): Element {
  const [head, tone] = text.split(".") as [string, string | undefined];
  const tertiary = tone === undefined ? 0 : Number.parseInt(tone, 36);
  if (head.startsWith("'")) {
    return { primary: undefined, secondary: Number.parseInt(head.slice(1), 36), tertiary };
  }
  return { primary: weightOf(Number.parseInt(head, 36)), secondary: 0, tertiary };
}

function codesIn(runs: string): readonly number[] {
  return runs.split(" ").flatMap((token) => {
    const [start, count] = runOf(token);
    return Array.from({ length: count }, (_, i) => start + i);
  });
}

function runOf(token: string): readonly [start: number, count: number] {
  const [start, count] = token.split(":") as [string, string | undefined];
  return [Number.parseInt(start, 36), count === undefined ? 1 : Number.parseInt(count, 36)];
}

function codesOf(token: string): readonly number[] {
  return token.split("+").map((code) => Number.parseInt(code, 36));
}
