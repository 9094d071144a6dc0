/** Moving so many items in an array costs less than a level more to look through. */
const MOST_ITEMS = 128;

const NONE: readonly never[] = [];

interface Page<Item> {
  readonly owner: object;
  /** At least one. */
  readonly items: Item[];
}

/**
 * Items in order, of which no two tie. They lie in pages, so that an insertion moves few of them, and none where it comes
 * behind all others, as what is new mostly does. `clone` shares the pages until one side writes.
 */
export class SortedList<Item, Key = Item> {
  private owner: object = {};
  private pages: Page<Item>[] = [];
  private ownsPages = true;
  private count = 0;

  /** @param compare below 0 where the item comes before the key, 0 where it has the key's place */
  constructor(private readonly compare: (item: Item, key: Key) => number) {}

  get size(): number {
    return this.count;
  }

  find(key: Key): Item | undefined {
    const items = this.itemsOf(this.pageOf(key));
    const item = items[this.lowerBound(items, key)];
    return item !== undefined && this.compare(item, key) === 0 ? item : undefined;
  }

  /** Puts an item in its place; false, and changes nothing, where another has it. */
  insert(key: Key, item: Item): boolean {
    const last = this.itemsOf(this.pages.length - 1);
    if (last.length === 0 || this.compare(last[last.length - 1]!, key) < 0) {
      this.append(item);
      return true;
    }
    const number = this.pageOf(key);
    const index = this.lowerBound(this.itemsOf(number), key);
    const next = this.itemsOf(number)[index];
    if (next !== undefined && this.compare(next, key) === 0) return false;
    const { items } = this.ownedPage(number);
    items.splice(index, 0, item);
    this.count += 1;
    if (items.length > MOST_ITEMS) this.addPage(number + 1, items.splice(MOST_ITEMS / 2));
    return true;
  }

  /** False where nothing has the place. */
  delete(key: Key): boolean {
    if (this.find(key) === undefined) return false;
    const number = this.pageOf(key);
    const { items } = this.ownedPage(number);
    items.splice(this.lowerBound(items, key), 1);
    this.count -= 1;
    const next = this.pages[number + 1];
    if (items.length === 0) this.removePage(number);
    else if (next !== undefined && items.length + next.items.length < MOST_ITEMS / 2) {
      items.push(...next.items);
      this.removePage(number + 1);
    }
    return true;
  }

  /** Those from `low` to `high`, both inclusive, in order or in reverse. */
  within(low: Key | undefined, high: Key | undefined, reverse: boolean): Generator<Item> {
    return reverse ? this.downwards(low, high) : this.upwards(low, high);
  }

  private *upwards(low: Key | undefined, high: Key | undefined): Generator<Item> {
    let number = low === undefined ? 0 : this.pageOf(low);
    let index = low === undefined ? 0 : this.lowerBound(this.itemsOf(number), low);
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
      index = this.lowerBound(this.itemsOf(number), high);
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
    let count = this.lowerBound(this.itemsOf(number), key);
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
    const copy = new SortedList<Item, Key>(compare);
    copy.pages = this.pages;
    copy.count = this.count;
    copy.ownsPages = false;
    this.ownsPages = false;
    this.owner = {};
    return copy;
  }

  private itemsOf(number: number): readonly Item[] {
    return this.pages[number]?.items ?? NONE;
  }

  private append(item: Item): void {
    const last = this.pages.length - 1;
    if (last < 0 || this.pages[last]!.items.length >= MOST_ITEMS) this.addPage(last + 1, [item]);
    else this.ownedPage(last).items.push(item);
    this.count += 1;
  }

  private addPage(number: number, items: Item[]): void {
    this.ownedPages().splice(number, 0, { owner: this.owner, items });
  }

  private removePage(number: number): void {
    this.ownedPages().splice(number, 1);
  }

  private ownedPages(): Page<Item>[] {
    if (!this.ownsPages) {
      this.pages = [...this.pages];
      this.ownsPages = true;
    }
    return this.pages;
  }

  private ownedPage(number: number): Page<Item> {
    const page = this.pages[number]!;
    if (page.owner === this.owner) return page;
    const owned = { owner: this.owner, items: [...page.items] };
    this.ownedPages()[number] = owned;
    return owned;
  }

  /** The last page whose first item is not behind the key, or the first; -1 where there is none. */
  private pageOf(key: Key): number {
    let low = 0;
    let high = this.pages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.compare(this.pages[middle]!.items[0]!, key) <= 0) low = middle;
      else high = middle - 1;
    }
    return high;
  }

  /** Index of the first item that is not before the key. */
  private lowerBound(items: readonly Item[], key: Key): number {
    let low = 0;
    let high = items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(items[middle]!, key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
