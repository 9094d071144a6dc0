/**
 * So many cells a key is looked for in. Keys that find all of theirs taken, as somebody may choose them to, go to a map
 * of the host, whose hashes nobody knows.
 */
const MOST_PROBES = 32;

const SMALLEST = 8;

/** One cell, which is never written. */
const NO_CELLS = new Int32Array(2);

const UNUSED = 0;
const DELETED = -1;

/**
 * A hash map whose table holds numbers only: to find that a key is not there, as before each insertion, loads one line
 * of memory where native maps follow a chain and look at the texts of other keys; and the garbage collector passes it
 * by.
 */
export class HashMap<Key extends string | number, Item> {
  private readonly keys: (Key | undefined)[] = [];
  private readonly items: (Item | undefined)[] = [];
  private readonly freeRows: number[] = [];
  /** The hash of each key, and behind it its row, counted from 1; or UNUSED or DELETED. */
  private cells = NO_CELLS;
  private usedCells = 0;
  private crowded: Map<Key, Item> | undefined = undefined;

  get size(): number {
    return this.keys.length - this.freeRows.length + (this.crowded?.size ?? 0);
  }

  get(key: Key): Item | undefined {
    const cell = this.cellOf(key, hashOf(key));
    if (cell < 0) return this.crowded?.get(key);
    const row = this.cells[cell + 1]!;
    return row === UNUSED ? undefined : this.items[row - 1];
  }

  has(key: Key): boolean {
    return this.get(key) !== undefined;
  }

  set(key: Key, item: Item): void {
    const hash = hashOf(key);
    const cell = this.cellOf(key, hash);
    if (cell < 0) {
      this.crowded ??= new Map();
      this.crowded.set(key, item);
    } else if (this.cells[cell + 1] !== UNUSED) {
      this.items[this.cells[cell + 1]! - 1] = item;
    } else if ((this.usedCells + 1) * 3 > this.cells.length) {
      this.rehash();
      this.set(key, item);
    } else {
      const row = this.freeRows.pop() ?? this.keys.length;
      this.keys[row] = key;
      this.items[row] = item;
      this.use(cell, hash, row + 1);
    }
  }

  delete(key: Key): void {
    const cell = this.cellOf(key, hashOf(key));
    if (cell < 0) {
      this.crowded?.delete(key);
    } else if (this.cells[cell + 1] !== UNUSED) {
      this.free(this.cells[cell + 1]! - 1);
      this.cells[cell + 1] = DELETED;
    }
  }

  *entries(): Generator<readonly [Key, Item]> {
    for (const [row, key] of this.keys.entries()) if (key !== undefined) yield [key, this.items[row]!];
    if (this.crowded !== undefined) yield* this.crowded;
  }

  /** The cell that a key has, or the unused one that ends the search; -1 where the search is given up. */
  private cellOf(key: Key | undefined, hash: number): number {
    const { cells, keys } = this;
    const mask = cells.length - 1;
    let cell = (hash << 1) & mask;
    for (let probe = 0; probe < MOST_PROBES; probe++) {
      const row = cells[cell + 1]!;
      if (row === UNUSED) return cell;
      if (cells[cell] === hash && row !== DELETED && keys[row - 1] === key) return cell;
      cell = (cell + 2) & mask;
    }
    return -1;
  }

  private use(cell: number, hash: number, row: number): void {
    this.cells[cell] = hash;
    this.cells[cell + 1] = row;
    this.usedCells += 1;
  }

  private free(row: number): void {
    this.keys[row] = undefined;
    this.items[row] = undefined;
    this.freeRows.push(row);
  }

  /** Makes room for as many keys again. */
  private rehash(): void {
    const { cells, crowded } = this;
    let size = 2 * SMALLEST;
    while (size < 4 * this.size) size *= 2;
    this.cells = new Int32Array(size);
    this.usedCells = 0;
    this.crowded = undefined;
    for (let old = 0; old < cells.length; old += 2) {
      const row = cells[old + 1]!;
      if (row > 0) this.move(cells[old]!, row);
    }
    for (const [key, item] of crowded ?? []) this.set(key, item);
  }

  private move(hash: number, row: number): void {
    const cell = this.cellOf(undefined, hash);
    if (cell >= 0) {
      this.use(cell, hash, row);
      return;
    }
    this.crowded ??= new Map();
    this.crowded.set(this.keys[row - 1]!, this.items[row - 1]!);
    this.free(row - 1);
  }
}

function hashOf(key: string | number): number {
  let hash = 0;
  if (typeof key === "number") hash = Math.imul(key, 0x5bd1e995);
  else for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x5bd1e995);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
