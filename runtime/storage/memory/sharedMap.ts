/** Partitions split when they hold more. */
const LARGEST_PARTITION = 64;

interface Partition<Item> {
  /** Who may change it; everyone else copies it first. */
  readonly owner: object;
  /** How many low bits of the hash its keys have in common. */
  readonly depth: number;
  readonly items: Map<string, Item>;
}

/**
 * A hash map of which `fork` costs nothing, whatever its size: both sides share all partitions and copy the one they
 * write to. Extendible hashing over small native maps. engine §9
 */
export class SharedMap<Item> {
  private owner: object = {};
  private ownsDirectory = true;
  private depth = 0;
  private directory: Partition<Item>[] = [{ owner: this.owner, depth: 0, items: new Map() }];
  private count = 0;

  get size(): number {
    return this.count;
  }

  get(key: string): Item | undefined {
    return this.directory[hash(key) & ((1 << this.depth) - 1)]!.items.get(key);
  }

  set(key: string, item: Item): void {
    const partition = this.owned(hash(key));
    const before = partition.items.size;
    partition.items.set(key, item);
    this.count += partition.items.size - before;
    if (partition.items.size > LARGEST_PARTITION && this.maySplit(partition))
      this.split(partition, hash(key));
  }

  delete(key: string): void {
    if (this.owned(hash(key)).items.delete(key)) this.count--;
  }

  *entries(): Generator<readonly [string, Item]> {
    for (const partition of new Set(this.directory)) yield* partition.items;
  }

  fork(): SharedMap<Item> {
    const copy = new SharedMap<Item>();
    copy.depth = this.depth;
    copy.directory = this.directory;
    copy.count = this.count;
    copy.ownsDirectory = false;
    this.ownsDirectory = false;
    this.owner = {};
    return copy;
  }

  private owned(hashed: number): Partition<Item> {
    const partition = this.directory[hashed & ((1 << this.depth) - 1)]!;
    if (partition.owner === this.owner) return partition;
    const copy = { owner: this.owner, depth: partition.depth, items: new Map(partition.items) };
    this.place(copy, hashed);
    return copy;
  }

  /** Keys that hash alike, by chance or malice, make a partition larger, never the directory. */
  private maySplit(partition: Partition<Item>): boolean {
    return partition.depth < this.depth || this.directory.length < this.count;
  }

  private split(partition: Partition<Item>, hashed: number): void {
    const depth = partition.depth + 1;
    if (depth > this.depth) {
      this.directory = [...this.directory, ...this.directory];
      this.ownsDirectory = true;
      this.depth++;
    }
    const bit = 1 << partition.depth;
    const clear: Partition<Item> = { owner: this.owner, depth, items: new Map() };
    const set: Partition<Item> = { owner: this.owner, depth, items: new Map() };
    for (const [key, item] of partition.items) (hash(key) & bit ? set : clear).items.set(key, item);
    this.place(clear, hashed & ~bit);
    this.place(set, hashed | bit);
  }

  /** Puts a partition wherever the directory has the low bits it stands for. */
  private place(partition: Partition<Item>, hashed: number): void {
    if (!this.ownsDirectory) {
      this.directory = [...this.directory];
      this.ownsDirectory = true;
    }
    const step = 1 << partition.depth;
    for (let i = hashed & (step - 1); i < this.directory.length; i += step) this.directory[i] = partition;
  }
}

/** Of long keys both ends and the length count. */
const HASHED_END = 24;

function hash(key: string): number {
  const { length } = key;
  let h = length;
  const head = length <= 2 * HASHED_END ? length : HASHED_END;
  for (let i = 0; i < head; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  if (head < length) {
    for (let i = length - HASHED_END; i < length; i++) h = Math.imul(h ^ key.charCodeAt(i), 0x01000193);
  }
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  return (h ^ (h >>> 13)) & 0x7fffffff;
}
