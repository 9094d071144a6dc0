import type { Timestamp } from "../../values/index.js";

const PAGE_SIZE = 256;

/** Columns, because a row is there for every write of the database. */
interface Page<Item> {
  readonly owner: object;
  readonly times: Float64Array;
  readonly items: Item[];
}

/** An item, and when it was added. */
export interface Logged<Item> {
  readonly time: Timestamp;
  readonly item: Item;
}

/** Items in the order of their times, added at the end and dropped from the start; `fork` shares all full pages. */
export class SharedLog<Item> {
  private owner: object = {};
  private pages: Page<Item>[] = [];
  /** Rows of the first page that were dropped. */
  private dropped = 0;
  private count = 0;
  /** Rows up to this time may have been dropped. */
  private droppedThrough: Timestamp = 0;

  append(time: Timestamp, item: Item): void {
    let page = this.pages[this.pages.length - 1];
    if (page === undefined || page.items.length === PAGE_SIZE) {
      page = { owner: this.owner, times: new Float64Array(PAGE_SIZE), items: [] };
      this.pages.push(page);
    } else if (page.owner !== this.owner) {
      page = { owner: this.owner, times: page.times.slice(), items: [...page.items] };
      this.pages[this.pages.length - 1] = page;
    }
    page.times[page.items.length] = time;
    page.items.push(item);
    this.count++;
  }

  /** True where all rows after `time` are still here. */
  reaches(time: Timestamp): boolean {
    return time >= this.droppedThrough;
  }

  /** Rows later than `time`, oldest first. */
  *after(time: Timestamp): Generator<Logged<Item>> {
    for (let i = this.firstAfter(time); i < this.count; i++) yield { time: this.time(i), item: this.item(i) };
  }

  /** Drops the items up to `time` and answers them. */
  dropThrough(time: Timestamp): readonly Item[] {
    const end = this.firstAfter(time);
    const items: Item[] = [];
    for (let i = 0; i < end; i++) items.push(this.item(i));
    const start = this.dropped + end;
    this.pages = this.pages.slice(Math.floor(start / PAGE_SIZE));
    this.dropped = start % PAGE_SIZE;
    this.count -= end;
    this.droppedThrough = Math.max(this.droppedThrough, time);
    return items;
  }

  fork(): SharedLog<Item> {
    const copy = new SharedLog<Item>();
    copy.pages = [...this.pages];
    copy.dropped = this.dropped;
    copy.count = this.count;
    copy.droppedThrough = this.droppedThrough;
    this.owner = {};
    return copy;
  }

  private time(index: number): Timestamp {
    const at = this.dropped + index;
    return this.pages[Math.floor(at / PAGE_SIZE)]!.times[at % PAGE_SIZE]!;
  }

  private item(index: number): Item {
    const at = this.dropped + index;
    return this.pages[Math.floor(at / PAGE_SIZE)]!.items[at % PAGE_SIZE]!;
  }

  private firstAfter(time: Timestamp): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.time(middle) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
