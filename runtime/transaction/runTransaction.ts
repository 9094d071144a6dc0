import type { Sources } from "../call/index.js";
import type { Commit, Conflict, Read, Snapshot, Storage } from "../storage/storage.js";
import type { Timestamp } from "../values/index.js";
import { BufferedTransaction } from "./bufferedTransaction.js";
import { ReplayedSources } from "./replayedSources.js";
import type { Transaction } from "./transaction.js";

export interface RunOptions {
  readonly storage: Storage;
  readonly database: number;
  readonly sources: Sources;
  /** Makes the stored form of versions (`documents/version.ts`). */
  readonly stamp: Commit["stamp"];
  /** Whether a transaction on a store that answers at once may reuse what others looked up: nobody asks what it reads. */
  readonly reusesLookUps?: boolean;
  /** Called after a commit that wrote. */
  readonly committed?: (transaction: Transaction, time: Timestamp) => void;
}

export interface RetryOptions extends RunOptions {
  /** How often a conflict starts the transaction anew. */
  readonly retries: number;
  /** Waits before retry number `retry`, from 1, after a conflict on these reads. spec/08 §12 */
  readonly pause: (retry: number, reads: readonly Read[]) => Promise<void>;
}

/**
 * What runs in a transaction: synchronous; on stores that wait it may be started again, so it must leave no trace
 * outside.
 */
export type TransactionBody<T> = (transaction: Transaction, sources: Sources) => T;

export interface Done<T> {
  readonly kind: "done";
  readonly value: T;
  /** The commit time; of transactions without writes the snapshot. */
  readonly time: Timestamp;
  /** How many conflicts there were before. */
  readonly retries: number;
}

/** All attempts met a conflict; `reads` changed under the last one. */
export interface Contended {
  readonly kind: "contended";
  readonly reads: readonly Read[];
}

/**
 * Runs a transaction on a store that answers at once: no promise between snapshot and commit, so nothing interleaves,
 * nothing conflicts and no read set is kept.
 */
export function runSync<T>(options: RunOptions, body: TransactionBody<T>): Done<T> {
  const transaction = beginSync(options);
  return endSync(options, transaction, body(transaction, options.sources));
}

/** The first half of `runSync`. */
export function beginSync({ storage, database, reusesLookUps }: RunOptions): BufferedTransaction {
  const snapshot = storage.begin(database, true) as Snapshot;
  return new BufferedTransaction(snapshot, { database, waits: false, recordsReads: false, reusesLookUps });
}

/** The second half, given what the body came to. */
export function endSync<T>(options: RunOptions, transaction: BufferedTransaction, value: T): Done<T> {
  if (!transaction.hasWrites) return new DoneReading(value, transaction);
  const result = options.storage.commit(transaction.toCommit(options.stamp));
  if (result instanceof Promise || result.kind === "conflict")
    throw new Error("the store does not answer at once");
  options.committed?.(transaction, result.time);
  return { kind: "done", value, time: result.time, retries: 0 };
}

/** A transaction that only read: for its time, hardly anybody asks. */
class DoneReading<T> implements Done<T> {
  readonly kind = "done";
  readonly retries = 0;

  constructor(
    readonly value: T,
    private readonly transaction: Transaction,
  ) {}

  get time(): Timestamp {
    return this.transaction.snapshot;
  }
}

/** Runs a transaction on any store: loads what a run misses and runs again; retries on conflict. engine §8 */
export async function runAsync<T>(
  options: RetryOptions,
  body: TransactionBody<T>,
): Promise<Done<T> | Contended> {
  for (let retries = 0; ; retries++) {
    const attempt = await Attempt.begin(options);
    const value = await attempt.run(body);
    const result = await attempt.commit();
    if (result.kind === "committed") return { kind: "done", value, time: result.time, retries };
    if (retries >= options.retries) return { kind: "contended", reads: result.reads };
    await options.pause(retries + 1, result.reads);
  }
}

/** One attempt of a transaction in which others may interleave; also of an interactive one, which runs several bodies. */
export class Attempt {
  private readonly sources: ReplayedSources;

  private constructor(
    private readonly options: RunOptions,
    readonly transaction: BufferedTransaction,
  ) {
    this.sources = new ReplayedSources(options.sources);
  }

  static async begin(options: RunOptions): Promise<Attempt> {
    const { storage, database } = options;
    const snapshot = await storage.begin(database);
    const settings = { database, waits: storage.readsWait, recordsReads: true };
    return new Attempt(options, new BufferedTransaction(snapshot, settings));
  }

  /** Runs a body until it misses nothing. If it fails, what it wrote is undone, and what it read still counts. */
  async run<T>(body: TransactionBody<T>): Promise<T> {
    const { transaction, sources } = this;
    const start = transaction.startRun();
    const position = sources.position;
    for (;;) {
      try {
        const value = body(transaction, sources);
        if (transaction.missing === 0) return value;
      } catch (error) {
        if (transaction.missing === 0) {
          transaction.undo(start.writes);
          throw error;
        }
      }
      await transaction.load(transaction.dropRun(start));
      sources.rewind(position);
    }
  }

  /** Commits what was written; without writes there is nothing to check, since all was read from one snapshot. */
  async commit(): Promise<{ readonly kind: "committed"; readonly time: Timestamp } | Conflict> {
    const { transaction, options } = this;
    if (!transaction.hasWrites) return { kind: "committed", time: transaction.snapshot };
    const result = await options.storage.commit(transaction.toCommit(options.stamp));
    if (result.kind === "committed") options.committed?.(transaction, result.time);
    return result;
  }
}
