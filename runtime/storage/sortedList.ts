/** Moving so many items in an array costs less than a level more to look through. */
const MOST_ITEMS = 128;

const NONE: readonly never[] = [];
const NO_RANKS = new Float64Array(0);

interface Page<Item> {
  readonly owner: object;
  /** At least one. */
  readonly items: Item[];
  /** Their ranks, in lists that have any: comparing with one loads no more than that. */
  readonly ranks: Float64Array;
}

/**
 * Items in order, of which no two tie. They lie in pages, so that an insertion moves few of them, and none where it comes
 * behind all others, as what is new mostly does. `clone` shares the pages until one side writes.
 */
export class SortedList<Item, Key = Item> {
  private owner: object = {};
  private pages: Page<Item>[] = [];
  /** The first rank of each page. */
  private firsts: number[] = [];
  private ownsPages = true;
  private count = 0;

  /**
   * @param compare below 0 where the item comes before the key, 0 where it has the key's place
   * @param rank a number for the place of a key: what has the lower one comes before, of equal ones nothing is known; NaN
   * where there is none
   */
  constructor(
    private readonly compare: (item: Item, key: Key) => number,
    private readonly rank?: (key: Key) => number,
  ) {}

  get size(): number {
    return this.count;
  }

  find(key: Key): Item | undefined {
    const rank = this.rankOf(key);
    const number = this.pageOf(key, rank);
    const item = this.itemsOf(number)[this.lowerBound(number, key, rank)];
    return item !== undefined && this.compare(item, key) === 0 ? item : undefined;
  }

  /** Puts an item in its place; false, and changes nothing, where another has it. */
  insert(key: Key, item: Item): boolean {
    const rank = this.rankOf(key);
    const last = this.itemsOf(this.pages.length - 1);
    if (last.length === 0 || this.compare(last[last.length - 1]!, key) < 0) {
      const number = last.length === 0 || last.length >= MOST_ITEMS ? this.addPage() : this.pages.length - 1;
      this.put(number, this.itemsOf(number).length, rank, item);
      return true;
    }
    const number = this.pageOf(key, rank);
    const index = this.lowerBound(number, key, rank);
    const next = this.itemsOf(number)[index];
    if (next !== undefined && this.compare(next, key) === 0) return false;
    this.put(number, index, rank, item);
    if (this.itemsOf(number).length > MOST_ITEMS) this.split(number);
    return true;
  }

  /** False where nothing has the place. */
  delete(key: Key): boolean {
    const rank = this.rankOf(key);
    const number = this.pageOf(key, rank);
    const index = this.lowerBound(number, key, rank);
    const item = this.itemsOf(number)[index];
    if (item === undefined || this.compare(item, key) !== 0) return false;
    const { items, ranks } = this.ownedPage(number);
    items.splice(index, 1);
    ranks.copyWithin(index, index + 1);
    this.count -= 1;
    const next = this.pages[number + 1];
    if (items.length === 0) this.removePage(number);
    else if (next !== undefined && items.length + next.items.length < MOST_ITEMS / 2) {
      if (ranks.length > 0) ranks.set(next.ranks.subarray(0, next.items.length), items.length);
      items.push(...next.items);
      this.removePage(number + 1);
    }
    this.noteFirst(number);
    return true;
  }

  /** Those from `low` to `high`, both inclusive, in order or in reverse. */
  within(low: Key | undefined, high: Key | undefined, reverse: boolean): Generator<Item> {
    return reverse ? this.downwards(low, high) : this.upwards(low, high);
  }

  private *upwards(low: Key | undefined, high: Key | undefined): Generator<Item> {
    let number = low === undefined ? 0 : this.pageOf(low);
    let index = low === undefined ? 0 : this.lowerBound(number, low);
    for (; number < this.pages.length; number++, index = 0) {
      const items = this.itemsOf(number);
      for (; index < items.length; index++) {
        if (high !== undefined && this.compare(items[index]!, high) > 0) return;
        yield items[index]!;
      }
    }
  }

  private *downwards(low: Key | undefined, high: Key | undefined): Generator<Item> {
    let number = high === undefined ? this.pages.length - 1 : this.pageOf(high);
    let index = this.itemsOf(number).length - 1;
    if (high !== undefined) {
      index = this.lowerBound(number, high);
      const tie = this.itemsOf(number)[index];
      if (tie === undefined || this.compare(tie, high) !== 0) index -= 1;
    }
    while (number >= 0) {
      const items = this.itemsOf(number);
      for (; index >= 0; index--) {
        if (low !== undefined && this.compare(items[index]!, low) < 0) return;
        yield items[index]!;
      }
      number -= 1;
      index = this.itemsOf(number).length - 1;
    }
  }

  /** How many lie from `low` to `high`, both inclusive. */
  countWithin(low: Key | undefined, high: Key | undefined): number {
    const start = low === undefined ? 0 : this.countBefore(low);
    if (high === undefined) return this.count - start;
    return Math.max(0, this.countBefore(high) + (this.find(high) === undefined ? 0 : 1) - start);
  }

  private countBefore(key: Key): number {
    const number = this.pageOf(key);
    let count = this.lowerBound(number, key);
    for (let i = 0; i < number; i++) count += this.pages[i]!.items.length;
    return count;
  }

  /** The first items, at most `limit`. */
  first(limit: number): Item[] {
    const found = this.itemsOf(0).slice(0, limit);
    for (let number = 1; number < this.pages.length && found.length < limit; number++) {
      const items = this.itemsOf(number);
      for (let i = 0; i < items.length && found.length < limit; i++) found.push(items[i]!);
    }
    return found;
  }

  /** @param compare what the copy compares by, where that depends on whose it is */
  clone(compare = this.compare): SortedList<Item, Key> {
    const copy = new SortedList<Item, Key>(compare, this.rank);
    copy.pages = this.pages;
    copy.firsts = this.firsts;
    copy.count = this.count;
    copy.ownsPages = false;
    this.ownsPages = false;
    this.owner = {};
    return copy;
  }

  private itemsOf(number: number): readonly Item[] {
    return this.pages[number]?.items ?? NONE;
  }

  private put(number: number, index: number, rank: number, item: Item): void {
    const { items, ranks } = this.ownedPage(number);
    if (this.rank !== undefined) {
      if (index < items.length) ranks.copyWithin(index + 1, index, items.length);
      ranks[index] = rank;
    }
    // Nothing is to be moved by most: `push` costs less.
    if (index === items.length) items.push(item);
    else items.splice(index, 0, item);
    this.count += 1;
    if (index === 0) this.noteFirst(number);
  }

  /** A page at the end, for an item that comes at once. */
  private addPage(): number {
    this.ownPages();
    return this.pages.push({ owner: this.owner, items: [], ranks: this.newRanks() }) - 1;
  }

  private split(number: number): void {
    const { items, ranks } = this.ownedPage(number);
    this.ownPages();
    const half = MOST_ITEMS / 2;
    const rest = { owner: this.owner, items: items.splice(half), ranks: this.newRanks() };
    if (ranks.length > 0) rest.ranks.set(ranks.subarray(half));
    this.pages.splice(number + 1, 0, rest);
    this.firsts.splice(number + 1, 0, Number.NaN);
    this.noteFirst(number + 1);
  }

  private removePage(number: number): void {
    this.ownPages();
    this.pages.splice(number, 1);
    this.firsts.splice(number, 1);
  }

  private newRanks(): Float64Array {
    return this.rank === undefined ? NO_RANKS : new Float64Array(MOST_ITEMS + 1);
  }

  private noteFirst(number: number): void {
    if (number >= this.pages.length) return;
    this.ownPages();
    this.firsts[number] = this.pages[number]!.ranks[0] ?? Number.NaN;
  }

  private ownPages(): void {
    if (this.ownsPages) return;
    this.pages = [...this.pages];
    this.firsts = [...this.firsts];
    this.ownsPages = true;
  }

  private ownedPage(number: number): Page<Item> {
    const page = this.pages[number]!;
    if (page.owner === this.owner) return page;
    const owned = { owner: this.owner, items: [...page.items], ranks: page.ranks.slice() };
    this.ownPages();
    this.pages[number] = owned;
    return owned;
  }

  /** The last page whose first item is not behind the key, or the first; -1 where there is none. */
  private pageOf(key: Key, rank = this.rankOf(key)): number {
    let low = 0;
    let high = this.pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      const first = this.firsts[middle]!;
      const isBehind =
        first > rank || (!(first < rank) && this.compare(this.pages[middle]!.items[0]!, key) > 0);
      if (isBehind) high = middle - 1;
      else low = middle;
    }
    return high;
  }

  /** Index of the first item of a page that is not before the key. */
  private lowerBound(number: number, key: Key, rank = this.rankOf(key)): number {
    const page = this.pages[number];
    if (page === undefined) return 0;
    const { items, ranks } = page;
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const its = ranks.length === 0 ? Number.NaN : ranks[middle]!;
      const isBefore = its < rank || (!(its > rank) && this.compare(items[middle]!, key) < 0);
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private rankOf(key: Key): number {
    return this.rank === undefined ? Number.NaN : this.rank(key);
  }
}
