import type { Timestamp } from "../../values/index.js";
import type { Commit, Committed, Conflict, PruneRange, Snapshot, Storage } from "../storage.js";
import { MemoryDatabase } from "./memoryDatabase.js";
import { MemorySnapshot } from "./memorySnapshot.js";

export interface MemoryOptions {
  /** Microseconds since 1970; may stand still or go back. */
  readonly clock: () => Timestamp;
}

/** Someone who waits for a commit. */
interface Waiter {
  readonly database: number;
  readonly after: Timestamp;
  readonly resolve: (time: Timestamp) => void;
}

/** Keeps everything in memory, with history: each row has the span of commit times in which it holds. engine §9 */
export class MemoryStorage implements Storage {
  readonly waits = false;
  readonly readsWait = false;
  private databases = new Map<number, MemoryDatabase>();
  /** The latest time handed out, as a snapshot or as a commit: every later commit is after it. */
  private last: Timestamp = 0;
  private waiters: Waiter[] = [];
  /** The database that was asked for last: nearly always it is the next, too. */
  private lastId = -1;
  private lastDatabase: MemoryDatabase | undefined = undefined;

  constructor(private readonly options: MemoryOptions) {}

  begin(database: number, alone = false): Snapshot {
    return new MemorySnapshot(this.database(database), this, alone ? undefined : this.now());
  }

  /** The time of a snapshot of what is here now: it is handed out, so every later commit is after it. */
  now(): Timestamp {
    this.last = Math.max(Math.floor(this.options.clock()), this.last);
    return this.last;
  }

  commit(commit: Commit): Committed | Conflict {
    const database = this.database(commit.database);
    if (commit.reads.length > 0) {
      const changed = commit.reads.filter((read) => database.hasChanged(read, commit.readAt));
      if (changed.length > 0) return { kind: "conflict", reads: changed };
    }
    const time = Math.max(Math.floor(this.options.clock()), this.last + 1);
    this.last = time;
    database.write(commit, time);
    for (const id of commit.schemaChanges) this.database(id).changeSchema(time);
    if (this.waiters.length > 0) this.wake();
    return { kind: "committed", time };
  }

  changed(database: number, after: Timestamp): Promise<Timestamp> {
    const { lastCommit } = this.database(database);
    if (lastCommit > after) return Promise.resolve(lastCommit);
    return new Promise((resolve) => this.waiters.push({ database, after, resolve }));
  }

  prune(range: PruneRange, before: Timestamp): void {
    this.databases.get(range.database)?.prune(range, before);
  }

  drop(range: PruneRange): void {
    this.lastDatabase = undefined;
    if (range.kind === "database") this.databases.delete(range.database);
    else this.databases.get(range.database)?.drop(range);
  }

  fork(): MemoryStorage {
    const copy = new MemoryStorage(this.options);
    copy.last = this.last;
    for (const [id, database] of this.databases) copy.databases.set(id, database.fork());
    return copy;
  }

  close(): void {
    this.lastDatabase = undefined;
    this.databases = new Map();
    this.waiters = [];
  }

  private database(id: number): MemoryDatabase {
    if (id === this.lastId && this.lastDatabase !== undefined) return this.lastDatabase;
    let database = this.databases.get(id);
    if (database === undefined) {
      database = new MemoryDatabase();
      this.databases.set(id, database);
    }
    this.lastId = id;
    this.lastDatabase = database;
    return database;
  }

  private wake(): void {
    const waiting = this.waiters;
    this.waiters = [];
    for (const waiter of waiting) {
      const { lastCommit } = this.database(waiter.database);
      if (lastCommit > waiter.after) waiter.resolve(lastCommit);
      else this.waiters.push(waiter);
    }
  }
}
