interface Entry<V> {
  readonly value: V;
  readonly weight: number;
  /** Asked for since it was last passed over. */
  isUsed: boolean;
}

/**
 * Keeps values by key until all weigh more than allowed, then forgets those that nobody asked for of late. What alone
 * weighs more is not kept. Of our own, for a library weighs a fiftieth of the bundle. engine §7
 */
export class BoundedCache<V extends {}> {
  /** Oldest first. */
  private readonly kept = new Map<string, Entry<V>>();
  private weight = 0;

  constructor(
    private readonly maxWeight: number,
    private readonly weigh: (key: string, value: V) => number,
  ) {}

  get(key: string): V | undefined {
    const entry = this.kept.get(key);
    if (entry === undefined) return undefined;
    entry.isUsed = true;
    return entry.value;
  }

  set(key: string, value: V): void {
    this.forget(key);
    const weight = this.weigh(key, value);
    if (weight > this.maxWeight) return;
    this.makeRoom(weight);
    this.kept.set(key, { value, weight, isUsed: false });
    this.weight += weight;
  }

  *entries(): Generator<readonly [string, V]> {
    for (const [key, { value }] of this.kept) yield [key, value];
  }

  /** Whatever was used since the last time has another turn, behind all others. */
  private makeRoom(wanted: number): void {
    for (const [key, entry] of this.kept) {
      if (this.weight + wanted <= this.maxWeight) return;
      this.forget(key);
      if (!entry.isUsed) continue;
      this.kept.set(key, { ...entry, isUsed: false });
      this.weight += entry.weight;
    }
  }

  private forget(key: string): void {
    this.weight -= this.kept.get(key)?.weight ?? 0;
    this.kept.delete(key);
  }
}
