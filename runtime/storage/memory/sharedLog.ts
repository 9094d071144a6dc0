import type { Timestamp } from "../../values/index.js";

const PAGE_SIZE = 256;

interface Page<Row> {
  readonly owner: object;
  readonly rows: Row[];
}

/** Rows in the order of their times, added at the end and dropped from the start; `fork` shares all full pages. */
export class SharedLog<Row extends { readonly time: Timestamp }> {
  private owner: object = {};
  private pages: Page<Row>[] = [];
  /** Rows of the first page that were dropped. */
  private dropped = 0;
  private count = 0;
  /** Rows up to this time may have been dropped. */
  private droppedThrough: Timestamp = 0;

  append(row: Row): void {
    let page = this.pages[this.pages.length - 1];
    if (page === undefined || page.rows.length === PAGE_SIZE) {
      page = { owner: this.owner, rows: [] };
      this.pages.push(page);
    } else if (page.owner !== this.owner) {
      page = { owner: this.owner, rows: [...page.rows] };
      this.pages[this.pages.length - 1] = page;
    }
    page.rows.push(row);
    this.count++;
  }

  /** True where all rows after `time` are still here. */
  reaches(time: Timestamp): boolean {
    return time >= this.droppedThrough;
  }

  /** Rows later than `time`, oldest first. */
  *after(time: Timestamp): Generator<Row> {
    for (let i = this.firstAfter(time); i < this.count; i++) yield this.row(i);
  }

  /** Drops the rows up to `time` and answers them. */
  dropThrough(time: Timestamp): readonly Row[] {
    const end = this.firstAfter(time);
    const rows: Row[] = [];
    for (let i = 0; i < end; i++) rows.push(this.row(i));
    const start = this.dropped + end;
    this.pages = this.pages.slice(Math.floor(start / PAGE_SIZE));
    this.dropped = start % PAGE_SIZE;
    this.count -= end;
    this.droppedThrough = Math.max(this.droppedThrough, time);
    return rows;
  }

  fork(): SharedLog<Row> {
    const copy = new SharedLog<Row>();
    copy.pages = [...this.pages];
    copy.dropped = this.dropped;
    copy.count = this.count;
    copy.droppedThrough = this.droppedThrough;
    this.owner = {};
    return copy;
  }

  private row(index: number): Row {
    const at = this.dropped + index;
    return this.pages[Math.floor(at / PAGE_SIZE)]!.rows[at % PAGE_SIZE]!;
  }

  private firstAfter(time: Timestamp): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.row(middle).time <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
