import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Database, DEFAULT_LIMITS, open, type QueryValue } from "../runtime/index.js";

/** `npm run bench:documents`: what a document costs to write and to keep, in a small and in a large collection. */

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const SCHEMA = `
collection Account {
  email: String
  name: String
  city: String
  balance: Int
  opened: Time = Time.now()

  unique [.email]
  index byCity { terms [.city]; values [.name] }
  index byBalance { values [desc(.balance)] }
}`;

const LIMITS = { ...DEFAULT_LIMITS, computeOps: 1e9, transactionBytes: 2 ** 31 };
const BATCH = 1000;
const VERSIONS = 10;
const DELETED = 5;

type Row = { readonly [field: string]: QueryValue };

function rowsBetween(from: number, to: number): readonly Row[] {
  return Array.from({ length: to - from }, (_, i) => {
    const n = from + i;
    return {
      email: `c${n}@example.com`,
      name: `Customer ${n}`,
      city: `City ${n % 500}`,
      balance: (n * 7919) % 100_000,
    };
  });
}

/** Writes a second of `count` writes, by CPU time: what else the machine does at the time counts less. */
function rate(count: number, body: () => void): number {
  const started = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(started);
  return (count * 1e6) / (user + system);
}

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

async function emptyCollection(): Promise<Database> {
  const db = await open({ limits: LIMITS });
  await db.schema.push({ "main.fsl": SCHEMA });
  return db;
}

interface Figures {
  readonly batched: number;
  readonly single: number;
  readonly updates: number;
  readonly deletes: number;
  readonly queued: number;
  readonly bytesPerDocument: number;
  readonly bytesPerVersion: number;
}

/** Everything is measured with `size` documents stored. */
async function figuresAt(size: number): Promise<Figures> {
  const db = await emptyCollection();
  const createAll = db.prepare("(rows) => { rows.forEach(row => Account.create(row)); null }");
  const create = db.prepare("(row) => { Account.create(row); null }");
  const ids = db.prepare<readonly string[]>("(n) => Account.all().take(n).map(.id).toArray()");
  const raise = db.prepare(
    "(ids, by) => { ids.forEach(id => { let account = Account(id)!; account.update({ balance: account.balance + by }) }); null }",
  );
  const remove = db.prepare("(ids) => { ids.forEach(id => Account(id)!.delete()); null }");
  const next = db.prepare("() => { Account.all().first()!.delete(); null }");

  const before = heapBytes();
  for (let from = 0; from < size; from += BATCH) createAll.run(rowsBetween(from, from + BATCH));
  const bytesPerDocument = (heapBytes() - before) / size;

  const more = Array.from({ length: 10 }, (_, i) => rowsBetween(size + i * BATCH, size + (i + 1) * BATCH));
  const batched = rate(10 * BATCH, () => {
    for (const rows of more) createAll.run(rows);
  });
  const singles = rowsBetween(size + 10 * BATCH, size + 15 * BATCH);
  const single = rate(singles.length, () => {
    for (const row of singles) create.run(row);
  });

  const some = ids.run(BATCH);
  const beforeHistory = heapBytes();
  const updates = rate(VERSIONS * BATCH, () => {
    for (let version = 0; version < VERSIONS; version++) raise.run(some, version + 1);
  });
  const bytesPerVersion = (heapBytes() - beforeHistory) / (VERSIONS * BATCH);
  let deletes = 0;
  for (let batch = 0; batch < DELETED; batch++) {
    const oldest = ids.run(BATCH);
    deletes += rate(BATCH, () => remove.run(oldest)) / DELETED;
  }
  const queued = rate(BATCH, () => {
    for (let i = 0; i < BATCH; i++) next.run();
  });
  await db.close();
  return { batched, single, updates, deletes, queued, bytesPerDocument, bytesPerVersion };
}

const NAMES: { readonly [Key in keyof Figures]: string } = {
  batched: "creates/s, 1,000 a query",
  single: "creates/s, one a query",
  updates: "updates/s, 1,000 a query",
  deletes: "deletes/s, 1,000 a query",
  queued: "first of all, deleted /s",
  bytesPerDocument: "bytes per document",
  bytesPerVersion: "bytes per older version",
};

await figuresAt(10_000); // Warm.
const small = await figuresAt(10_000);
const large = await figuresAt(100_000);
const count = (value: number) => Math.round(value).toLocaleString("en").padStart(12);

console.log("\nA collection with two indexes and a unique constraint\n");
console.log(`${"".padEnd(26)}${"10,000".padStart(12)}${"100,000".padStart(12)}  documents`);
for (const key of Object.keys(NAMES) as (keyof Figures)[]) {
  console.log(`${NAMES[key].padEnd(26)}${count(small[key])}${count(large[key])}`);
}
