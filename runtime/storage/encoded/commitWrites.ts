import type { Timestamp } from "../../values/index.js";
import { isStamped } from "../stampEntry.js";
import { stampedWrites } from "../stampedWrites.js";
import type { Commit, DocumentWrite, EntryWrite } from "../storage.js";
import type { ByteRange, ByteRow, ByteRows, ByteWrite } from "./byteStore.js";
import { ByteWriter } from "./byteWriter.js";
import { encodeKeys } from "./changedKeys.js";
import {
  commitKey,
  documentPosition,
  documentPrefixes,
  entryPosition,
  entryPrefixes,
  liveKey,
  logKey,
  pastKey,
  point,
  schemaKey,
} from "./keys.js";
import { encodeEntry, encodeVersion } from "./rowCodec.js";

/** The live rows that a commit may replace, to be moved to the past. A key that holds the commit time is new. */
export function rowsReplaced({ database, documents, entries }: Commit): ByteRange[] {
  return [
    ...documents.map(({ collection, id }) =>
      point(liveKey(documentPrefixes(database, collection), documentPosition(id))),
    ),
    ...entries
      .filter(({ kind, entry }) => kind !== "past" && !isStamped(entry))
      .map((write) =>
        point(liveKey(entryPrefixes(database, write.entries), entryPosition(write.orders, write.entry))),
      ),
  ];
}

/** All rows of a commit; `replaced` are the rows found where it writes. */
export function commitWrites(commit: Commit, time: Timestamp, replaced: ByteRows): ByteWrite[] {
  const rows = new CommitRows(commit.database, time, replaced.flat());
  const { documents, entries } = stampedWrites(commit, time);
  for (const document of documents) rows.writeDocument(document);
  for (const entry of entries) rows.writeEntry(entry);
  return rows.finish(commit.schemaChanges);
}

/** Gathers the rows of one commit. */
class CommitRows {
  private readonly writes: ByteWrite[] = [];
  private readonly changed: Uint8Array[] = [];
  private readonly before: ReadonlyMap<string, ByteRow>;

  constructor(
    private readonly database: number,
    private readonly time: Timestamp,
    replaced: readonly ByteRow[],
  ) {
    this.before = new Map(replaced.map((row) => [row.key.join(), row]));
  }

  writeDocument({ collection, id, version }: DocumentWrite): void {
    const prefixes = documentPrefixes(this.database, collection);
    const position = documentPosition(id);
    const key = liveKey(prefixes, position);
    const before = this.before.get(key.join());
    if (before === undefined && version === undefined) return;
    if (before !== undefined) this.put(pastKey(prefixes, position, this.time), before.value);
    this.replace(key, version && encodeVersion(version));
    this.put(logKey(this.database, collection, this.time, id), new Uint8Array());
  }

  writeEntry(write: EntryWrite): void {
    const { kind, entries, orders, entry } = write;
    const prefixes = entryPrefixes(this.database, entries);
    const position = entryPosition(orders, entry);
    const key = liveKey(prefixes, position);
    if (write.kind === "past") {
      this.put(pastKey(prefixes, position, write.until), encodeEntry(entry));
      this.changed.push(key);
      return;
    }
    const before = this.before.get(key.join());
    if (before === undefined && kind === "remove") return;
    if (before !== undefined) this.put(pastKey(prefixes, position, this.time), before.value);
    this.replace(key, kind === "add" ? encodeEntry(entry) : undefined);
  }

  /** Adds what tells others that rows changed. */
  finish(schemaChanges: readonly number[]): ByteWrite[] {
    const changedIn = new Map([[this.database, this.changed]]);
    for (const database of schemaChanges) {
      const key = schemaKey(database);
      this.put(key, new ByteWriter().double(this.time).finish());
      changedIn.set(database, [...(changedIn.get(database) ?? []), key]);
    }
    for (const [database, keys] of changedIn) this.put(commitKey(database, this.time), encodeKeys(keys));
    return this.writes;
  }

  private replace(key: Uint8Array, value: Uint8Array | undefined): void {
    this.writes.push(value === undefined ? { kind: "delete", key } : { kind: "put", key, value });
    this.changed.push(key);
  }

  private put(key: Uint8Array, value: Uint8Array): void {
    this.writes.push({ kind: "put", key, value });
  }
}
