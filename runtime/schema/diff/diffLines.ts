/** A line of two texts laid side by side. */
export interface LineChange {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/**
 * The shortest way from one text to the other, by lines (Myers). Where lines were replaced, old and new ones go in pairs.
 * spec/02 §8.3
 */
export function diffLines(before: string, after: string): readonly LineChange[] {
  return paired(shortestEdit(linesOf(before), linesOf(after)));
}

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  return text.endsWith("\n") ? lines.slice(0, -1) : lines;
}

/** For each number of edits, how far each diagonal (x − y) reaches; then back along the way that reached the end. */
function shortestEdit(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const reaches: ReadonlyMap<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let edits = 0; ; edits++) {
    reaches.push(furthest);
    const next = new Map<number, number>();
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = stepFrom(furthest, diagonal, edits);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, reaches);
    }
    furthest = new Map([...furthest, ...next]);
  }
}

/** Where a diagonal starts after one more edit: a line inserted, or one removed. */
function stepFrom(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): number {
  const below = furthest.get(diagonal - 1) ?? -1;
  const above = furthest.get(diagonal + 1) ?? -1;
  const inserts = diagonal === -edits || (diagonal !== edits && below < above);
  return inserts ? above : below + 1;
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  reaches: readonly ReadonlyMap<number, number>[],
): readonly LineChange[] {
  const changes: LineChange[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = reaches.length - 1; edits >= 0; edits--) {
    const diagonal = x - y;
    const start = edits === 0 ? 0 : stepFrom(reaches[edits]!, diagonal, edits);
    for (; x > start; x--, y--) changes.push({ kind: "same", text: before[x - 1]! });
    if (edits === 0) break;
    const below = reaches[edits]!.get(diagonal - 1) ?? -1;
    const above = reaches[edits]!.get(diagonal + 1) ?? -1;
    const inserted = diagonal === -edits || (diagonal !== edits && below < above);
    if (inserted) changes.push({ kind: "added", text: after[--y]! });
    else changes.push({ kind: "removed", text: before[--x]! });
  }
  return changes.reverse();
}

/** In a run of changed lines: an old one, a new one, and so on; then what is left. */
function paired(changes: readonly LineChange[]): readonly LineChange[] {
  const result: LineChange[] = [];
  let removed: LineChange[] = [];
  let added: LineChange[] = [];
  const flush = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) {
      if (i < removed.length) result.push(removed[i]!);
      if (i < added.length) result.push(added[i]!);
    }
    removed = [];
    added = [];
  };
  for (const change of changes) {
    if (change.kind === "removed") removed.push(change);
    else if (change.kind === "added") added.push(change);
    else {
      flush();
      result.push(change);
    }
  }
  flush();
  return result;
}
