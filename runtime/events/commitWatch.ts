import type { Storage } from "../storage/storage.js";
import type { Timestamp } from "../values/index.js";

/** Tells many listeners of commits, with one wait on the store for each database. */
export class CommitWatch {
  private readonly watched = new Map<number, Set<() => void>>();

  constructor(private readonly storage: Storage) {}

  /** Calls `listener` after commits, perhaps also without one; returns how to stop. */
  subscribe(database: number, listener: () => void): () => void {
    const listeners = this.watched.get(database) ?? this.watch(database);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  private watch(database: number): Set<() => void> {
    const listeners = new Set<() => void>();
    this.watched.set(database, listeners);
    void this.tell(database, listeners);
    return listeners;
  }

  /** Goes on until a commit that nobody listens to any more. */
  private async tell(database: number, listeners: ReadonlySet<() => void>): Promise<void> {
    let seen: Timestamp = 0;
    do {
      seen = await this.storage.changed(database, seen);
      for (const listener of listeners) listener();
    } while (listeners.size > 0);
    this.watched.delete(database);
  }
}
