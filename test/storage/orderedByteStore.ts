import type { ByteRange, ByteRows, ByteStore, ByteWrite } from "../../runtime/storage/encoded/index.js";
import { SortedList } from "../../runtime/storage/sortedList.js";

/** What to do at an operation, counted from 1: fail before anything happens, or write all and then fail. */
export type Fault = "fails" | "tears";

export class StoreFault extends Error {}

interface TextRow {
  readonly key: string;
  readonly value: Uint8Array;
}

function emptyRows(): SortedList<TextRow, string> {
  return new SortedList((row, key) => (row.key < key ? -1 : row.key > key ? 1 : 0));
}

/** An ordered byte store in memory that answers every read later, counts round trips, and fails on demand. */
export class OrderedByteStore implements ByteStore {
  readonly waits: boolean;
  /** Reads and transactions so far. */
  roundTrips = 0;
  private rows = emptyRows();
  private waiting: (() => void)[] = [];
  private queue: Promise<unknown> = Promise.resolve();
  private readonly faults = new Map<number, Fault>();

  constructor(options: { readonly waits?: boolean } = {}) {
    this.waits = options.waits ?? true;
  }

  /** From now on, the `operation`-th read or transaction goes wrong. */
  injectFault(operation: number, fault: Fault): void {
    this.faults.set(this.roundTrips + operation, fault);
  }

  read(ranges: readonly ByteRange[]): ByteRows | Promise<ByteRows> {
    const fault = this.startOperation();
    if (!this.waits) return this.rowsIn(ranges);
    return later(() => {
      if (fault !== undefined) throw new StoreFault("read");
      return this.rowsIn(ranges);
    });
  }

  transact(
    ranges: readonly ByteRange[],
    decide: (found: ByteRows) => readonly ByteWrite[],
  ): void | Promise<void> {
    const fault = this.startOperation();
    const run = () => {
      if (fault === "fails") throw new StoreFault("transaction, nothing written");
      this.write(decide(this.rowsIn(ranges)));
      if (fault === "tears") throw new StoreFault("transaction, all written");
    };
    if (!this.waits) return run();
    // One at a time, each a while after it was asked for.
    const done = this.queue.then(() => later(run));
    this.queue = done.catch(() => undefined);
    return done;
  }

  changed(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  close(): void {
    this.rows = emptyRows();
  }

  private startOperation(): Fault | undefined {
    this.roundTrips++;
    return this.faults.get(this.roundTrips);
  }

  private rowsIn(ranges: readonly ByteRange[]): ByteRows {
    return ranges.map(({ from, to, reverse, limit }) => {
      const found = this.rowsBetween(from, to).map(({ key, value }) => ({ key: bytesOf(key), value }));
      return (reverse ? found.reverse() : found).slice(0, limit);
    });
  }

  private rowsBetween(from: Uint8Array, to: Uint8Array): readonly TextRow[] {
    const end = textOf(to);
    return [...this.rows.within(textOf(from), end, false)].filter(({ key }) => key < end);
  }

  private write(writes: readonly ByteWrite[]): void {
    for (const write of writes) {
      switch (write.kind) {
        case "put":
          this.rows.delete(textOf(write.key));
          this.rows.insert(textOf(write.key), { key: textOf(write.key), value: write.value });
          break;
        case "delete":
          this.rows.delete(textOf(write.key));
          break;
        case "deleteRange":
          for (const { key } of this.rowsBetween(write.from, write.to)) this.rows.delete(key);
      }
    }
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** One character a byte: the order of the texts is that of the bytes. */
function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** After a few turns of the microtask queue, so that others come between. */
async function later<T>(body: () => T): Promise<T> {
  for (let turn = 0; turn < 3; turn++) await undefined;
  return body();
}
