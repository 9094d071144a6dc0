import { describe, expect, test } from "vitest";
import { type Database, open, seededSurroundings } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { MemoryStorage, type Storage } from "../../runtime/storage/index.js";
import type { Snapshot } from "../../runtime/storage/storage.js";
import { FIRST_USER_COLLECTION } from "../../runtime/values/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";
import { ask } from "./http.js";

const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

interface World {
  readonly db: Database;
  readonly storage: Storage;
  readonly clock: { now: number };
}

type OpenStorage = (clock: () => number) => Storage | Promise<Storage>;

const STORES: readonly (readonly [name: string, open: OpenStorage])[] = [
  ["memory", (clock) => new MemoryStorage({ clock })],
  ["a byte store", (clock) => EncodedStorage.open(new OrderedByteStore(), { clock })],
];

async function openWorld(openStorage: OpenStorage, schema: string, historyBudget?: number): Promise<World> {
  const clock = { now: Date.UTC(2026, 0, 1) * 1000 };
  const storage = await openStorage(() => clock.now);
  const surroundings = { ...seededSurroundings(1), clock: () => clock.now };
  const db = await open({ storage: () => storage, surroundings, historyBudget, typecheck: false });
  await db.schema.push({ "main.fsl": schema });
  return { db, storage, clock };
}

/** How many changes of a collection the store still knows. */
async function changesKept(storage: Storage, collection: number, database = 0): Promise<number> {
  const snapshot: Snapshot = await storage.begin(database);
  const scan = { collection, after: { time: 0, id: undefined }, limit: Number.MAX_SAFE_INTEGER };
  await snapshot.load([{ kind: "changes", scan }]);
  const found = snapshot.changes(scan);
  if (typeof found === "symbol") throw new Error("it was loaded");
  return found.length;
}

async function documentsKept(storage: Storage, collection: number, database = 0): Promise<number> {
  const snapshot: Snapshot = await storage.begin(database);
  const scan = { collection, from: undefined, to: undefined, reverse: false, limit: Number.MAX_SAFE_INTEGER };
  await snapshot.load([{ kind: "documents", scan, at: snapshot.time }]);
  const found = snapshot.documents(scan, snapshot.time);
  if (typeof found === "symbol") throw new Error("it was loaded");
  return found.length;
}

/** Work in the background has been done. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

async function collectionId(db: Database, name: string): Promise<number> {
  // Collections and what they store are numbered in the order of creation.
  const { data } = await db.query<string[]>("Collection.all().map(.name).toArray()");
  return FIRST_USER_COLLECTION + data.indexOf(name);
}

describe.each(STORES)("retention in %s", (name, openStorage) => {
  test("what an updated document keeps is bounded by time", async () => {
    const { db, storage, clock } = await openWorld(openStorage, "collection Counter { n: Int }");
    const counter = await collectionId(db, "Counter");
    await db.query("Counter.create({ id: 1, n: 0 })");
    const updates = name === "memory" ? 6000 : 300;
    const step = name === "memory" ? SECOND : 20 * SECOND;
    let most = 0;
    for (let i = 1; i <= updates; i++) {
      clock.now += step;
      await db.query(`Counter.byId("1")!.update({ n: ${i} }).n`);
      if (i % 100 === 0) most = Math.max(most, await changesKept(storage, counter));
    }
    await settled();
    // 15 minutes readable, 5 minutes of margin, 2 minutes between prunings.
    expect(most).toBeLessThan((23 * MINUTE) / step);
    expect(most).toBeGreaterThan((15 * MINUTE) / step);
  });

  test("the last 15 minutes stay readable, days where they are asked for", async () => {
    const { db, clock } = await openWorld(
      openStorage,
      "collection Brief { n: Int }\ncollection Lasting { history_days 2\n n: Int }",
    );
    await db.query("Brief.create({ id: 1, n: 0 })");
    await db.query("Lasting.create({ id: 1, n: 0 })");
    const start = clock.now;
    for (let i = 1; i <= 40; i++) {
      clock.now = start + i * MINUTE;
      await db.query(`Brief.byId("1")!.update({ n: ${i} }).n`);
      await db.query(`Lasting.byId("1")!.update({ n: ${i} }).n`);
    }
    await settled();
    const back = (collection: string, minutes: number) =>
      db.query(`at (Time.now().subtract(${minutes}, "minutes")) { ${collection}.byId("1")!.n }`);
    expect((await back("Brief", 14)).data).toBe(26);
    await expect(back("Brief", 16)).rejects.toMatchObject({ code: "invalid_request" });
    expect((await back("Lasting", 35)).data).toBe(5);
    clock.now += 3 * DAY;
    await expect(back("Lasting", 3 * 24 * 60)).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("past its budget, history ends later", async () => {
    const schema = "collection Counter { history_days 30\n n: Int }";
    const { db, storage, clock } = await openWorld(openStorage, schema, 50);
    const counter = await collectionId(db, "Counter");
    const start = clock.now;
    await db.query("Counter.create({ id: 1, n: 0 })");
    for (let i = 1; i <= 400; i++) {
      clock.now = start + i * 30 * SECOND;
      await db.query(`Counter.byId("1")!.update({ n: ${i} }).n`);
      if (i % 4 === 0) await settled();
    }
    // The budget, and what is written until two floors are in force, each after 5 to 8 minutes.
    expect(await changesKept(storage, counter)).toBeLessThan(50 + 2 * 16 + 4);
    const back = (minutes: number) =>
      db.query(`at (Time.now().subtract(${minutes}, "minutes")) { Counter.byId("1")!.n }`);
    expect((await back(20)).data).toBe(360);
    await expect(back(100)).rejects.toMatchObject({ code: "invalid_request" });
  });

  test("documents whose time to live is over are collected", async () => {
    const { db, storage, clock } = await openWorld(openStorage, "collection Session { *: Any }");
    const session = await collectionId(db, "Session");
    await db.query('Set.sequence(0, 50).forEach(_ => Session.create({ ttl: Time.now().add(1, "minute") }))');
    await db.query("Session.create({ id: 1 })");
    clock.now += 2 * MINUTE;
    expect((await db.query("Session.all().count()")).data).toBe(1);
    expect(await documentsKept(storage, session)).toBe(51);
    clock.now += 30 * MINUTE;
    await db.query("Session.byId('1')!.update({ n: 1 })");
    await settled();
    expect(await documentsKept(storage, session)).toBe(1);
  });

  test("dropped collections and databases are removed", async () => {
    const { db, storage, clock } = await openWorld(
      openStorage,
      "collection Gone { n: Int\n index byN { terms [.n] } }\ncollection Kept { n: Int }",
    );
    const gone = await collectionId(db, "Gone");
    await db.query("Gone.create({ n: 1 })");
    await ask(db, "secret", 'Database.create({ name: "child" })');
    await ask(db, "secret:child:admin", 'Collection.create({ name: "Note" })');
    await ask(db, "secret:child:admin", "Note.create({})");
    await db.query("Gone.definition.delete()");
    await ask(db, "secret", 'Database.byName("child")!.delete()');
    clock.now += MINUTE;
    await db.query("Kept.create({ n: 1 })");
    await settled();
    expect(await documentsKept(storage, gone)).toBe(1);
    clock.now += 10 * MINUTE;
    await db.query("Kept.create({ n: 2 })");
    await settled();
    expect(await documentsKept(storage, gone)).toBe(0);
    expect(await changesKept(storage, gone)).toBe(0);
    expect((await db.query("Kept.all().count()")).data).toBe(2);
  });
});
