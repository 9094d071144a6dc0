import type { Schema } from "../call/index.js";
import { earliestKept } from "../documents/index.js";
import { HIDDEN } from "../schema/index.js";
import type { Storage } from "../storage/storage.js";
import type { Transaction } from "../transaction/index.js";
import { FIRST_USER_COLLECTION, NATIVE, type Timestamp } from "../values/index.js";
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
  /** Told where the store failed to let something go; it is tried again with later writes. */
  readonly onFault: (fault: unknown) => void;
}

/**
 * Lets go of what nobody can read any more, as writes go: history before the earliest readable time, expired documents,
 * dropped collections, indexes and databases. engine §9 Retention, spec/06 §9.3
 */
export class Retention {
  /** When the collections of each database were pruned last. */
  private readonly pruned = new Map<number, Map<number, Timestamp>>();
  /** Databases in which something may have been dropped, and since when. */
  private readonly unswept = new Map<number, Timestamp>();

  constructor(private readonly options: RetentionOptions) {}

  /** To be called after each commit that wrote. */
  committed(transaction: Transaction, time: Timestamp): void {
    const { database, written } = transaction;
    let collections = this.pruned.get(database);
    if (collections === undefined) {
      collections = new Map();
      this.pruned.set(database, collections);
      // What was dropped before this process began.
      this.unswept.set(database, time - MARGIN);
    }
    for (const { collection } of written) {
      if (DROPPING.has(collection)) {
        this.unswept.set(database, time);
      }
      if (collection < FIRST_USER_COLLECTION) continue;
      const last = collections.get(collection);
      if (last !== undefined && time < last + INTERVAL) continue;
      collections.set(collection, time);
      if (last !== undefined) this.prune(transaction, collection, time);
    }
    for (const [changed, since] of this.unswept) {
      if (time < since + MARGIN) continue;
      this.unswept.delete(changed);
      this.background(this.sweep(changed, since), () => this.unswept.set(changed, since));
    }
  }

  private prune(transaction: Transaction, collection: number, time: Timestamp): void {
    const definition = this.options.schemaOf(transaction).collection(collection)?.definition;
    if (definition === undefined) return;
    const before = earliestKept(time, definition) - MARGIN;
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
    work?.catch((fault: unknown) => {
      again();
      this.options.onFault(fault);
    });
  }
}
