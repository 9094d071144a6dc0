/** A scan of the store that own writes are merged into. */
export interface Merge<Row> {
  /** The next rows of the store: at most `limit`, behind `last` if that is given. */
  readonly fetch: (last: Row | undefined) => readonly Row[];
  /** True for rows that own writes replace or delete. */
  readonly isHidden: (row: Row) => boolean;
  /** Own rows of the range, in the order of the scan. */
  readonly own: Iterator<Row>;
  readonly isBefore: (a: Row, b: Row) => boolean;
  readonly limit: number;
}

/** The rows that a scan shows in a transaction that wrote. Reads on where own writes hide what the store gave. */
export function mergeRows<Row>({ fetch, isHidden, own, isBefore, limit }: Merge<Row>): Row[] {
  const rows: Row[] = [];
  let page = fetch(undefined);
  let index = 0;
  let nextOwn = own.next();
  while (rows.length < limit) {
    while (index < page.length && isHidden(page[index]!)) index++;
    if (index === page.length && page.length > 0 && page.length >= limit) {
      page = fetch(page[page.length - 1]);
      index = 0;
      continue;
    }
    const stored = page[index];
    if (!nextOwn.done && (stored === undefined || isBefore(nextOwn.value, stored))) {
      rows.push(nextOwn.value);
      nextOwn = own.next();
    } else if (stored !== undefined) {
      rows.push(stored);
      index++;
    } else {
      break;
    }
  }
  return rows;
}
