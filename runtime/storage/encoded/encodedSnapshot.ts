import type { Timestamp } from "../../values/index.js";
import {
  type Change,
  type ChangeScan,
  type DocumentKey,
  type DocumentScan,
  type Entry,
  type EntryScan,
  MISSING,
  type Snapshot,
  type TimedRead,
  type Version,
} from "../storage.js";
import { termsKey } from "../termsKey.js";
import type { ByteStore } from "./byteStore.js";
import { answerAll, answerNow, type Question } from "./question.js";
import { changesThrough, documentAsOf, documentsAsOf, entriesAsOf } from "./questions.js";

/** What one snapshot has seen of a byte store; rows never change as of a time, so that nothing here gets stale. */
export class EncodedSnapshot implements Snapshot {
  private readonly versions = new Map<string, Version | undefined>();
  private readonly scans = new Map<string, readonly unknown[]>();

  constructor(
    private readonly store: ByteStore,
    private readonly readsWait: boolean,
    private readonly database: number,
    readonly time: Timestamp,
    readonly schemaVersion: Timestamp,
  ) {}

  document(key: DocumentKey, at: Timestamp): Version | undefined | typeof MISSING {
    const name = documentName(key.collection, key.id, at);
    const found = this.versions.get(name);
    if (found !== undefined || this.versions.has(name)) return found;
    if (this.readsWait) return MISSING;
    const version = answerNow(this.store, documentAsOf(this.database, key, at));
    this.versions.set(name, version);
    return version;
  }

  documents(scan: DocumentScan, at: Timestamp): readonly Version[] | typeof MISSING {
    return this.scanned({ kind: "documents", scan, at });
  }

  entries(scan: EntryScan, at: Timestamp): readonly Entry[] | typeof MISSING {
    return this.scanned({ kind: "entries", scan, at });
  }

  changes(scan: ChangeScan): readonly Change[] | typeof MISSING {
    return this.scanned({ kind: "changes", scan });
  }

  async load(reads: readonly TimedRead[]): Promise<void> {
    const missing = new Map(reads.filter((read) => !this.has(read)).map((read) => [nameOf(read), read]));
    const answers = await answerAll<unknown>(
      this.store,
      [...missing.values()].map((read) => this.question(read)),
    );
    [...missing.values()].forEach((read, i) => {
      this.keep(read, answers[i]);
    });
  }

  private scanned<Row>(
    read: Exclude<TimedRead, { readonly kind: "document" }>,
  ): readonly Row[] | typeof MISSING {
    const found = this.scans.get(nameOf(read));
    if (found !== undefined) return found as readonly Row[];
    if (this.readsWait) return MISSING;
    const rows = answerNow(this.store, this.question(read)) as readonly Row[];
    this.keep(read, rows);
    return rows;
  }

  private has(read: TimedRead): boolean {
    return read.kind === "document" ? this.versions.has(nameOf(read)) : this.scans.has(nameOf(read));
  }

  private question(read: TimedRead): Question<unknown> {
    switch (read.kind) {
      case "document":
        return documentAsOf(this.database, read.key, read.at);
      case "documents":
        return documentsAsOf(this.database, read.scan, read.at);
      case "entries":
        return entriesAsOf(this.database, read.scan, read.at);
      case "changes":
        return changesThrough(this.database, read.scan, this.time);
    }
  }

  /** What a scan of documents brought also answers for each of them. */
  private keep(read: TimedRead, answer: unknown): void {
    if (read.kind === "document") {
      this.versions.set(nameOf(read), answer as Version | undefined);
      return;
    }
    this.scans.set(nameOf(read), answer as readonly unknown[]);
    if (read.kind !== "documents") return;
    for (const version of answer as readonly Version[]) {
      this.versions.set(documentName(read.scan.collection, version.$id, read.at), version);
    }
  }
}

function documentName(collection: number, id: string, at: Timestamp): string {
  return `${collection}:${id}@${at}`;
}

/** Reads of one name have one answer. */
function nameOf(read: TimedRead): string {
  switch (read.kind) {
    case "document":
      return documentName(read.key.collection, read.key.id, read.at);
    case "documents": {
      const { collection, from, to, reverse, limit } = read.scan;
      return `d${collection}:${from}:${to}:${reverse}:${limit}@${read.at}`;
    }
    case "entries": {
      const { entries, terms, from, to, reverse, limit } = read.scan;
      const bounds = [from, to].map((bound) => bound && [termsKey(bound.values), bound.id, bound.inclusive]);
      return JSON.stringify(["e", entries, termsKey(terms), bounds, reverse, String(limit), read.at]);
    }
    case "changes": {
      const { collection, after, limit } = read.scan;
      return `c${collection}:${after.time}:${after.id}:${limit}`;
    }
  }
}
