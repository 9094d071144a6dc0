/** A set of code points as sorted, disjoint ranges: first, last, first, last, … */
export type CodePointSet = readonly number[];

const MAX_CODE_POINT = 0x10ffff;

export const EMPTY: CodePointSet = [];
export const ALL: CodePointSet = [0, MAX_CODE_POINT];

export function single(codePoint: number): CodePointSet {
  return [codePoint, codePoint];
}

export function range(first: number, last: number): CodePointSet {
  return [first, last];
}

/** The code points of a text. */
export function oneOf(text: string): CodePointSet {
  return union(...[...text].map((character) => single(character.codePointAt(0)!)));
}

export function union(...sets: readonly CodePointSet[]): CodePointSet {
  const ranges = sets.flatMap(rangesOf).sort((a, b) => a[0] - b[0]);
  const merged: number[] = [];
  for (const [first, last] of ranges) {
    const end = merged.length - 1;
    if (end > 0 && first <= merged[end]! + 1) merged[end] = Math.max(merged[end]!, last);
    else merged.push(first, last);
  }
  return merged;
}

export function complement(set: CodePointSet): CodePointSet {
  const result: number[] = [];
  let next = 0;
  for (const [first, last] of rangesOf(set)) {
    if (first > next) result.push(next, first - 1);
    next = last + 1;
  }
  if (next <= MAX_CODE_POINT) result.push(next, MAX_CODE_POINT);
  return result;
}

export function intersection(a: CodePointSet, b: CodePointSet): CodePointSet {
  return complement(union(complement(a), complement(b)));
}

export function contains(set: CodePointSet, codePoint: number): boolean {
  let low = 0;
  let high = set.length / 2 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (codePoint < set[2 * middle]!) high = middle - 1;
    else if (codePoint > set[2 * middle + 1]!) low = middle + 1;
    else return true;
  }
  return false;
}

/** Code points are looked at in chunks of that many, which keeps the two kinds of surrogates apart. */
const CHUNK = 0x400;

/** All code points that have a property of the host's Unicode tables, by its name. */
export function collect(property: string): CodePointSet {
  const all = new RegExp(`^\\p{${property}}*$`, "u");
  const none = new RegExp(`^\\P{${property}}*$`, "u");
  const result: number[] = [];
  for (let first = 0; first <= MAX_CODE_POINT; first += CHUNK) {
    const codePoints = Array.from({ length: CHUNK }, (_, i) => first + i);
    const text = String.fromCodePoint(...codePoints);
    if (none.test(text)) continue;
    if (all.test(text)) result.push(first, first + CHUNK - 1);
    else {
      const members = codePoints.filter((codePoint) => all.test(String.fromCodePoint(codePoint)));
      for (const codePoint of members) result.push(codePoint, codePoint);
    }
  }
  return joined(result);
}

/** Sorted ranges, neighbours made one. */
function joined(ranges: readonly number[]): CodePointSet {
  const result: number[] = [];
  for (let i = 0; i < ranges.length; i += 2) {
    if (result.length > 0 && result[result.length - 1] === ranges[i]! - 1)
      result[result.length - 1] = ranges[i + 1]!;
    else result.push(ranges[i]!, ranges[i + 1]!);
  }
  return result;
}

export function rangesOf(set: CodePointSet): readonly (readonly [first: number, last: number])[] {
  const ranges: (readonly [number, number])[] = [];
  for (let i = 0; i < set.length; i += 2) ranges.push([set[i]!, set[i + 1]!]);
  return ranges;
}
