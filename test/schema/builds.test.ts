import { describe, expect, test } from "vitest";
import { type Database, open, seededSurroundings } from "../../runtime/index.js";

/** A database whose background work only goes on when told to. */
async function paused(): Promise<{ readonly database: Database; readonly goOn: () => Promise<void> }> {
  const waiting: (() => void)[] = [];
  const surroundings = {
    ...seededSurroundings(5),
    pause: () => new Promise<void>((resolve) => waiting.push(resolve)),
  };
  const database = await open({ surroundings, typecheck: false });
  const goOn = async () => {
    while (waiting.length > 0) {
      waiting.shift()!();
      for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { database, goOn };
}

const run = async (database: Database, text: string): Promise<unknown> => (await database.query(text)).data;

describe("entries built in the background (spec/06b §6)", () => {
  test("of a large collection: later, with what was written meanwhile, and of the past", async () => {
    const { database, goOn } = await paused();
    await database.schema.push({ "main.fsl": "collection A { history_days 1; n: Int }" });
    await run(database, "Set.sequence(0, 1300).forEach(i => A.create({ id: i + 1, n: i }))");
    const before = await run(database, "A(1)!.ts");
    await run(database, "A(1)!.update({ n: -1 })");
    await run(database, "A(2)!.delete()");
    await database.schema.push({
      "main.fsl": "collection A { history_days 1; n: Int\n index byN { terms [.n] }\n unique [.n] }",
    });
    const states = "[A.definition.indexes.byN!.status, A.definition.constraints[0].status]";
    expect(await run(database, states)).toEqual(["building", "pending"]);
    await expect(run(database, "A.byN(5).count()")).rejects.toThrow("The index `A.byN` is not queryable.");
    await run(database, "A(3)!.update({ n: -3 }); A.create({ id: 5000, n: -5 }); A(4)!.delete()");
    await goOn();
    expect(await run(database, states)).toEqual(["complete", "active"]);
    expect(await run(database, "[-1, 0, 1, 2, -3, 3, -5, 4, 1299].map(n => A.byN(n).count())")).toEqual([
      1, 0, 0, 0, 1, 0, 1, 1, 1,
    ]);
    expect(
      await run(database, `at (Time("${before}")) { [0, 1, 2, -1, -3].map(n => A.byN(n).count()) }`),
    ).toEqual([1, 1, 1, 0, 0]);
    await expect(run(database, "A.create({ n: 7 })")).rejects.toThrow("Failed unique constraint");
  });

  test("for a staged schema", async () => {
    const { database, goOn } = await paused();
    await database.schema.push({ "main.fsl": "collection A { n: Int }" });
    await run(database, "Set.sequence(0, 200).forEach(i => A.create({ id: i + 1, n: i }))");
    const fsl =
      "collection A { m: Int\n k: Int\n index byK { terms [.k, .m] }\n unique [.k, .m]\n migrations { move .n -> .m\n add .k\n backfill .k = 1 } }";
    await database.schema.push({ "main.fsl": fsl }, { staged: true });
    expect(await database.schema.status({ format: "summary" })).toMatchObject({
      status: "pending",
      pendingSummary:
        "* Collection A:\n  ~ index byK: building\n  ~ unique constraint on [.k, .m]: building\n",
    });
    await expect(database.schema.commit()).rejects.toThrow(
      "Cannot commit schema before it is in the `ready` state. Check schema status for details.",
    );
    await run(database, "A(1)!.update({ n: 1000 })");
    await goOn();
    expect((await database.schema.status()).status).toBe("ready");
    await run(database, "A(2)!.update({ n: 1001 })");
    await database.schema.commit();
    expect(await run(database, "[0, 1, 1000, 1001, 5].map(m => A.byK(1, m).count())")).toEqual([
      0, 0, 1, 1, 1,
    ]);
  });

  test("a fork goes on with them", async () => {
    const { database, goOn } = await paused();
    await database.schema.push({ "main.fsl": "collection A { n: Int }" });
    await run(database, "Set.sequence(0, 200).forEach(i => A.create({ n: i }))");
    await database.schema.push({ "main.fsl": "collection A { n: Int\n index byN { terms [.n] } }" });
    const copy = database.fork();
    await run(copy, "A.all().count()");
    await goOn();
    expect(await run(copy, "A.byN(7).count()")).toBe(1);
    expect(await run(database, "A.byN(7).count()")).toBe(1);
  });
});
