import type { Alternative } from "../types/alternative.js";

interface Pair {
  readonly value: object;
  readonly use: object;
  readonly valueAlternative: Alternative;
  readonly useAlternative: Alternative;
}

const FEW = 8;

/** The pairs that one call of `constrain` has compared; most calls meet a few. spec/03 §3, row 3 */
export class VisitedPairs {
  readonly #first: Pair[] = [];
  #others: Map<object, Map<object, Pair[]>> | undefined;

  /** False if the pair was met before. */
  add(value: object, use: object, valueAlternative: Alternative, useAlternative: Alternative): boolean {
    const isSame = (pair: Pair): boolean =>
      pair.value === value &&
      pair.use === use &&
      pair.valueAlternative === valueAlternative &&
      pair.useAlternative === useAlternative;
    if (this.#first.some(isSame)) return false;
    const pair: Pair = { value, use, valueAlternative, useAlternative };
    if (this.#first.length < FEW) {
      this.#first.push(pair);
      return true;
    }
    this.#others ??= new Map();
    const uses = this.#others.get(value) ?? new Map<object, Pair[]>();
    this.#others.set(value, uses);
    const known = uses.get(use);
    if (known === undefined) uses.set(use, [pair]);
    else if (known.some(isSame)) return false;
    else known.push(pair);
    return true;
  }
}
