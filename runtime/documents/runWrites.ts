import type { Run } from "../call/index.js";
import {
  documentAndCollection,
  transactionTooLarge,
  versionTooLarge,
  withoutFrames,
  writeInThePast,
} from "../problems/writes.js";
import type { Version } from "../storage/storage.js";
import { byteSize } from "./byteSize.js";
import { storedField } from "./version.js";

/** What a run has written so far, as far as later writes depend on it. */
class RunWrites {
  /** Collections whose documents were written. */
  readonly documents = new Set<number>();
  /** Collections whose definitions were updated, replaced or deleted. */
  readonly definitions = new Set<number>();
  bytes = 0;
}

const writesOfRuns = new WeakMap<Run, RunWrites>();

function writesOf(run: Run): RunWrites {
  let writes = writesOfRuns.get(run);
  if (writes === undefined) {
    writes = new RunWrites();
    writesOfRuns.set(run, writes);
  }
  return writes;
}

/** Nothing is written inside of `at`. spec/06 §3.2 */
export function demandPresent(run: Run): void {
  if (run.at !== undefined) throw writeInThePast();
}

/** A query may not write both a collection's definition and its documents. spec/06 §11 */
export function noteDocumentWrite(run: Run, collection: number): void {
  const writes = writesOf(run);
  if (writes.definitions.has(collection)) throw documentAndCollection();
  writes.documents.add(collection);
}

export function noteDefinitionWrite(run: Run, collection: number): void {
  const writes = writesOf(run);
  if (writes.documents.has(collection)) throw documentAndCollection();
  writes.definitions.add(collection);
}

/** Counts the bytes of a version that is about to be written. spec/06 §14 */
export function countBytes(run: Run, version: Version): void {
  let size = 32;
  for (const name of version.$keys) size += name.length + 3 + byteSize(storedField(version, name)!);
  const { versionBytes, transactionBytes } = run.limits;
  if (size > versionBytes) throw withoutFrames(versionTooLarge(size, versionBytes));
  const writes = writesOf(run);
  writes.bytes += size;
  if (writes.bytes > transactionBytes) {
    throw withoutFrames(transactionTooLarge(writes.bytes, transactionBytes));
  }
}
