import type { Timestamp } from "../../values/index.js";
import type { Change, ChangeScan, DocumentKey, DocumentScan, Entry, EntryScan, Version } from "../storage.js";
import type { ByteRow } from "./byteStore.js";
import {
  documentPosition,
  documentPositions,
  documentPrefixes,
  entryPositions,
  entryPrefixes,
  firstEndAfter,
  idAtEnd,
  liveKey,
  logBetween,
  point,
  positionOf,
  timeOfLogKey,
} from "./keys.js";
import type { Question } from "./question.js";
import { decodeEntry, decodeVersion, fromOf } from "./rowCodec.js";
import { rowsAsOf } from "./rowsAsOf.js";

/** The live row, or the one that ended first after `at`; whichever held then. */
export function* documentAsOf(
  database: number,
  { collection, id }: DocumentKey,
  at: Timestamp,
): Question<Version | undefined> {
  const prefixes = documentPrefixes(database, collection);
  const position = documentPosition(id);
  const rows = yield [point(liveKey(prefixes, position)), firstEndAfter(prefixes, position, at)];
  const held = rows.flat().find((row: ByteRow) => fromOf(row.value) <= at);
  return held && decodeVersion(id, held.value);
}

/** The documents of a scan, as of a time. */
export function* documentsAsOf(database: number, scan: DocumentScan, at: Timestamp): Question<Version[]> {
  const prefixes = documentPrefixes(database, scan.collection);
  const rows = yield* rowsAsOf({ ...scan, prefixes, range: documentPositions(scan) }, at);
  return rows.map(({ key, value, space }) =>
    decodeVersion(idAtEnd(positionOf(key, prefixes[space], space)), value),
  );
}

/** The entries of a scan, as of a time. */
export function* entriesAsOf(database: number, scan: EntryScan, at: Timestamp): Question<Entry[]> {
  const prefixes = entryPrefixes(database, scan.entries);
  const rows = yield* rowsAsOf({ ...scan, prefixes, range: entryPositions(scan) }, at);
  return rows.map(({ value }) => decodeEntry(scan.terms, value));
}

/** Changes of a collection up to a time, from its log. */
export function* changesThrough(database: number, scan: ChangeScan, through: Timestamp): Question<Change[]> {
  const keys = logBetween(database, scan.collection, scan.after, through);
  const [rows] = yield [{ ...keys, reverse: false, limit: scan.limit }];
  return rows!.map(({ key }) => ({ time: timeOfLogKey(key), id: idAtEnd(key) }));
}
