import { compareIds, type Timestamp } from "../values/index.js";
import { stampEntry } from "./stampEntry.js";
import type { Commit, DocumentWrite, EntryWrite } from "./storage.js";

/** What a commit stores. */
export interface StampedWrites {
  /** In the order of the log. */
  readonly documents: readonly DocumentWrite[];
  readonly entries: readonly EntryWrite[];
}

/** Puts the commit time wherever the writes of a commit wait for it. */
export function stampedWrites(commit: Commit, time: Timestamp): StampedWrites {
  const documents = inLogOrder(commit.documents).map(({ collection, id, version }) => ({
    collection,
    id,
    version: version && commit.stamp(version, time),
  }));
  const entries = commit.entries.map((write) => ({ ...write, entry: stampEntry(write.entry, time) }));
  return { documents, entries };
}

/** By collection and id: the order in which the log has the rows of one commit. */
export function inLogOrder(writes: readonly DocumentWrite[]): readonly DocumentWrite[] {
  if (writes.length < 2) return writes;
  return [...writes].sort((a, b) => a.collection - b.collection || compareIds(a.id, b.id));
}
