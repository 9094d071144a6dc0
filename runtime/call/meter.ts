const BYTES_PER_READ_OP = 4096;

/**
 * What a run read of the store, for `stats`. Only there where somebody asks: a run without a meter pays nothing for it.
 * spec/08 §3.4
 */
export class Meter {
  readOps = 0;
  bytesRead = 0;
  private readonly seen = new Set<unknown>();
  /** Collections of which all documents were read. */
  private readonly whole: number[] = [];

  /** True the first time that a document is read, by whatever stands for it; further reads of it are free. */
  isFirst(document: unknown): boolean {
    if (this.seen.has(document)) return false;
    this.seen.add(document);
    return true;
  }

  /**
   * Notes that all documents of a collection are read in the present; answers what was read before, or undefined where all
   * of them were. To remember each of many would cost more than to read it.
   */
  readWhole(collection: number): ReadonlySet<unknown> | undefined {
    if (this.whole.includes(collection)) return undefined;
    this.whole.push(collection);
    return this.seen;
  }

  hasReadWhole(collection: number): boolean {
    return this.whole.includes(collection);
  }

  /** One read of the store; its parts are read each for itself. */
  read(bytes: number, partitions: number): void {
    this.readOps += Math.max(1, Math.ceil(bytes / BYTES_PER_READ_OP)) + partitions - 1;
    this.bytesRead += bytes;
  }

  /** What was counted so far; `reset` forgets what followed. */
  mark(): MeterMark {
    const { readOps, bytesRead, seen, whole } = this;
    return { readOps, bytesRead, documents: seen.size, whole: whole.length };
  }

  reset({ readOps, bytesRead, documents, whole }: MeterMark): void {
    this.readOps = readOps;
    this.bytesRead = bytesRead;
    this.whole.length = whole;
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
  /** Of how many collections all were. */
  readonly whole: number;
}
