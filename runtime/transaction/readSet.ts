import type { DocumentKey, DocumentScan, Entry, EntryScan, Read, Version } from "../storage/storage.js";

/** What a transaction read in the present: keys and ranges, no rows. The commit checks that none of it changed. */
export class ReadSet {
  private readonly reads: Read[] = [{ kind: "schema" }];
  private readonly seen = new Set<string>();

  get size(): number {
    return this.reads.length;
  }

  all(): readonly Read[] {
    return this.reads;
  }

  /** Forgets what was read since there were `size` reads. */
  undo(size: number): void {
    for (const read of this.reads.splice(size)) {
      if (read.kind === "document") this.seen.delete(seenKey(read.key));
    }
  }

  addDocument({ collection, id, slot }: DocumentKey): void {
    const key = { collection, id, slot };
    const text = seenKey(key);
    if (this.seen.has(text)) return;
    this.seen.add(text);
    this.reads.push({ kind: "document", key });
  }

  /** Only up to the last row, where the limit ended the scan: what lies behind was not looked at. */
  addDocuments(scan: DocumentScan, found: readonly Version[]): void {
    const last = found.length >= scan.limit ? found[found.length - 1]?.$id : undefined;
    const end = last === undefined ? {} : scan.reverse ? { from: last } : { to: last };
    this.reads.push({ kind: "documents", scan: { ...scan, ...end } });
  }

  addEntries(scan: EntryScan, found: readonly Entry[]): void {
    const last = found.length >= scan.limit ? found[found.length - 1] : undefined;
    const bound = last && { values: last.values, id: last.id, inclusive: true };
    const end = bound === undefined ? {} : scan.reverse ? { from: bound } : { to: bound };
    this.reads.push({ kind: "entries", scan: { ...scan, ...end } });
  }
}

function seenKey(key: DocumentKey): string {
  return `${key.collection}:${key.id}`;
}
