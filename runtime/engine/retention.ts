import type { Schema } from "../call/index.js";
import { earliestKept } from "../documents/index.js";
import { HIDDEN } from "../schema/index.js";
import type { Storage } from "../storage/storage.js";
import type { Transaction } from "../transaction/index.js";
import { FIRST_USER_COLLECTION, NATIVE, type Timestamp } from "../values/index.js";
import type { Background } from "./background.js";
import { droppedRanges } from "./droppedRanges.js";

const MINUTE = 60_000_000;

/** The history of a collection is pruned at most that often, so that what a pruning walks over is paid for by writes. */
const INTERVAL = 2 * MINUTE;

/** Longer than any transaction runs: none loses what its snapshot promised it. */
const MARGIN = 5 * MINUTE;

/** Tables whose changes may drop something: also a staged schema, when it is put in force or abandoned. */
const DROPPING: ReadonlySet<number> = new Set([NATIVE.Collection, NATIVE.Database, HIDDEN.staged]);

export interface RetentionOptions {
  readonly storage: Storage;
  readonly schemaOf: (transaction: Transaction) => Schema;
  /** Runs a transaction that does not write. */
  readonly read: <T>(database: number, body: (transaction: Transaction) => T) => Promise<T>;
  /** Raises the floor of the history of a collection, in a transaction of its own. */
  readonly raiseFloor: (database: number, collection: number, floor: Timestamp) => Promise<void>;
  /** How many replaced or deleted versions a collection may keep; undefined is no limit. */
  readonly historyBudget: number | undefined;
  readonly background: Background;
  /** Told where the store failed to let something go; it is tried again with later writes. */
  readonly onFault: (fault: unknown) => void;
}

/** What is known of a collection that was written to. */
interface Writes {
  /** When its history was pruned last. */
  pruned: Timestamp;
  /** When it was written to, where there is a budget: one of them for each version of its history. */
  times: Timestamp[];
  /** What its history was cut to last, and when that was said. */
  floor: { readonly time: Timestamp; readonly since: Timestamp } | undefined;
}

/**
 * Lets go of what nobody can read any more, as writes go: history before the earliest readable time, expired documents,
 * dropped collections, indexes and databases. engine §9 Retention, spec/06 §9.3
 */
export class Retention {
  /** The collections of each database that were written to. */
  private readonly databases = new Map<number, Map<number, Writes>>();
  /** Databases in which something may have been dropped, and since when. */
  private readonly unswept = new Map<number, Timestamp>();

  constructor(private readonly options: RetentionOptions) {}

  /** To be called after each commit that wrote. */
  committed(transaction: Transaction, time: Timestamp): void {
    const { database, written } = transaction;
    let collections = this.databases.get(database);
    if (collections === undefined) {
      collections = new Map();
      this.databases.set(database, collections);
      // What was dropped before this process began.
      this.unswept.set(database, time - MARGIN);
    }
    for (const { collection } of written) {
      if (DROPPING.has(collection)) {
        this.unswept.set(database, time);
      }
      if (collection < FIRST_USER_COLLECTION) continue;
      let writes = collections.get(collection);
      if (writes === undefined) {
        writes = { pruned: time, times: [], floor: undefined };
        collections.set(collection, writes);
      }
      if (this.options.historyBudget !== undefined) writes.times.push(time);
      if (time < writes.pruned + INTERVAL) continue;
      writes.pruned = time;
      this.prune(transaction, collection, time, this.budgetFloor(database, collection, writes, time));
    }
    for (const [changed, since] of this.unswept) {
      if (time < since + MARGIN) continue;
      this.unswept.delete(changed);
      this.background(this.sweep(changed, since), () => this.unswept.set(changed, since));
    }
  }

  /**
   * Past the budget the earliest readable time rises, for every process. What lies before goes a while later: the floor
   * that is answered is one that all running transactions know.
   */
  private budgetFloor(database: number, collection: number, writes: Writes, time: Timestamp): Timestamp {
    const { historyBudget, raiseFloor } = this.options;
    const known = writes.floor;
    const isKnown = known !== undefined && known.since + MARGIN <= time;
    if (historyBudget === undefined || (known !== undefined && !isKnown)) return 0;
    const excess = writes.times.length - historyBudget;
    if (excess > 0) {
      const floor = writes.times[excess - 1]!;
      writes.times = writes.times.slice(excess);
      writes.floor = { time: floor, since: time };
      this.background(raiseFloor(database, collection, floor), () => {
        writes.floor = undefined;
      });
    }
    return known?.time ?? 0;
  }

  private prune(transaction: Transaction, collection: number, time: Timestamp, floor: Timestamp): void {
    const definition = this.options.schemaOf(transaction).collection(collection)?.definition;
    if (definition === undefined) return;
    const before = Math.max(earliestKept(time, definition) - MARGIN, floor);
    if (before <= 0) return;
    const { storage } = this.options;
    const { database } = transaction;
    const entries = [...definition.indexes, ...definition.uniques].map((each) => each.entries.id);
    this.background(storage.prune({ kind: "collection", database, collection }, before));
    for (const id of new Set(entries)) {
      this.background(storage.prune({ kind: "entries", database, entries: id }, before));
    }
  }

  /** Removes what was dropped by a time. Doing so twice does no harm. */
  private async sweep(database: number, by: Timestamp): Promise<void> {
    const ranges = await this.options.read(database, (transaction) => droppedRanges(transaction, by));
    for (const range of ranges) await this.options.storage.drop(range);
  }

  private background(work: void | Promise<void>, again: () => void = () => {}): void {
    if (work === undefined) return;
    this.options.background.during(work).catch((fault: unknown) => {
      again();
      this.options.onFault(fault);
    });
  }
}
