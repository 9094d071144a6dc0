import { describe, expect, test } from "vitest";
import {
  CalendarDate,
  type Database,
  FqlDocument,
  FqlError,
  fql,
  Module,
  open,
  Page,
  Time,
} from "../../runtime/index.js";

async function shelf(): Promise<Database> {
  const db = await open();
  await db.schema.push({
    "main.fsl": `collection Book {
      title: String
      *: Any
      unique [.title]
      index byTitle { terms [.title] }
    }`,
  });
  return db;
}

async function failure(promise: Promise<unknown>): Promise<FqlError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FqlError);
  return error as FqlError;
}

describe("query", () => {
  test("answers with JS values", async () => {
    const db = await open();
    const { data } = await db.query<unknown[]>(
      `[1, 2.5, 9007199254740993, "a", null, [true], { a: 1, __proto__: 2 }, Time("2026-01-02T03:04:05.000000006Z"), Date("2026-01-02"), Bytes("AQI="), ID(7)]`,
    );
    expect(data.slice(0, 6)).toEqual([1, 2.5, 9007199254740993n, "a", null, [true]]);
    expect(Object.keys(data[6] as object)).toEqual(["a", "__proto__"]);
    expect(String(data[7])).toBe("2026-01-02T03:04:05.000000006Z");
    expect(JSON.stringify(data[8])).toBe('"2026-01-02"');
    expect(data[9]).toEqual(new Uint8Array([1, 2]));
    expect(data[10]).toBe("7");
  });

  test("takes values as parameters, never as text", async () => {
    const db = await open();
    const evil = `") + abort("`;
    const when = new Time("2026-01-02T03:04:05Z");
    const { data } = await db.query<unknown[]>(
      fql`[${evil}, ${1.5}, ${2 ** 40}, ${null}, ${when}, ${new CalendarDate("2026-01-02")}, ${[1, { a: 2 }]}]`,
    );
    expect(data.slice(0, 4)).toEqual([evil, 1.5, 2 ** 40, null]);
    expect(String(data[4])).toBe(String(when));
    expect(data[6]).toEqual([1, { a: 2 }]);
  });

  test("shares no bytes with whoever asks", async () => {
    const db = await open();
    const bytes = new Uint8Array([1, 2]);
    await db.query(fql`Collection.create({ name: "Blob" })`);
    await db.query(fql`Blob.create({ id: 1, bytes: ${bytes} })`);
    bytes[0] = 9;
    const read = db.prepare<Uint8Array>("() => Blob.byId(1)!.bytes");
    read.run()[1] = 9;
    const { data } = await db.query<{ bytes: Uint8Array }>("Blob.byId(1)!");
    data.bytes[0] = 9;
    expect(read.run()).toEqual(new Uint8Array([1, 2]));
  });

  test("composes", async () => {
    const db = await open();
    const sum = fql`${1} + ${2}`;
    expect((await db.query(fql`[${sum}, ${{ sum }}]`)).data).toEqual([3, { sum: 3 }]);
  });

  test("gives documents that can be sent back", async () => {
    const db = await shelf();
    const { data: book } = await db.query<FqlDocument>(fql`Book.create({ title: "Emma", year: 1815 })`);
    expect(book).toBeInstanceOf(FqlDocument);
    expect([book.title, book.coll, (book.ts as Time).toDate().getFullYear() > 2000]).toEqual([
      "Emma",
      new Module("Book"),
      true,
    ]);
    const { data } = await db.query(
      fql`${book}.update({ year: ${1816} }) { title, year, is: ${book} isa ${book.coll} }`,
    );
    expect(data).toEqual({ title: "Emma", year: 1816, is: true });
  });

  test("gives sets as pages", async () => {
    const db = await open();
    const { data } = await db.query<Page>("Set.sequence(0, 20)");
    expect(data).toBeInstanceOf(Page);
    expect(data.data.length).toBe(16);
    const next = await db.query<Page>(fql`Set.paginate(${data.after})`);
    expect(next.data).toEqual({ data: [16, 17, 18, 19] });
  });

  test("throws what failed, with its place", async () => {
    const db = await shelf();
    const error = await failure(db.query(fql`Book.create({ title: 1 })`, { typecheck: false }));
    expect(error.code).toBe("constraint_failure");
    expect(error.constraintFailures).toEqual([
      { paths: [["title"]], message: "Expected String, provided Int" },
    ]);
    expect(error.summary).toContain("at *query*:1:12");
    expect((await failure(db.query("1 +"))).code).toBe("invalid_query");
    expect((await failure(db.query("abort({ a: 1 })"))).abort).toEqual({ a: 1 });
  });

  test("checks types unless told otherwise", async () => {
    const db = await open();
    expect((await db.query("1 + 1")).staticType).toBe("Number");
    expect((await failure(db.query(`1 + "a"`))).summary).toContain(
      "Type `String` is not a subtype of `Number`",
    );
    expect((await db.query(`"a" + 1`, { typecheck: false })).data).toBe("a1");
  });

  test("ends a query whose time is up, and writes nothing", async () => {
    const db = await shelf();
    const endless = `Book.create({ title: "x" }); Set.sequence(0, 10000000).fold(0, (a, b) => a + b)`;
    expect((await failure(db.query(endless, { timeoutMs: 5 }))).code).toBe("time_out");
    expect((await db.query("Book.all().count()")).data).toBe(0);
  });
});

describe("prepare", () => {
  test("runs a lambda synchronously, also after the schema changed", async () => {
    const db = await shelf();
    const titles = db.prepare<string[]>("() => Book.all().map(.title).toArray()");
    expect(titles.run()).toEqual([]);
    db.prepare("(title) => Book.create({ title: title }).id").run("Emma");
    expect(titles.run()).toEqual(["Emma"]);
    await db.query(fql`Collection.create({ name: "Other" })`);
    expect(titles.run()).toEqual(["Emma"]);
  });

  test("throws what failed and writes nothing", async () => {
    const db = await shelf();
    const create = db.prepare("(title) => { Book.create({ title: title }); abort(title) }");
    expect(() => create.run("Emma")).toThrow(FqlError);
    expect((await db.query("Book.all().count()")).data).toBe(0);
    expect(() => db.prepare("1 + 1")).toThrow(FqlError);
  });
});

describe("transaction", () => {
  test("queries see what the ones before wrote; all or nothing", async () => {
    const db = await shelf();
    await expect(
      db.transaction(async (tx) => {
        await tx.query(fql`Book.create({ title: "Emma" })`);
        expect((await tx.query("Book.all().count()")).data).toBe(1);
        throw new Error("changed my mind");
      }),
    ).rejects.toThrow("changed my mind");
    expect((await db.query("Book.all().count()")).data).toBe(0);
  });

  test("of two that read and write one balance, the later sees the earlier's write", async () => {
    const db = await open();
    await db.query(`Collection.create({ name: "Account" })`);
    await db.query("Account.create({ id: 1, balance: 100 })");
    let attempts = 0;
    const withdraw = (amount: number) =>
      db.transaction(async (tx) => {
        attempts += 1;
        const { data } = await tx.query<number>("Account(1)!.balance");
        await new Promise((resolve) => setTimeout(resolve, 5));
        await tx.query(fql`Account(1)!.update({ balance: ${data - amount} })`);
      });
    await Promise.all([withdraw(30), withdraw(50)]);
    expect((await db.query("Account(1)!.balance")).data).toBe(20);
    expect(attempts).toBe(3);
  });

  test("a failed query leaves the transaction as it was", async () => {
    const db = await shelf();
    await db.transaction(async (tx) => {
      await tx.query(fql`Book.create({ title: "Emma" })`);
      await failure(tx.query(fql`Book.create({ title: "Persuasion" }); abort(0)`));
    });
    expect((await db.query("Book.all().map(.title).toArray()")).data).toEqual(["Emma"]);
  });

  test("ends when its time is up", async () => {
    const db = await open();
    const late = db.transaction(
      async (tx) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        await tx.query("1");
      },
      { timeoutMs: 10 },
    );
    expect((await failure(late)).code).toBe("time_out");
  });
});

describe("fork", () => {
  test("copies go their own ways", async () => {
    const db = await shelf();
    await db.query(fql`Book.create({ title: "Emma" })`);
    const copy = db.fork();
    await copy.query(fql`Book.create({ title: "Persuasion" })`);
    await copy.query(fql`Collection.create({ name: "Mine" })`);
    await db.query(fql`Collection.create({ name: "Yours" })`);
    expect((await db.query("Book.all().count()")).data).toBe(1);
    expect((await copy.query("Book.all().count()")).data).toBe(2);
    expect((await copy.query("Mine.all().count()")).data).toBe(0);
    expect((await failure(copy.query("Yours.all().count()"))).code).toBe("invalid_query");
  });
});

test("one seed reproduces a run", async () => {
  const run = async () => {
    const db = await open({ seed: 3 });
    await db.query(`Collection.create({ name: "C" })`);
    return (await db.query("[C.create({}).id, C.create({}).id, newId(), Time.now().toString()]")).data;
  };
  expect(await run()).toEqual(await run());
});

test("serves the HTTP API", async () => {
  const db = await open();
  const response = await db.fetch(
    new Request("http://localhost/query/1", {
      method: "POST",
      headers: { authorization: "Bearer secret" },
      body: JSON.stringify({ query: "1 + 1" }),
    }),
  );
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ data: 2, static_type: "Number" });
});

test("fetch takes what WHATWG fetch takes", async () => {
  const db = await open();
  const init = { method: "POST", headers: { authorization: "Bearer secret" }, body: '{"query":"1 + 1"}' };
  for (const address of ["/query/1", "http://any.example/query/1", new URL("http://localhost/query/1")]) {
    expect(await (await db.fetch(address, init)).json()).toMatchObject({ data: 2 });
  }
  const request = new Request("http://localhost/query/1", { ...init, body: '{"query":"3"}' });
  expect(await (await db.fetch(request)).json()).toMatchObject({ data: 3 });
  await db.close();
});
