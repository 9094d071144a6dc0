import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stampVersion } from "../../runtime/documents/version.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { MemoryStorage, type Storage } from "../../runtime/storage/index.js";
import { Attempt, type Transaction } from "../../runtime/transaction/index.js";
import type { Timestamp } from "../../runtime/values/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";
import { DATABASE, entry, fieldOf, INDEX, TABLE, tuple, version } from "../storage/rows.js";

/** One step of a transaction. What is written depends on all that was seen, so that any wrong read spreads. */
type Step =
  | { readonly kind: "read"; readonly id: string }
  | {
      readonly kind: "range";
      readonly from: string;
      readonly to: string;
      readonly reverse: boolean;
      readonly limit: number;
    }
  | { readonly kind: "tuple"; readonly term: number; readonly reverse: boolean; readonly limit: number }
  | { readonly kind: "write"; readonly id: string; readonly n: number }
  | { readonly kind: "delete"; readonly id: string };

/** What a step shows: documents as `id=n`. */
type Seen = readonly string[];

interface Database {
  get(id: string): number | undefined;
  range(step: Step & { readonly kind: "range" }): Seen;
  tuple(step: Step & { readonly kind: "tuple" }): Seen;
  set(id: string, n: number | undefined): void;
}

const TERMS = 2;

function perform(database: Database, step: Step, before: readonly Seen[]): Seen {
  switch (step.kind) {
    case "read":
      return [`${step.id}=${database.get(step.id)}`];
    case "range":
      return database.range(step);
    case "tuple":
      return database.tuple(step);
    case "write":
      database.set(step.id, (step.n + before.flat().join().length) % 7);
      return [];
    case "delete":
      database.set(step.id, undefined);
      return [];
  }
}

/** The database as a transaction shows it, with an index on n modulo 2 that is kept as documents are written. */
function real(transaction: Transaction): Database {
  const key = { entries: INDEX, orders: ["asc"] as const };
  const find = (id: string) => transaction.version({ collection: TABLE, id, slot: -1 }, undefined);
  const entryOf = (id: string, n: number) => entry([n % TERMS], [n], id);
  return {
    get: (id) => fieldOf(find(id)) as number | undefined,
    range: ({ from, to, reverse, limit }) =>
      transaction
        .versions({ collection: TABLE, from, to, reverse, limit }, undefined)
        .map((found) => `${found.$id}=${fieldOf(found)}`),
    tuple: ({ term, reverse, limit }) =>
      transaction
        .entries({ ...tuple([term]), reverse, limit }, undefined)
        .map((found) => `${found.id}=${found.values[0]}`),
    set: (id, n) => {
      const stored = find(id);
      const before = fieldOf(stored) as number | undefined;
      // An entry began when its document's version did; what this transaction wrote itself is pending.
      if (stored !== undefined) {
        transaction.removeEntry(key, { ...entryOf(id, before!), from: stored.$from });
      }
      if (n !== undefined) transaction.addEntry(key, entryOf(id, n));
      if (n !== undefined || before !== undefined) {
        transaction.write(TABLE, id, n === undefined ? undefined : version(id, n));
      }
    },
  };
}

/** The database as it should be, for one transaction after the other. */
class Model implements Database {
  private readonly documents = new Map<string, number>();

  get(id: string): number | undefined {
    return this.documents.get(id);
  }

  range({ from, to, reverse, limit }: Step & { readonly kind: "range" }): Seen {
    const found = [...this.documents].filter(
      ([id]) => Number(id) >= Number(from) && Number(id) <= Number(to),
    );
    found.sort(([a], [b]) => Number(a) - Number(b));
    return shown(found, reverse, limit);
  }

  tuple({ term, reverse, limit }: Step & { readonly kind: "tuple" }): Seen {
    const found = [...this.documents].filter(([, n]) => n % TERMS === term);
    found.sort(([a, n], [b, m]) => n - m || Number(a) - Number(b));
    return shown(found, reverse, limit);
  }

  set(id: string, n: number | undefined): void {
    if (n === undefined) this.documents.delete(id);
    else this.documents.set(id, n);
  }
}

function shown(found: readonly (readonly [string, number])[], reverse: boolean, limit: number): Seen {
  return (reverse ? found.toReversed() : found).slice(0, limit).map(([id, n]) => `${id}=${n}`);
}

interface History {
  readonly time: Timestamp;
  readonly wrote: boolean;
  readonly steps: readonly Step[];
  readonly seen: readonly Seen[];
}

/** A transaction that does one step whenever it is its turn, and starts over when it meets a conflict. */
class Client {
  private attempt: Attempt | undefined;
  private seen: Seen[] = [];
  history: History | undefined;
  private conflicts = 0;

  constructor(
    private readonly storage: Storage,
    private readonly steps: readonly Step[],
  ) {}

  async advance(): Promise<void> {
    if (this.history !== undefined) return;
    if (this.attempt === undefined) {
      this.attempt = await Attempt.begin({
        storage: this.storage,
        database: DATABASE,
        sources,
        stamp: stampVersion,
      });
      this.seen = [];
      return;
    }
    const step = this.steps[this.seen.length];
    if (step !== undefined) {
      const { seen } = this;
      seen.push(await this.attempt.run((transaction) => perform(real(transaction), step, seen)));
      return;
    }
    const result = await this.attempt.commit();
    if (result.kind === "conflict") {
      this.attempt = undefined;
      this.conflicts++;
      expect(this.conflicts).toBeLessThan(100);
      return;
    }
    const { hasWrites } = this.attempt.transaction;
    this.history = { time: result.time, wrote: hasWrites, steps: this.steps, seen: this.seen };
  }
}

const sources = { newId: () => "0", randomBytes: () => new Uint8Array(), signingKey: new Uint8Array() };

const IDS = ["1", "2", "3", "10"];
const id = fc.constantFrom(...IDS);
const limit = fc.constantFrom(1, 1, 2, Number.POSITIVE_INFINITY);
const reading: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("read" as const), id }),
  fc.record({
    kind: fc.constant("range" as const),
    from: fc.constantFrom("0", "2"),
    to: fc.constantFrom("3", "99"),
    reverse: fc.boolean(),
    limit,
  }),
  fc.record({ kind: fc.constant("tuple" as const), term: fc.nat(TERMS - 1), reverse: fc.boolean(), limit }),
);
const writing: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("write" as const), id, n: fc.nat(20) }),
  fc.record({ kind: fc.constant("delete" as const), id }),
);
const script = fc.oneof(
  fc.array(reading, { minLength: 2, maxLength: 5 }),
  fc.array(writing, { minLength: 1, maxLength: 2 }),
  fc.array(fc.oneof(reading, writing), { minLength: 1, maxLength: 6 }),
);
const scripts = fc.array(script, { minLength: 2, maxLength: 6 });
/** Who goes on at the same time, turn by turn. */
const turns = fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 3 }), { maxLength: 60 });

async function isSerializable(
  storage: Storage,
  work: readonly Step[][],
  order: readonly number[][],
): Promise<void> {
  const model = new Model();
  const first = await Attempt.begin({ storage, database: DATABASE, sources, stamp: stampVersion });
  await first.run((transaction) => {
    for (const [n, id] of IDS.entries()) real(transaction).set(id, n);
  });
  await first.commit();
  for (const [n, id] of IDS.entries()) model.set(id, n);
  const clients = work.map((script) => new Client(storage, script));
  for (const turn of order) await Promise.all(turn.map((client) => clients[client]?.advance()));
  while (clients.some((client) => client.history === undefined)) {
    for (const client of clients) await client.advance();
  }
  // A transaction that only reads stands at its snapshot, behind all that was committed by then.
  const histories = clients.map((client) => client.history!);
  histories.sort((a, b) => a.time - b.time || Number(b.wrote) - Number(a.wrote));
  for (const { steps, seen } of histories) {
    steps.forEach((step, i) => {
      expect(seen[i]).toEqual(perform(model, step, seen.slice(0, i)));
    });
  }
  const last = await Attempt.begin({ storage, database: DATABASE, sources, stamp: stampVersion });
  const everything: Step = {
    kind: "range",
    from: "0",
    to: "9",
    reverse: false,
    limit: Number.POSITIVE_INFINITY,
  };
  expect(await last.run((transaction) => perform(real(transaction), everything, []))).toEqual(
    perform(model, everything, []),
  );
}

describe("random interleavings are serializable in the order of commit", () => {
  it("on memory", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, turns, async (work, order) => {
        let now = 0;
        await isSerializable(new MemoryStorage({ clock: () => now++ }), work, order);
      }),
      { numRuns: 300 },
    );
  });

  it("on an encoded store that waits", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, turns, async (work, order) => {
        let now = 0;
        const store = new OrderedByteStore();
        await isSerializable(await EncodedStorage.open(store, { clock: () => now++ }), work, order);
      }),
      { numRuns: 150 },
    );
  });
});
