const BYTES_PER_READ_OP = 4096;

/**
 * What a run read of the store, for `stats`. Only there where somebody asks: a run without a meter pays nothing for it.
 * spec/08 §3.4
 */
export class Meter {
  readOps = 0;
  bytesRead = 0;
  private readonly seen = new Set<unknown>();

  /** True the first time that a document is read, by whatever stands for it; further reads of it are free. */
  isFirst(document: unknown): boolean {
    if (this.seen.has(document)) return false;
    this.seen.add(document);
    return true;
  }

  /** One read of the store; its parts are read each for itself. */
  read(bytes: number, partitions: number): void {
    this.readOps += Math.max(1, Math.ceil(bytes / BYTES_PER_READ_OP)) + partitions - 1;
    this.bytesRead += bytes;
  }

  /** What was counted so far; `reset` forgets what followed. */
  mark(): MeterMark {
    return { readOps: this.readOps, bytesRead: this.bytesRead, documents: this.seen.size };
  }

  reset({ readOps, bytesRead, documents }: MeterMark): void {
    this.readOps = readOps;
    this.bytesRead = bytesRead;
    // Sets keep the order in which their values came.
    for (const document of [...this.seen].slice(documents)) this.seen.delete(document);
  }

  /** Definitions are read with the schema: they cost bytes only. */
  readSchema(bytes: number): void {
    this.bytesRead += bytes;
  }
}

export interface MeterMark {
  readonly readOps: number;
  readonly bytesRead: number;
  /** How many documents were read. */
  readonly documents: number;
}
