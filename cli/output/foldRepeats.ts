const LONGEST_PERIOD = 48;
const FEWEST_REPEATS = 4;

/** Leaves out what repeats itself in a row, as frames of a recursion do: two thousand of them say no more than one. */
export function foldRepeats(lines: readonly string[]): readonly string[] {
  const folded: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const found = repeatAt(lines, at);
    if (found === undefined) {
      folded.push(lines[at]!);
      at++;
      continue;
    }
    const { period, repeats } = found;
    folded.push(...lines.slice(at, at + period), `… ${repeats - 1} times more …`);
    at += period * repeats;
  }
  return folded;
}

/** The shortest piece that begins at a line and stands there several times. */
function repeatAt(lines: readonly string[], at: number): { period: number; repeats: number } | undefined {
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    let end = at + period;
    while (end < lines.length && lines[end] === lines[end - period]) end++;
    const repeats = Math.floor((end - at) / period);
    if (repeats >= FEWEST_REPEATS) return { period, repeats };
  }
  return undefined;
}
