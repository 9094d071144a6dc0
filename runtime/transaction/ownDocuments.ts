import { OrderedTree } from "../storage/orderedTree.js";
import type { DocumentScan, DocumentWrite, Version } from "../storage/storage.js";
import { compareIds } from "../values/index.js";

/** The documents of one collection that a transaction wrote; in the order of their ids once a scan asks for it. */
export class OwnDocuments {
  private readonly byId = new Map<string, DocumentWrite>();
  private ordered: OrderedTree<string, DocumentWrite> | undefined;

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
    this.ordered?.set(write.id, write);
  }

  delete(id: string): void {
    this.byId.delete(id);
    this.ordered?.delete(id);
  }

  /** In the order of their first writes. */
  all(): Iterable<DocumentWrite> {
    return this.byId.values();
  }

  /** Versions in the range of a scan and in its order; documents that were deleted have none. */
  *versions({ from, to, reverse }: DocumentScan): Generator<Version> {
    this.ordered ??= new OrderedTree<string, DocumentWrite>([...this.byId], compareIds);
    for (const [id, { version }] of reverse ? this.ordered.entriesReversed(to) : this.ordered.entries(from)) {
      const isBeyond = reverse
        ? from !== undefined && compareIds(id, from) < 0
        : to !== undefined && compareIds(id, to) > 0;
      if (isBeyond) return;
      if (version !== undefined) yield version;
    }
  }
}
