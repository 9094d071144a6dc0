import { type ComparePositions, entryOrder } from "../storage/entryOrder.js";
import {
  allEntries,
  deleteEntry,
  findEntry,
  insertEntry,
  NO_SORTED_ENTRIES,
  type SortedEntries,
} from "../storage/sortedEntries.js";
import {
  type DocumentWrite,
  type EntriesKey,
  type Entry,
  type EntryWrite,
  PENDING,
} from "../storage/storage.js";
import { termsKey } from "../storage/termsKey.js";
import type { Value } from "../values/index.js";
import { OwnDocuments } from "./ownDocuments.js";

/** What a transaction does to the entries of one terms tuple. */
export interface OwnEntries {
  readonly compare: ComparePositions;
  added: SortedEntries;
  /** Those of the store that are gone, and perhaps some that it never had. */
  removed: SortedEntries;
}

/** What it does to one index: by the text of the terms tuple. */
interface OwnIndex {
  readonly key: EntriesKey;
  readonly compare: ComparePositions;
  readonly tuples: Map<string, OwnEntries>;
}

/** What the writes of a transaction come to, each row once, in the orders in which scans need them. */
export class SettledWrites {
  /** The first write of each document. */
  readonly firstWrites: DocumentWrite[] = [];
  private readonly collections = new Map<number, OwnDocuments>();
  private readonly indexes = new Map<number, OwnIndex>();
  /** How many of the transaction's writes are in here. */
  private documentCount = 0;
  private entryCount = 0;

  /** True if nothing is in here that is not among so many writes. */
  isWithin(documents: number, entries: number): boolean {
    return this.documentCount <= documents && this.entryCount <= entries;
  }

  followDocuments(writes: readonly DocumentWrite[]): this {
    for (; this.documentCount < writes.length; this.documentCount++) this.write(writes[this.documentCount]!);
    return this;
  }

  followEntries(writes: readonly EntryWrite[]): this {
    for (; this.entryCount < writes.length; this.entryCount++) {
      const write = writes[this.entryCount]!;
      if (write.kind !== "past") {
        const own = this.tuple(write, write.entry.terms);
        if (write.kind === "add") own.added = insertEntry(own.added, write.entry, own.compare);
        else remove(own, write.entry);
      }
    }
    return this;
  }

  documents(collection: number): OwnDocuments | undefined {
    return this.collections.get(collection);
  }

  entries(entries: number, terms: readonly Value[]): OwnEntries | undefined {
    return this.indexes.get(entries)?.tuples.get(termsKey(terms));
  }

  documentWrites(): DocumentWrite[] {
    return [...this.collections.values()].flatMap((own) => [...own.all()]);
  }

  entryWrites(): EntryWrite[] {
    const writes: EntryWrite[] = [];
    for (const { key, compare, tuples } of this.indexes.values()) {
      const { entries, orders } = key;
      for (const { added, removed } of tuples.values()) {
        for (const entry of allEntries(removed)) {
          const isBack = findEntry(added, entry, compare) !== undefined;
          if (!isBack) writes.push({ kind: "remove", entries, orders, entry });
        }
        for (const entry of allEntries(added)) writes.push({ kind: "add", entries, orders, entry });
      }
    }
    return writes;
  }

  private write(write: DocumentWrite): void {
    let own = this.collections.get(write.collection);
    if (own === undefined) {
      own = new OwnDocuments();
      this.collections.set(write.collection, own);
    }
    if (!own.has(write.id)) this.firstWrites.push(write);
    own.set(write);
  }

  private tuple(key: EntriesKey, terms: readonly Value[]): OwnEntries {
    const { tuples, compare } = this.index(key);
    const text = termsKey(terms);
    let own = tuples.get(text);
    if (own === undefined) {
      own = { compare, added: NO_SORTED_ENTRIES, removed: NO_SORTED_ENTRIES };
      tuples.set(text, own);
    }
    return own;
  }

  private index(key: EntriesKey): OwnIndex {
    let index = this.indexes.get(key.entries);
    if (index === undefined) {
      index = { key, compare: entryOrder(key.orders), tuples: new Map() };
      this.indexes.set(key.entries, index);
    }
    return index;
  }
}

function remove(own: OwnEntries, entry: Entry): void {
  const { added, removed, compare } = own;
  const isOwn = findEntry(added, entry, compare) !== undefined;
  if (isOwn) deleteEntry(added, entry, compare);
  // What this transaction added itself is not in the store, or was removed there before. What its version has and it did
  // not add is the store's: a write before left it as it was.
  if (isOwn && entry.from === PENDING) return;
  own.removed = insertEntry(removed, entry, compare);
}
