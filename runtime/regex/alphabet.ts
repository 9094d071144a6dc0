import type { Automaton } from "./automaton.js";
import { type CodePointSet, contains } from "./codePointSet.js";

/** Code points that units below it are, and whose classes stand in a table. */
const TABLE_SIZE = 256;

/** The code points, put together in classes of which an automaton takes all or none. */
export interface Alphabet {
  /** How many classes there are. */
  readonly size: number;
  classOf(codePoint: number): number;
  /** A code point of each class. */
  readonly examples: readonly number[];
}

export function alphabetOf(automaton: Automaton): Alphabet {
  const sets = distinctSets(automaton);
  const bounds = boundsOf(sets);
  const classes = new Map<string, number>();
  const examples: number[] = [];
  const classAt = bounds.map((first) => {
    const taken = sets.map((set) => (contains(set, first) ? "1" : "0")).join("");
    let known = classes.get(taken);
    if (known === undefined) {
      known = examples.length;
      classes.set(taken, known);
      examples.push(first);
    }
    return known;
  });
  const find = (codePoint: number): number => classAt[lastAtOrBefore(bounds, codePoint)]!;
  const table = Uint16Array.from({ length: TABLE_SIZE }, (_, codePoint) => find(codePoint));
  return {
    size: examples.length,
    classOf: (codePoint) => (codePoint < TABLE_SIZE ? table[codePoint]! : find(codePoint)),
    examples,
  };
}

function distinctSets(automaton: Automaton): readonly CodePointSet[] {
  const sets = new Map<string, CodePointSet>();
  for (const instruction of automaton) {
    if (instruction.op === "set") sets.set(instruction.set.join(), instruction.set);
  }
  return [...sets.values()];
}

/** Where a range of some set begins, or one ended; sorted. */
function boundsOf(sets: readonly CodePointSet[]): readonly number[] {
  const bounds = new Set([0]);
  for (const set of sets) {
    for (let i = 0; i < set.length; i += 2) bounds.add(set[i]!).add(set[i + 1]! + 1);
  }
  return [...bounds].sort((a, b) => a - b);
}

/** The index of the last bound that is not behind a code point; the first is 0. */
function lastAtOrBefore(bounds: readonly number[], codePoint: number): number {
  let low = 0;
  let high = bounds.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bounds[middle]! <= codePoint) low = middle;
    else high = middle - 1;
  }
  return low;
}
