import type { RootDatabase } from "lmdb";
import type { ByteRange, ByteRow, ByteRows, ByteStore, ByteWrite } from "../encoded/byteStore.js";
import { behindKey, compareByteStrings } from "../encoded/compareByteStrings.js";
import { headOf, isLong, listOf, rowsIn } from "./longKeys.js";
import { openEnvironment } from "./openEnvironment.js";

/** How often a waiting store looks whether another process has written. */
const POLL_MS = 100;

/** An LMDB environment as a store of bytes. Reads come from mapped memory, at once. */
export class LmdbStore implements ByteStore {
  readonly readsWait = false;
  private readonly rows: RootDatabase<Uint8Array, Uint8Array>;
  private waiting: (() => void)[] = [];
  private isWatching = false;
  private isClosed = false;

  /** Where `waits` is true, commits that come together reach the disk together; else each before it answers. */
  constructor(
    directory: string,
    readonly waits: boolean,
    private readonly pause: (milliseconds: number) => Promise<void>,
  ) {
    this.rows = openEnvironment(directory);
  }

  read(ranges: readonly ByteRange[]): ByteRows {
    // Else it would go on seeing what was there when the event loop last turned.
    this.rows.resetReadTxn();
    return this.found(ranges);
  }

  transact(
    ranges: readonly ByteRange[],
    decide: (found: ByteRows) => readonly ByteWrite[],
  ): void | Promise<void> {
    const body = () => {
      for (const write of decide(this.found(ranges))) this.write(write);
    };
    if (!this.waits) {
      this.rows.transactionSync(body);
      this.tell();
      return undefined;
    }
    return this.rows.transaction(body).then(() => this.tell());
  }

  changed(): Promise<void> {
    if (!this.isWatching) void this.watch();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): Promise<void> {
    this.isClosed = true;
    return this.rows.close();
  }

  private found(ranges: readonly ByteRange[]): ByteRows {
    return ranges.map((range) => {
      const found: ByteRow[] = [];
      for (const row of this.rowsFrom(range)) {
        if (found.length >= range.limit) break;
        found.push(row);
      }
      return found;
    });
  }

  private *rowsFrom(range: ByteRange): Generator<ByteRow, void, undefined> {
    for (const { key, value } of this.storedIn(range)) {
      const rows = rowsIn({ key: plain(key), value: plain(value) }).filter(({ key }) => isWithin(key, range));
      yield* range.reverse ? [...rows].reverse() : rows;
    }
  }

  /** The stored rows in which those of a range are. */
  private storedIn({ from, to, reverse }: ByteRange): Iterable<ByteRow> {
    const first = headOf(from);
    const last = headOf(to);
    return reverse
      ? this.rows.getRange({ start: last, end: first, inclusiveEnd: true, reverse })
      : this.rows.getRange({ start: first, end: last, inclusiveEnd: true });
  }

  private write(write: ByteWrite): void {
    switch (write.kind) {
      case "put":
        this.replace(write.key, write.value);
        break;
      case "delete":
        this.replace(write.key, undefined);
        break;
      case "deleteRange":
        this.deleteRange(write.from, write.to);
    }
  }

  private replace(key: Uint8Array, value: Uint8Array | undefined): void {
    if (isLong(key)) this.replaceWithin(headOf(key), { from: key, to: behindKey(key) }, value);
    else if (value === undefined) this.rows.removeSync(key);
    else this.rows.putSync(key, value);
  }

  private deleteRange(from: Uint8Array, to: Uint8Array): void {
    const range = { from, to, reverse: false, limit: Number.POSITIVE_INFINITY };
    const keys = Array.from(this.storedIn(range), ({ key }) => key);
    for (const key of keys) {
      if (isLong(key)) this.replaceWithin(key, range, undefined);
      else if (isWithin(key, range)) this.rows.removeSync(key);
    }
  }

  /** Of the rows that lie together, drops those of a range, and puts one in their place where there is a value. */
  private replaceWithin(head: Uint8Array, range: Bounds, value: Uint8Array | undefined): void {
    const stored = this.rows.getBinary(head);
    const kept = stored === undefined ? [] : rowsIn({ key: head, value: plain(stored) });
    const rows = kept.filter(({ key }) => !isWithin(key, range));
    if (value !== undefined) rows.push({ key: range.from, value });
    if (rows.length === 0) this.rows.removeSync(head);
    else this.rows.putSync(head, listOf(rows));
  }

  /** Looks for commits of other processes for as long as somebody waits. */
  private async watch(): Promise<void> {
    this.isWatching = true;
    let seen = this.lastTransaction();
    do {
      await this.pause(POLL_MS);
      if (this.isClosed) return;
      const last = this.lastTransaction();
      if (last !== seen) this.tell();
      seen = last;
    } while (this.waiting.length > 0);
    this.isWatching = false;
  }

  /** By any process. */
  private lastTransaction(): unknown {
    return (this.rows.getStats() as { readonly lastTxnId: number }).lastTxnId;
  }

  private tell(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** Buffers of Node share memory in `slice`, where other arrays copy. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

type Bounds = Pick<ByteRange, "from" | "to">;

function isWithin(key: Uint8Array, { from, to }: Bounds): boolean {
  return compareByteStrings(key, from) >= 0 && compareByteStrings(key, to) < 0;
}
