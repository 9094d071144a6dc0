import type { Run } from "../call/index.js";
import {
  documentAndCollection,
  transactionTooLarge,
  versionTooLarge,
  withoutFrames,
  writeInThePast,
} from "../problems/writes.js";
import type { Version } from "../storage/storage.js";
import { versionBytes } from "./metering.js";

/** Nothing is written inside of `at`. spec/06 §3.2 */
export function demandPresent(run: Run): void {
  if (run.at !== undefined) throw writeInThePast();
}

/** A query may not write both a collection's definition and its documents. spec/06 §11 */
export function noteDocumentWrite(run: Run, collection: number): void {
  const { writes } = run;
  if (writes.definitions.includes(collection)) throw documentAndCollection();
  if (!writes.documents.includes(collection)) writes.documents = [...writes.documents, collection];
}

/** The other side of `noteDocumentWrite`. */
export function noteDefinitionWrite(run: Run, collection: number): void {
  const { writes } = run;
  if (writes.documents.includes(collection)) throw documentAndCollection();
  if (!writes.definitions.includes(collection)) writes.definitions = [...writes.definitions, collection];
}

/** Counts the bytes of a version that is about to be written. spec/06 §14 */
export function countBytes(run: Run, version: Version): void {
  const size = versionBytes(version);
  const { limits } = run;
  if (size > limits.versionBytes) throw withoutFrames(versionTooLarge(size, limits.versionBytes));
  const { writes } = run;
  writes.bytes += size;
  if (writes.bytes > limits.transactionBytes) {
    throw withoutFrames(transactionTooLarge(writes.bytes, limits.transactionBytes));
  }
}
