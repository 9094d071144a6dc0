import { describe, expect, test } from "vitest";
import { type Database, open } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";

const DOCUMENTS = 1700;

async function filled(): Promise<Database> {
  const db = await open();
  await db.query('Collection.create({ name: "B" })');
  await db.query("Set.sequence(0, n).forEach(i => B.create({ a: i % 100, n: i }))", {
    arguments: { n: DOCUMENTS },
    typecheck: false,
  });
  return db;
}

async function ask<T>(db: Database, query: string): Promise<T> {
  return (await db.query<T>(query, { typecheck: false })).data;
}

async function untilBuilt(db: Database): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const status = await ask<string>(db, "B.definition.indexes.byA.status");
    if (status !== "building") return status;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return "building";
}

const INDEX = '{ byA: { terms: [{ field: "a" }], values: [{ field: "n", order: "desc" }] } }';

// spec/06b §6
describe("indexes over large collections are built in the background", () => {
  test("without another query's help, beside writes, with the past", async () => {
    const db = await filled();
    const before = await ask<string>(db, "Time.now().toString()");
    await ask(
      db,
      "B.where(.a == 1).forEach(d => d.update({ a: 1000 })); B.where(.a == 2).forEach(d => d.delete())",
    );
    const { data, schema_version } = await db
      .query(`B.definition.update({ indexes: ${INDEX} }).indexes.byA`, { typecheck: false })
      .then((result) => ({ data: result.data, schema_version: result.schemaVersion }));
    expect(data).toMatchObject({ terms: [{ field: "a" }] });
    expect(await ask(db, "B.definition.indexes.byA.queryable")).toBe(false);
    // Some of these come before their slice, some after.
    for (let i = 3; i < 30; i++) {
      await ask(db, `B.where(.a == ${i}).take(3).forEach(d => d.update({ a: 2000 })); null`);
    }
    expect(await untilBuilt(db)).toBe("complete");
    expect(await ask(db, "B.definition.indexes.byA.queryable")).toBe(true);
    expect((await db.query("1")).schemaVersion).toBeGreaterThan(schema_version);

    const naive = (term: number) => `B.where(.a == ${term}).order(desc(.n)).map(.id).toArray()`;
    const indexed = (term: number) => `B.byA(${term}).map(.id).toArray()`;
    for (const term of [0, 1, 2, 3, 5, 29, 30, 1000, 2000]) {
      expect(await ask(db, indexed(term))).toEqual(await ask(db, naive(term)));
      const past = (query: string) => `at (Time("${before}")) { ${query} }`;
      expect(await ask(db, past(indexed(term)))).toEqual(await ask(db, past(naive(term))));
    }
    const middle = await ask<string>(db, "B.all().last()!.ts.toString()");
    const past = (query: string) => `at (Time("${middle}")) { ${query} }`;
    for (const term of [1, 2, 3, 10, 1000, 2000]) {
      expect(await ask(db, past(indexed(term)))).toEqual(await ask(db, past(naive(term))));
    }
    await db.close();
  });

  test("one that is said not to be queryable stays so", async () => {
    const db = await filled();
    await ask(
      db,
      `B.definition.update({ indexes: ${INDEX.replace("byA: {", "byA: { queryable: false,")} }); null`,
    );
    expect(await untilBuilt(db)).toBe("complete");
    expect(await ask(db, "B.definition.indexes.byA.queryable")).toBe(false);
    await ask(db, "B.definition.update({ indexes: { byA: { queryable: true } } }); null");
    expect(await ask(db, "B.byA(5).count()")).toBe(DOCUMENTS / 100);
    await db.close();
  });

  test("also where that is said while it is built", async () => {
    const db = await filled();
    await ask(db, `B.definition.update({ indexes: ${INDEX} }); null`);
    await ask(db, "B.definition.update({ indexes: { byA: { queryable: false } } }); null");
    expect(await untilBuilt(db)).toBe("complete");
    expect(await ask(db, "B.definition.indexes.byA.queryable")).toBe(false);
    await db.close();
  });

  test("a fork goes on with what was being built", async () => {
    const db = await filled();
    await ask(db, `B.definition.update({ indexes: ${INDEX} }); null`);
    const fork = db.fork();
    expect(await ask(fork, "B.definition.indexes.byA.status")).toBe("building");
    expect(await untilBuilt(fork)).toBe("complete");
    expect(await ask(fork, "B.byA(5).count()")).toBe(DOCUMENTS / 100);
    await fork.close();
    await db.close();
  });

  test("unique constraints too: duplicates do not matter, later writes do", async () => {
    const db = await filled();
    await ask(db, 'B.definition.update({ constraints: [{ unique: ["a"] }, { unique: ["n"] }] }); null');
    expect(await ask(db, "B.definition.constraints.map(.status)")).toEqual(["pending", "pending"]);
    for (let tries = 0; tries < 500; tries++) {
      const [status] = await ask<string[]>(
        db,
        'B.definition.constraints.map(.status).where(s => s == "pending")',
      );
      if (status === undefined) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await ask(db, "B.definition.constraints.map(.status)")).toEqual(["active", "active"]);
    await expect(ask(db, "B.create({ n: 1699 })")).rejects.toMatchObject({ code: "constraint_failure" });
    await expect(ask(db, "B.all().first()!.update({ n: 0, x: 1 }); null")).resolves.toBe(null);
    await db.close();
  });

  test("those of a staged schema, which can be put in force when they are complete", async () => {
    const db = await filled();
    await db.schema.push(
      { "main.fsl": "collection B { *: Any; index byA { terms [.a] } }" },
      { staged: true },
    );
    expect((await db.schema.status()).status).toBe("pending");
    await ask(db, "B.all().first()!.update({ a: 1000 })");
    expect(await untilBuilt(db)).toBe("complete");
    expect((await db.schema.status()).status).toBe("ready");
    await db.schema.commit();
    expect(await ask(db, "[B.byA(0).count(), B.byA(1000).count()]")).toEqual([DOCUMENTS / 100 - 1, 1]);
    await db.close();
  });

  test("goes on where the store is opened anew, also by two at once", async () => {
    const store = new OrderedByteStore();
    const openOn = async () => {
      const storage = await EncodedStorage.open(store, { clock: () => Date.now() * 1000 });
      return open({ storage: () => storage });
    };
    const db = await openOn();
    await db.query('Collection.create({ name: "B" })');
    await ask(db, "Set.sequence(0, 700).forEach(i => B.create({ a: i % 100, n: i }))");
    const before = await ask<string>(db, "Time.now().toString()");
    await ask(db, "B.where(.a == 1).forEach(d => d.update({ a: 1000 })); null");
    await ask(db, `B.definition.update({ indexes: ${INDEX} }); null`);
    const again = await openOn();
    expect(await untilBuilt(again)).toBe("complete");
    expect(await ask(again, "[B.byA(1).count(), B.byA(2).count(), B.byA(1000).count()]")).toEqual([0, 7, 7]);
    const past = `at (Time("${before}")) { [B.byA(1).count(), B.byA(2).count(), B.byA(1000).count()] }`;
    expect(await ask(again, past)).toEqual([7, 7, 0]);
    await again.close();
  });
});
