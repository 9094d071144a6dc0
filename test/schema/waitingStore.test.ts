import { describe, expect, test } from "vitest";
import { type Database, open } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";

async function openOn(store: OrderedByteStore): Promise<Database> {
  const storage = await EncodedStorage.open(store, { clock: () => Date.now() * 1000 });
  return open({ storage: () => storage, typecheck: false });
}

async function run(database: Database, text: string): Promise<unknown> {
  return (await database.query(text)).data;
}

const BEFORE = "collection A { n: Int\n index byN { terms [.n] } }";
const AFTER =
  "collection A { m: Int\n k: String\n index byK { terms [.k] }\n unique [.m]\n migrations { move .n -> .m\n add .k\n backfill .k = 'x' } }";

async function eventually(database: Database, text: string, value: unknown): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if ((await run(database, text)) === value) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await run(database, text)).toBe(value);
}

describe("schemas on a store that waits", () => {
  test("pushes, migrations, files, and all of it after opening anew", async () => {
    const store = new OrderedByteStore();
    const database = await openOn(store);
    await database.schema.push({ "main.fsl": BEFORE });
    await run(database, "[1, 2, 3].forEach(i => A.create({ id: i, n: i }))");
    await database.schema.push({ "main.fsl": AFTER });
    expect(await run(database, "A.byK('x').map(.m).toArray()")).toEqual([1, 2, 3]);
    const again = await openOn(store);
    expect(await run(again, "A.all().map(.data).toArray()")).toEqual([1, 2, 3].map((m) => ({ m, k: "x" })));
    expect(await again.schema.pull()).toEqual({ "main.fsl": AFTER });
    await expect(run(again, "A.create({ m: 2, k: 'y' })")).rejects.toThrow("Failed unique constraint");
  });

  test("a staged schema over a large collection waits through a restart", async () => {
    const store = new OrderedByteStore();
    const database = await openOn(store);
    await database.schema.push({ "main.fsl": BEFORE });
    await run(database, "Set.sequence(0, 300).forEach(i => A.create({ id: i + 1, n: i }))");
    await database.schema.push({ "main.fsl": AFTER }, { staged: true });
    const again = await openOn(store);
    expect(await run(again, "A.byN(7).count()")).toBe(1);
    await eventually(again, "A.definition.indexes.byK!.status", "complete");
    await run(again, "A(1)!.update({ n: 1000 })");
    await again.schema.commit();
    expect(await run(again, "[A.byK('x').count(), A(1)!.m]")).toEqual([300, 1000]);
  });
});
