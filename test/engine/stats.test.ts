import { beforeAll, describe, expect, test } from "vitest";
import { type Database, open } from "../../runtime/index.js";

const SCHEMA = `
  collection C {
    t: String?
    n: Int?
    other: String?
    *: Any
    index idx { terms [.t]; values [.n] }
    index plain { values [.n] }
  }
  collection Empty { *: Any }
  collection Many { *: Any }
  collection Row { k: String?; n: Int?; index byK { terms [.k]; values [.n] } }
`;

let seeded: Database;

beforeAll(async () => {
  seeded = await open({ seed: 3 });
  await seeded.schema.push({ "main.fsl": SCHEMA });
  await seeded.query('Set.sequence(0, 3).forEach(n => C.create({ id: n + 1, t: "t", n: n, other: "o" }))', {
    typecheck: false,
  });
  await seeded.query("Set.sequence(0, 200).forEach(_ => Many.create({}))");
  await seeded.query('Set.sequence(0, 1000).forEach(n => Row.create({ k: "k", n: n }))');
  await seeded.query('Set.sequence(0, 1000).forEach(n => Row.create({ k: "l", n: n }))');
});

async function stats(query: string) {
  const result = await seeded.fork().query(query, { typecheck: false });
  return result.stats;
}

/** spec/08 §3.4: query, `read_ops`, `write_ops` */
const ROWS: readonly (readonly [query: string, reads: number, writes: number])[] = [
  ["1 + 1", 0, 0],
  ["C.byId(1)!", 1, 0],
  ["Set.sequence(0, 100).toArray().map(_ => C.byId(1)!.other)", 1, 0],
  ["C.byId(99)", 1, 0],
  ["C.byId(1).exists()", 1, 0],
  ["C.byId(1)!.update({ other: 'x' }).id", 1, 1],
  ["C.byId(1)!.replace({ other: 'x' }).id", 1, 1],
  ["C.byId(1)!.delete()", 1, 1],
  ["Set.sequence(0, 100).forEach(n => C.byId(1)!.update({ n: n }))", 1, 1],
  ["C.idx('t').first()", 2, 0],
  ["C.idx('nothing').first()", 1, 0],
  ["C.idx('t').map(.n).first()", 1, 0],
  ["C.idx('t').map(.t).first()", 1, 0],
  ["C.idx('t').first()!.update({ other: 'x' }).id", 2, 1],
  ["C.all().isEmpty()", 8, 0],
  ["Empty.all().isEmpty()", 8, 0],
  ["C.all().map(.id).paginate()", 8, 0],
  ["C.plain().map(.other)", 8 + 3, 0],
  ["C.plain().map(.n)", 8, 0],
  ["C.create({}).id", 0, 1],
  ["Key.create({ role: 'admin' }).role", 0, 1],
  ["Many.all().map(.id).take(110).toArray()", 10, 0],
  ["Many.all().map(.id).drop(100).take(10).toArray()", 10, 0],
  ["Many.all().map(.id).take(110).drop(100).toArray()", 10, 0],
  ["Row.byK('k').map(.n).toArray()", 11, 0],
  ["Row.byK('k').concat(Row.byK('l')).order(.n).pageSize(10)", 32, 0],
  ["C.all().concat(Empty.all()).map(.id)", 16, 0],
];

describe("read and write operations", () => {
  for (const [query, reads, writes] of ROWS) {
    test(query, async () => {
      const { readOps, writeOps } = await stats(query);
      expect({ readOps, writeOps }).toEqual({ readOps: reads, writeOps: writes });
    });
  }

  test("what an optimized plan read before it gave way to the naive one is not counted", async () => {
    const query = "C.all().order(d => if (d.n == 20) abort('stop') else d.n).take(2).toArray()";
    const outcomes = await Promise.all(
      [true, false].map(async (optimize) => {
        const db = await open({ seed: 3, optimize });
        await db.schema.push({
          "main.fsl": "collection C { n: Int; other: String; index byN { terms [.n] } }",
        });
        await db.query("Set.sequence(0, 30).forEach(n => C.create({ n: n, other: 'o' }))");
        const response = await db.fetch(
          new Request("http://localhost/query/1", {
            method: "POST",
            headers: { authorization: "Bearer secret", "x-typecheck": "false" },
            body: JSON.stringify({ query }),
          }),
        );
        return ((await response.json()) as { stats: { read_ops: number } }).stats.read_ops;
      }),
    );
    expect(outcomes[0]).toBe(outcomes[1]);
  });

  test("a query that aborts has read", async () => {
    const failing = seeded.fork();
    const response = await failing.fetch(
      new Request("http://localhost/query/1", {
        method: "POST",
        headers: { authorization: "Bearer secret", "x-typecheck": "false" },
        body: JSON.stringify({ query: "abort(C.byId(1))" }),
      }),
    );
    const { stats: told } = (await response.json()) as { stats: object };
    expect(told).toMatchObject({ read_ops: 1, write_ops: 0 });
  });
});

describe("bytes", () => {
  test("of a pure query there are none, and it costs one compute operation", async () => {
    expect(await stats("1 + 1")).toMatchObject({ computeOps: 1, storageBytesRead: 0, storageBytesWrite: 0 });
  });

  test("a document that is not there counts its key", async () => {
    expect((await stats("C.byId(99)")).storageBytesRead).toBe(14);
  });

  for (const query of [
    `C.create({ other: '${"x".repeat(3000)}' }).id`,
    "Key.create({ role: 'admin' }).role",
  ]) {
    test(`writing operations follow from the bytes: ${query.slice(0, 30)}`, async () => {
      const { writeOps, storageBytesWrite, storageBytesRead } = await stats(query);
      expect(writeOps).toBe(Math.ceil(storageBytesWrite / 1024));
      expect(storageBytesRead).toBe(0);
    });
  }

  for (const query of [
    "Collection.create({ name: 'New' }).name",
    "Collection.create({ name: 'New', indexes: { byA: { terms: [{ field: 'a' }] } } }).name",
    "Function.create({ name: 'f', body: 'x => x' }).name",
    "Role.create({ name: 'r' }).name",
  ]) {
    test(`definitions read bytes of the schema, but cost no reading operation: ${query}`, async () => {
      const { readOps, writeOps, storageBytesWrite, storageBytesRead } = await stats(query);
      expect(readOps).toBe(0);
      expect(storageBytesRead).toBeGreaterThan(0);
      expect(writeOps).toBe(Math.ceil(storageBytesWrite / 1024));
    });
  }

  test("adding an index writes the collection, the index and the file of the schema", async () => {
    const query = "C.definition.update({ indexes: { byOther: { terms: [{ field: 'other' }] } } }).name";
    expect((await stats(query)).writeOps).toBe(3);
  });

  test("one read: operations follow from the bytes", async () => {
    const db = seeded.fork();
    await db.query(`C.create({ id: 50, other: '${"x".repeat(10_000)}' }).id`, { typecheck: false });
    const { stats: told } = await db.query("C.byId(50)!.other.length", { typecheck: false });
    expect(told.readOps).toBe(Math.ceil(told.storageBytesRead / 4096));
    expect(told.readOps).toBe(3);
  });
});
