import type { DocumentWrite, EntriesKey, Entry, EntryWrite, Version } from "../storage/storage.js";
import type { Value } from "../values/index.js";
import type { OwnDocuments } from "./ownDocuments.js";
import { type OwnEntries, SettledWrites } from "./settledWrites.js";
import type { WriteMark } from "./transaction.js";

/** So many writes are looked through as fast as they are settled. */
const FEW = 16;

// Constructors, because V8 takes literals that lived long once, as those of a large transaction do, to old memory.
class BufferedDocument implements DocumentWrite {
  constructor(
    readonly collection: number,
    readonly id: string,
    readonly version: Version | undefined,
  ) {}
}

/** An entry that is added or removed now. */
export class BufferedEntry {
  readonly entries: number;
  readonly orders: EntriesKey["orders"];

  constructor(
    readonly kind: "add" | "remove",
    { entries, orders }: EntriesKey,
    readonly entry: Entry,
  ) {
    this.entries = entries;
    this.orders = orders;
  }
}

/**
 * The writes of one transaction in their order, so that the last ones can be taken back. Most transactions write one
 * document and look at nothing that they wrote: what the writes come to is worked out when somebody asks.
 */
export class WriteBuffer {
  private documents: DocumentWrite[] = [];
  private readonly entries: EntryWrite[] = [];
  private readonly schemas: number[] = [];
  private settled: SettledWrites | undefined = undefined;

  get isEmpty(): boolean {
    return this.documents.length === 0 && this.entries.length === 0 && this.schemas.length === 0;
  }

  /** Documents written so far, each once. */
  get written(): readonly DocumentWrite[] {
    return this.documents.length < 2 ? this.documents : this.settledDocuments().firstWrites;
  }

  mark(): WriteMark {
    const { documents, entries, schemas } = this;
    return { documents: documents.length, entries: entries.length, schemas: schemas.length };
  }

  undo(mark: WriteMark): void {
    this.documents.length = mark.documents;
    this.entries.length = mark.entries;
    this.schemas.length = mark.schemas;
    if (this.settled?.isWithin(mark.documents, mark.entries) === false) this.settled = undefined;
  }

  document(collection: number, id: string): DocumentWrite | undefined {
    if (this.documents.length > 1) return this.ownDocuments(collection)?.get(id);
    const [only] = this.documents;
    return only?.id === id && only.collection === collection ? only : undefined;
  }

  ownDocuments(collection: number): OwnDocuments | undefined {
    return this.documents.length === 0 ? undefined : this.settledDocuments().documents(collection);
  }

  ownEntries(entries: number, terms: readonly Value[]): OwnEntries | undefined {
    const isOther = (write: EntryWrite) => write.entries !== entries;
    if (this.entries.length <= FEW && this.entries.every(isOther)) return undefined;
    return this.settledEntries().entries(entries, terms);
  }

  write(collection: number, id: string, version: Version | undefined): void {
    const write = new BufferedDocument(collection, id, version);
    // Mostly the only one: pushed to an empty array, it would make room for 16 more.
    if (this.documents.length === 0) this.documents = [write];
    else this.documents.push(write);
  }

  writeEntry(write: EntryWrite): void {
    this.entries.push(write);
  }

  changeSchema(database: number): void {
    if (!this.schemas.includes(database)) this.schemas.push(database);
  }

  documentWrites(): readonly DocumentWrite[] {
    return this.documents.length < 2 ? this.documents : this.settledDocuments().documentWrites();
  }

  /** Only what is written again may come to less than it says. */
  entryWrites(): readonly EntryWrite[] {
    if (this.documents.length < 2) return this.entries;
    const past = this.entries.filter(({ kind }) => kind === "past");
    return [...past, ...this.settledEntries().entryWrites()];
  }

  schemaChanges(): readonly number[] {
    return this.schemas;
  }

  private settledDocuments(): SettledWrites {
    this.settled ??= new SettledWrites();
    return this.settled.followDocuments(this.documents);
  }

  private settledEntries(): SettledWrites {
    this.settled ??= new SettledWrites();
    return this.settled.followEntries(this.entries);
  }
}
