import type { Run } from "../call/index.js";
import { entryBytes, storedField, versionBytes } from "../documents/index.js";
import type { QueryStats } from "../queryRequest.js";
import { HIDDEN, STORED_ENTRIES } from "../schema/index.js";
import type { DocumentWrite, Version } from "../storage/storage.js";
import { DocumentValue, NATIVE } from "../values/index.js";

const UNITS_PER_COMPUTE_OP = 50;
const BYTES_PER_WRITE_OP = 1024;
const KEY_BYTES = 14;

/** What a query is told to have cost; without a run, nothing ran. spec/08 §3.4 */
export function statsOf(run: Run | undefined, elapsedMs: number, contentionRetries: number): QueryStats {
  const written = run === undefined ? NOTHING : writesOf(run);
  // Attempts that were lost cost what the last one did.
  const attempts = contentionRetries + 1;
  return {
    computeOps: attempts * Math.max(1, Math.ceil((run?.units ?? 0) / UNITS_PER_COMPUTE_OP)),
    readOps: attempts * (run?.meter?.readOps ?? 0),
    writeOps: attempts * written.ops,
    queryTimeMs: Math.round(elapsedMs),
    contentionRetries,
    storageBytesRead: (run?.meter?.bytesRead ?? 0) + written.schemaBytesRead,
    storageBytesWrite: written.bytes,
    rateLimitsHit: [],
  };
}

interface Written {
  readonly ops: number;
  readonly bytes: number;
  /** Definitions are looked at as a whole where one is written. */
  readonly schemaBytesRead: number;
}

const NOTHING: Written = { ops: 0, bytes: 0, schemaBytesRead: 0 };

function writesOf(run: Run): Written {
  if (!run.transaction.hasWrites) return NOTHING;
  const { documents, entries } = run.transaction.writes();
  const entriesOf = new Map<string, number>();
  for (const { entry } of entries) {
    entriesOf.set(entry.id, (entriesOf.get(entry.id) ?? 0) + entryBytes([...entry.terms, ...entry.values]));
  }
  let ops = 0;
  let bytes = 0;
  let schemaBytesRead = 0;
  for (const write of documents) {
    if (write.collection === HIDDEN.sequences) continue;
    const size = KEY_BYTES + (write.version === undefined ? 0 : versionBytes(write.version));
    if (isDocument(write)) {
      const withEntries = size + (entriesOf.get(write.id) ?? 0);
      ops += Math.ceil(withEntries / BYTES_PER_WRITE_OP);
      bytes += withEntries;
    } else {
      const writeOps = Math.ceil(size / BYTES_PER_WRITE_OP) + newEntries(run, write);
      ops += writeOps;
      // Whole units, so that operations and bytes of several definitions agree.
      bytes += writeOps * BYTES_PER_WRITE_OP;
      schemaBytesRead += size;
    }
  }
  return { ops, bytes, schemaBytesRead };
}

/** Definitions, and the files of FSL that follow them, are no documents. */
function isDocument({ collection }: DocumentWrite): boolean {
  return collection >= NATIVE.Key && collection !== HIDDEN.sourceFiles && collection !== HIDDEN.staged;
}

/** How many shapes of entries a collection gains by a write: each is a definition of its own. */
function newEntries(run: Run, { collection, id, version }: DocumentWrite): number {
  if (collection !== NATIVE.Collection || version === undefined) return 0;
  const before = run.transaction.version(new DocumentValue(collection, id), run.transaction.snapshot);
  return Math.max(0, entriesCount(version) - (before === undefined ? 0 : entriesCount(before)));
}

function entriesCount(version: Version): number {
  const stored = storedField(version, STORED_ENTRIES);
  return Array.isArray(stored) ? stored.length : 0;
}
