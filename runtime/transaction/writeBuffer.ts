import { type ComparePositions, entryOrder } from "../storage/entryOrder.js";
import {
  allEntries,
  deleteEntry,
  findEntry,
  insertEntry,
  insertNewEntry,
  NO_SORTED_ENTRIES,
  type SortedEntries,
} from "../storage/sortedEntries.js";
import {
  type DocumentWrite,
  type EntriesKey,
  type Entry,
  type EntryWrite,
  PENDING,
  type Version,
} from "../storage/storage.js";
import { termsKey } from "../storage/termsKey.js";
import type { Value } from "../values/index.js";
import { OwnDocuments } from "./ownDocuments.js";
import type { WrittenDocument } from "./transaction.js";

/** What this transaction does to the entries of one terms tuple. */
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

/** The writes of one transaction, in the orders in which scans need them; each can be undone. */
export class WriteBuffer {
  readonly written: WrittenDocument[] = [];
  private readonly documents = new Map<number, OwnDocuments>();
  private readonly indexes = new Map<number, OwnIndex>();
  private readonly past: EntryWrite[] = [];
  private readonly schemas: number[] = [];
  /** How to take each write back. */
  private readonly journal: (() => void)[] = [];

  get size(): number {
    return this.journal.length;
  }

  undo(size: number): void {
    while (this.journal.length > size) this.journal.pop()!();
  }

  document(collection: number, id: string): DocumentWrite | undefined {
    return this.documents.get(collection)?.get(id);
  }

  ownDocuments(collection: number): OwnDocuments | undefined {
    return this.documents.get(collection);
  }

  ownEntries(entries: number, terms: readonly Value[]): OwnEntries | undefined {
    return this.indexes.get(entries)?.tuples.get(termsKey(terms));
  }

  write(collection: number, id: string, version: Version | undefined): void {
    let own = this.documents.get(collection);
    if (own === undefined) {
      own = new OwnDocuments();
      this.documents.set(collection, own);
    }
    const documents = own;
    const before = documents.get(id);
    documents.set({ collection, id, version });
    if (before === undefined) this.written.push({ collection, id });
    this.journal.push(() => {
      if (before !== undefined) {
        documents.set(before);
      } else {
        documents.delete(id);
        this.written.pop();
      }
    });
  }

  addEntry(key: EntriesKey, entry: Entry): void {
    const own = this.tuple(key, entry.terms);
    const inserted = insertNewEntry(own.added, entry, own.compare);
    if (inserted === undefined) this.rememberAdded(own, entry);
    else this.journal.push(() => deleteEntry(own.added, entry, own.compare));
    own.added = inserted ?? insertEntry(own.added, entry, own.compare);
  }

  removeEntry(key: EntriesKey, entry: Entry): void {
    const own = this.tuple(key, entry.terms);
    const isOwn = findEntry(own.added, entry, own.compare) !== undefined;
    this.rememberAdded(own, entry);
    deleteEntry(own.added, entry, own.compare);
    // What this transaction added itself is not in the store, or was removed there before. What its version has and it did
    // not add is the store's: a write before left it as it was.
    if ((isOwn && entry.from === PENDING) || findEntry(own.removed, entry, own.compare) !== undefined) return;
    own.removed = insertEntry(own.removed, entry, own.compare);
    this.journal.push(() => deleteEntry(own.removed, entry, own.compare));
  }

  addPastEntry({ entries, orders }: EntriesKey, entry: Entry): void {
    this.past.push({ kind: "past", entries, orders, entry });
    this.journal.push(() => this.past.pop());
  }

  changeSchema(database: number): void {
    if (this.schemas.includes(database)) return;
    this.schemas.push(database);
    this.journal.push(() => this.schemas.pop());
  }

  documentWrites(): DocumentWrite[] {
    const writes: DocumentWrite[] = [];
    for (const own of this.documents.values()) for (const write of own.all()) writes.push(write);
    return writes;
  }

  entryWrites(): EntryWrite[] {
    const writes = [...this.past];
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

  schemaChanges(): number[] {
    return [...this.schemas];
  }

  /** Notes how to put back what is now in the place of `entry` among the added ones. */
  private rememberAdded(own: OwnEntries, entry: Entry): void {
    const before = findEntry(own.added, entry, own.compare);
    this.journal.push(() => {
      if (before === undefined) deleteEntry(own.added, entry, own.compare);
      else own.added = insertEntry(own.added, before, own.compare);
    });
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
