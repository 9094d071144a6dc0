import { SortedList } from "../storage/sortedList.js";
import type { DocumentScan, DocumentWrite, Version } from "../storage/storage.js";
import { compareIds } from "../values/index.js";

/** The documents of one collection that a transaction wrote; in the order of their ids once a scan asks for it. */
export class OwnDocuments {
  private readonly byId = new Map<string, DocumentWrite>();
  private ordered: SortedList<string> | undefined;

  get size(): number {
    return this.byId.size;
  }

  get(id: string): DocumentWrite | undefined {
    return this.byId.get(id);
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  set(write: DocumentWrite): void {
    this.byId.set(write.id, write);
    this.ordered?.insert(write.id, write.id);
  }

  /** In the order of their first writes. */
  all(): Iterable<DocumentWrite> {
    return this.byId.values();
  }

  /** Versions in the range of a scan and in its order; documents that were deleted have none. */
  *versions({ from, to, reverse }: DocumentScan): Generator<Version> {
    if (this.ordered === undefined) {
      this.ordered = new SortedList(compareIds);
      for (const id of this.byId.keys()) this.ordered.insert(id, id);
    }
    for (const id of this.ordered.within(from, to, reverse)) {
      const { version } = this.byId.get(id)!;
      if (version !== undefined) yield version;
    }
  }
}
