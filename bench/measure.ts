/** Median time of one call, in nanoseconds: batches long enough to be timed, after a warm-up. */
export function measure(body: () => unknown, milliseconds = 400): number {
  const batch = batchSize(body);
  const samples: number[] = [];
  const end = performance.now() + milliseconds;
  while (performance.now() < end || samples.length < 5) {
    const started = performance.now();
    for (let i = 0; i < batch; i++) kept = body();
    samples.push(((performance.now() - started) * 1e6) / batch);
  }
  samples.sort((a, b) => a - b);
  return samples[samples.length >> 1]!;
}

/** The same of a call that is awaited. */
export async function measureAwaited(body: () => Promise<unknown>, milliseconds = 800): Promise<number> {
  const batch = 200;
  const samples: number[] = [];
  const warm = performance.now() + milliseconds / 2;
  const end = warm + milliseconds;
  while (performance.now() < end || samples.length < 5) {
    const started = performance.now();
    for (let i = 0; i < batch; i++) kept = await body();
    if (started > warm) samples.push(((performance.now() - started) * 1e6) / batch);
  }
  samples.sort((a, b) => a - b);
  return samples[samples.length >> 1]!;
}

/** Keeps results alive, so that nothing is optimised away. */
export let kept: unknown;

/** So many calls that a batch takes about two milliseconds; warms up on the way. */
function batchSize(body: () => unknown): number {
  for (let size = 1; ; size *= 2) {
    const started = performance.now();
    for (let i = 0; i < size; i++) kept = body();
    if (performance.now() - started > 2 && size >= 16) return size;
  }
}

export interface Row {
  readonly name: string;
  readonly coppice: number;
  readonly byHand: number;
}

/** A table of medians and ratios. */
export function printRows(title: string, rows: readonly Row[]): void {
  console.log(`\n${title}\n`);
  const width = Math.max(...rows.map((row) => row.name.length));
  console.log(
    `${"".padEnd(width)}  ${"Coppice".padStart(12)}  ${"by hand".padStart(12)}  ${"ratio".padStart(7)}`,
  );
  for (const { name, coppice, byHand } of rows) {
    const ratio = (coppice / byHand).toFixed(1);
    console.log(
      `${name.padEnd(width)}  ${time(coppice).padStart(12)}  ${time(byHand).padStart(12)}  ${ratio.padStart(7)}`,
    );
  }
}

export function time(nanoseconds: number): string {
  if (nanoseconds < 1000) return `${nanoseconds.toFixed(0)} ns`;
  return nanoseconds < 1e6 ? `${(nanoseconds / 1000).toFixed(2)} µs` : `${(nanoseconds / 1e6).toFixed(2)} ms`;
}
