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

/** More edits than this make no text that anybody reads: what is left then counts as replaced. */
const MOST_EDITS = 2000;

/**
 * For each number of edits, how far each diagonal (x − y) reaches; then back along the way that reached the end. The
 * diagonals of `edits` are -edits, -edits + 2, … edits.
 */
function shortestEdit(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  const reaches: Int32Array[] = [];
  for (let edits = 0; ; edits++) {
    const reached = new Int32Array(edits + 1);
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = startOf(reaches, edits, diagonal).x;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reached[(diagonal + edits) / 2] = x;
      if (x >= before.length && x - diagonal >= after.length)
        return wayTo(before, after, reaches, x, diagonal);
    }
    reaches.push(reached);
    if (edits === MOST_EDITS) return replacedBehind(before, after, reaches);
  }
}

/** Where a diagonal starts: behind one more edit than was needed for its neighbours, a line inserted or one removed. */
function startOf(reaches: readonly Int32Array[], edits: number, diagonal: number) {
  if (edits === 0) return { x: 0, inserts: false };
  const last = reaches[edits - 1]!;
  const index = (diagonal + edits) / 2;
  const below = index === 0 ? -1 : last[index - 1]!;
  const above = index === edits ? -1 : last[index]!;
  const inserts = index === 0 || (index !== edits && below < above);
  return { x: inserts ? above : below + 1, inserts };
}

/** The changes up to a place, which `reaches.length` edits reached. */
function wayTo(
  before: readonly string[],
  after: readonly string[],
  reaches: readonly Int32Array[],
  endX: number,
  endDiagonal: number,
): readonly LineChange[] {
  const changes: LineChange[] = [];
  let x = endX;
  let diagonal = endDiagonal;
  for (let edits = reaches.length; ; edits--) {
    const start = startOf(reaches, edits, diagonal);
    for (; x > start.x; x--) changes.push({ kind: "same", text: before[x - 1]! });
    if (edits === 0) return changes.reverse();
    if (start.inserts) {
      changes.push({ kind: "added", text: after[x - diagonal - 1]! });
      diagonal++;
    } else {
      changes.push({ kind: "removed", text: before[--x]! });
      diagonal--;
    }
  }
}

/** The changes up to the place that was reached furthest, and all that is left replaced. */
function replacedBehind(
  before: readonly string[],
  after: readonly string[],
  reaches: readonly Int32Array[],
): readonly LineChange[] {
  const edits = reaches.length - 1;
  const reached = reaches[edits]!;
  let best = { x: 0, diagonal: 0, sum: -1 };
  for (let index = 0; index <= edits; index++) {
    const diagonal = 2 * index - edits;
    const x = reached[index]!;
    const y = x - diagonal;
    if (x <= before.length && y <= after.length && x + y > best.sum) best = { x, diagonal, sum: x + y };
  }
  return [
    ...wayTo(before, after, reaches.slice(0, edits), best.x, best.diagonal),
    ...before.slice(best.x).map((text): LineChange => ({ kind: "removed", text })),
    ...after.slice(best.x - best.diagonal).map((text): LineChange => ({ kind: "added", text })),
  ];
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
