import { beforeEach, describe, expect, test } from "vitest";
import { type Database, open, seededSurroundings } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";

let db: Database;

beforeEach(async () => {
  const storage = await EncodedStorage.open(new OrderedByteStore(), { clock: () => Date.now() * 1000 });
  db = await open({ storage: () => storage });
  await db.schema.push({ "main.fsl": "collection Shelf { n: Int\n index byN { terms [.n] } }" });
  await db.query("Shelf.create({ id: 123, n: 0 })");
});

const increment = 'Shelf.byId("123")!.update({ n: Shelf.byId("123")!.n + 1 }).n';

/** Pauses take ten seconds, by a clock that moves only then. */
function slowPauses() {
  let now = Date.UTC(2026, 0, 1) * 1000;
  const started = now;
  return {
    now: () => now - started,
    surroundings: {
      ...seededSurroundings(1),
      clock: () => ++now,
      pause: async () => {
        now += 10_000_000;
      },
    },
  };
}

describe("conflicts", () => {
  test("the document that all conflicts are on is named", async () => {
    const results = await Promise.allSettled(
      [1, 2, 3].map(() => db.query(increment, { maxContentionRetries: 0 })),
    );
    const reasons = results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(reasons).toHaveLength(2);
    for (const { code, reason } of reasons) {
      expect(code).toBe("contended_transaction");
      expect(reason).toBe(
        "Transaction was aborted due to detection of concurrent modifications to Shelf(123).",
      );
    }
    expect((await db.query('Shelf.byId("123")!.n')).data).toBe(1);
  });

  test("of an index only that there was one is told", async () => {
    const create = "Shelf.create({ n: Shelf.byN(5).count() + 5 }).n";
    const results = await Promise.allSettled([1, 2].map(() => db.query(create, { maxContentionRetries: 0 })));
    const reasons = results.flatMap((each) => (each.status === "rejected" ? [each.reason.reason] : []));
    expect(reasons).toEqual(["Transaction was aborted due to detection of concurrent modification."]);
  });

  test("a time-out after a conflict tells the conflict", async () => {
    const { now, surroundings } = slowPauses();
    const storage = await EncodedStorage.open(new OrderedByteStore(), { clock: surroundings.clock });
    const slow = await open({ storage: () => storage, surroundings });
    await slow.schema.push({ "main.fsl": "collection Shelf { n: Int }" });
    await slow.query("Shelf.create({ id: 123, n: 0 })");
    const results = await Promise.allSettled(
      [1, 2].map(() => slow.query(increment, { timeoutMs: 5000, maxContentionRetries: 3 })),
    );
    const codes = results.flatMap((each) => (each.status === "rejected" ? [each.reason.code] : []));
    expect(codes).toEqual(["contended_transaction"]);
    expect(now()).toBeGreaterThan(10_000_000);
    await expect(slow.query(increment, { timeoutMs: 0 })).rejects.toMatchObject({ code: "time_out" });
  });

  test("with retries all get through, and each attempt that was lost is told and counted", async () => {
    const results = await Promise.all([1, 2, 3].map(() => db.query(increment, { maxContentionRetries: 20 })));
    expect(results.map(({ data }) => data).sort()).toEqual([1, 2, 3]);
    for (const { stats } of results) expect(stats.readOps).toBe(1 + stats.contentionRetries);
    expect(results.some(({ stats }) => stats.contentionRetries > 0)).toBe(true);
  });
});

describe("a transaction of several queries", () => {
  test("sees its own writes; nobody else does before it commits", async () => {
    await db.transaction(async (transaction) => {
      await transaction.query("Shelf.create({ n: 9 })");
      expect((await transaction.query("Shelf.byN(9).count()")).data).toBe(1);
      expect((await db.query("Shelf.byN(9).count()")).data).toBe(0);
    });
    expect((await db.query("Shelf.byN(9).count()")).data).toBe(1);
  });

  test("runs again where another one got in between", async () => {
    let runs = 0;
    await db.transaction(async (transaction) => {
      runs += 1;
      const { data } = await transaction.query<number>('Shelf.byId("123")!.n');
      if (runs === 1) await db.query(increment);
      await transaction.query(`Shelf.byId("123")!.update({ n: ${data + 10} })`);
    });
    expect(runs).toBe(2);
    expect((await db.query('Shelf.byId("123")!.n')).data).toBe(11);
  });

  test("names the document where retries run out", async () => {
    const contended = db.transaction(
      async (transaction) => {
        const { data } = await transaction.query<number>('Shelf.byId("123")!.n');
        await db.query(increment);
        await transaction.query(`Shelf.byId("123")!.update({ n: ${data + 10} })`);
      },
      { maxRetries: 1 },
    );
    await expect(contended).rejects.toMatchObject({
      code: "contended_transaction",
      reason: "Transaction was aborted due to detection of concurrent modifications to Shelf(123).",
    });
  });

  test("a failed query writes nothing, and the transaction goes on", async () => {
    await db.transaction(async (transaction) => {
      const failing = transaction.query("Shelf.create({ n: 1 }); abort(0)");
      await expect(failing).rejects.toMatchObject({ code: "abort" });
      await transaction.query("Shelf.create({ n: 2 })");
    });
    expect((await db.query("Shelf.all().map(.n).toArray()")).data).toEqual([0, 2]);
  });

  test("does not change a collection and its documents, whose index would miss them", async () => {
    const both = db.transaction(async (transaction) => {
      await transaction.query(
        "Shelf.definition.update({ indexes: { byNumber: { terms: [{ field: 'n' }] } } })",
      );
      await transaction.query("Shelf.create({ n: 3 })");
    });
    await expect(both).rejects.toMatchObject({ code: "invalid_write" });
    expect((await db.query("Shelf.all().count()")).data).toBe(1);
  });

  test("ends at its deadline", async () => {
    const late = db.transaction(
      async (transaction) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        await transaction.query("Shelf.create({ n: 3 })");
      },
      { timeoutMs: 10 },
    );
    await expect(late).rejects.toMatchObject({ code: "time_out" });
  });
});
