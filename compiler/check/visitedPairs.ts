import type { Alternative } from "../types/alternative.js";

/** So many pairs are looked through one by one. */
const FEW = 32;
const WIDTH = 4;

/** The pairs that one call of `constrain` has compared; most calls meet a few. spec/03 §3, row 3 */
export class VisitedPairs {
  /** Value, use and both alternatives of the first few pairs, one after the other. */
  readonly #first: object[] = [];
  #length = 0;
  #others: Map<object, Map<object, Alternative[]>> | undefined;

  clear(): void {
    this.#length = 0;
    this.#others = undefined;
  }

  /** False if the pair was met before. */
  add(value: object, use: object, valueAlternative: Alternative, useAlternative: Alternative): boolean {
    const first = this.#first;
    const length = this.#length;
    for (let i = 0; i < length; i += WIDTH) {
      if (
        first[i] === value &&
        first[i + 1] === use &&
        first[i + 2] === valueAlternative &&
        first[i + 3] === useAlternative
      ) {
        return false;
      }
    }
    if (length < FEW * WIDTH) {
      first[length] = value;
      first[length + 1] = use;
      first[length + 2] = valueAlternative;
      first[length + 3] = useAlternative;
      this.#length += WIDTH;
      return true;
    }
    this.#others ??= new Map();
    const uses = this.#others.get(value) ?? new Map<object, Alternative[]>();
    this.#others.set(value, uses);
    const alternatives = uses.get(use) ?? [];
    uses.set(use, alternatives);
    for (let i = 0; i < alternatives.length; i += 2) {
      if (alternatives[i] === valueAlternative && alternatives[i + 1] === useAlternative) return false;
    }
    alternatives.push(valueAlternative, useAlternative);
    return true;
  }
}
