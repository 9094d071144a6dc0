import type { Read } from "../storage.js";
import { ByteReader } from "./byteReader.js";
import { ByteWriter } from "./byteWriter.js";
import { compareByteStrings } from "./compareByteStrings.js";
import {
  documentPosition,
  documentPositions,
  documentPrefixes,
  entryPositions,
  entryPrefixes,
  keysBetween,
  liveKey,
  point,
  schemaKey,
} from "./keys.js";

/** What a commit changed, as one row: keys of live rows, and of schema versions. */
export function encodeKeys(keys: readonly Uint8Array[]): Uint8Array {
  const out = new ByteWriter();
  for (const key of keys) out.uint(key.length).bytes(key);
  return out.finish();
}

export function decodeKeys(row: Uint8Array): readonly Uint8Array[] {
  const reader = new ByteReader(row);
  const keys: Uint8Array[] = [];
  while (!reader.isAtEnd) keys.push(reader.bytes(reader.uint()));
  return keys;
}

/** The reads within which one of the changed keys lies. */
export function changedReads(
  database: number,
  reads: readonly Read[],
  changed: readonly Uint8Array[],
): readonly Read[] {
  if (changed.length === 0) return [];
  return reads.filter((read) => {
    const { from, to } = keysRead(database, read);
    return changed.some((key) => compareByteStrings(key, from) >= 0 && compareByteStrings(key, to) < 0);
  });
}

function keysRead(database: number, read: Read): { readonly from: Uint8Array; readonly to: Uint8Array } {
  switch (read.kind) {
    case "document":
      return point(liveKey(documentPrefixes(database, read.key.collection), documentPosition(read.key.id)));
    case "documents":
      return keysBetween(documentPrefixes(database, read.scan.collection).live, documentPositions(read.scan));
    case "entries":
      return keysBetween(entryPrefixes(database, read.scan.entries).live, entryPositions(read.scan));
    case "schema":
      return point(schemaKey(database));
  }
}
