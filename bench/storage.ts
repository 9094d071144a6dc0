/**
 * Figures of the memory store, each beside the same work on a JS Map.
 * Run with `npx tsx --expose-gc bench/storage.ts`.
 */
import { OPEN_LAYOUT, stampVersion } from "../runtime/documents/version.js";
import { type DocumentKey, MemoryStorage, PENDING } from "../runtime/storage/index.js";
import { BufferedTransaction } from "../runtime/transaction/index.js";

const COUNT = 100_000;
const COLLECTION = 1024;
const INDEX = { entries: 7, orders: [] };
const DATABASE = 1;

const idOf = (i: number) => String(400_000_000_000_000_000n + BigInt(i) * 4_194_304n);

function nanosecondsEach(times: number, body: (i: number) => unknown): number {
  let kept: unknown;
  for (let i = 0; i < times / 4; i++) kept = body(i);
  const start = process.hrtime.bigint();
  for (let i = 0; i < times; i++) kept = body(i);
  const elapsed = Number(process.hrtime.bigint() - start);
  if (kept === Symbol.for("never")) throw new Error();
  return elapsed / times;
}

function megabytes(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1e6;
}

function report(what: string, figure: number, unit: string, beside?: number): void {
  const ratio =
    beside === undefined
      ? ""
      : `   a Map: ${beside.toFixed(0)} ${unit}, ratio ${(figure / beside).toFixed(1)}`;
  console.log(`${what.padEnd(44)}${figure.toFixed(figure < 10 ? 2 : 0).padStart(8)} ${unit}${ratio}`);
}

const storage = new MemoryStorage({ clock: () => Date.now() * 1000 });
const map = new Map<string, unknown>();
const ids = Array.from({ length: COUNT }, (_, i) => idOf(i));
const versions = ids.map((id, i) =>
  OPEN_LAYOUT.make(
    { id, ttl: undefined, schema: 0 },
    new Map<string, string | number>([
      ["email", `user${i}@example.com`],
      ["n", i],
    ]),
  ),
);

const heapBefore = megabytes();
const loadStart = performance.now();
for (let start = 0; start < COUNT; start += 1000) {
  const batch = versions.slice(start, start + 1000);
  storage.commit({
    database: DATABASE,
    readAt: 0,
    reads: [],
    documents: batch.map((version) => ({ collection: COLLECTION, id: version.$id, version })),
    entries: [],
    schemaChanges: [],
    stamp: (version) => version,
  });
}
const loaded = performance.now() - loadStart;
report("bytes a document, beside its version", ((megabytes() - heapBefore) * 1e6) / COUNT, "B");
const entriesStart = performance.now();
const heapEntries = megabytes();
for (let start = 0; start < COUNT; start += 1000) {
  storage.commit({
    database: DATABASE,
    readAt: 0,
    reads: [],
    documents: [],
    entries: ids.slice(start, start + 1000).map((id, i) => ({
      kind: "add" as const,
      ...INDEX,
      entry: {
        terms: [`user${start + i}@example.com`],
        values: [],
        id,
        ttl: undefined,
        from: PENDING,
        slot: -1,
      },
    })),
    schemaChanges: [],
    stamp: stampVersion,
  });
}
report("bytes an entry of a unique index", ((megabytes() - heapEntries) * 1e6) / COUNT, "B");
report("loading a document", (loaded * 1e6) / COUNT, "ns");
report("loading an entry", ((performance.now() - entriesStart) * 1e6) / COUNT, "ns");
for (const version of versions) map.set(version.$id, version);

const snapshot = storage.begin(DATABASE);
const transaction = new BufferedTransaction(snapshot, {
  database: DATABASE,
  waits: false,
  recordsReads: false,
});
const keys: DocumentKey[] = ids.map((id) => ({ collection: COLLECTION, id, slot: -1 }));
const shuffled = keys.map((_, i) => keys[(i * 7919) % COUNT]!);
const mapRead = nanosecondsEach(COUNT, (i) => map.get(shuffled[i]!.id));
report(
  "point read by id",
  nanosecondsEach(COUNT, (i) => {
    const key = shuffled[i]!;
    key.slot = -1;
    return transaction.version(key, undefined);
  }),
  "ns",
  mapRead,
);
report(
  "point read by a remembered row",
  nanosecondsEach(COUNT, (i) => transaction.version(shuffled[i]!, undefined)),
  "ns",
  mapRead,
);

const byEmail = new Map(ids.map((id, i) => [`user${i}@example.com`, id]));
const emails = ids.map((_, i) => `user${(i * 7919) % COUNT}@example.com`);
const scan = { ...INDEX, from: undefined, to: undefined, reverse: false, limit: 16 };
report(
  "index look-up",
  nanosecondsEach(COUNT, (i) => transaction.entries({ ...scan, terms: [emails[i]!] }, undefined)[0]),
  "ns",
  nanosecondsEach(COUNT, (i) => byEmail.get(emails[i]!)),
);
const everything = {
  collection: COLLECTION,
  from: undefined,
  to: undefined,
  reverse: false,
  limit: Number.POSITIVE_INFINITY,
};
report(
  "scan, a document",
  nanosecondsEach(20, () => transaction.versions(everything, undefined)) / COUNT,
  "ns",
);
report("fork", nanosecondsEach(200, () => storage.fork()) / 1e6, "ms");
report(
  "fork and write one document",
  nanosecondsEach(200, (i) =>
    storage.fork().commit({
      database: DATABASE,
      readAt: 0,
      reads: [],
      documents: [{ collection: COLLECTION, id: ids[i]!, version: versions[i]! }],
      entries: [],
      schemaChanges: [],
      stamp: stampVersion,
    }),
  ) / 1e6,
  "ms",
);
report(
  "begin, update one document, commit",
  nanosecondsEach(20_000, (i) => {
    const update = new BufferedTransaction(storage.begin(DATABASE), {
      database: DATABASE,
      waits: false,
      recordsReads: false,
    });
    const key = shuffled[i]!;
    const before = update.version(key, undefined)!;
    update.write(COLLECTION, key.id, before);
    return storage.commit(update.toCommit(stampVersion));
  }),
  "ns",
);
