import { describe, expect, test } from "vitest";
import { type Database, fql, open } from "../../runtime/index.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";

/** A database over a byte store that answers every read later. */
async function openWaiting(store: OrderedByteStore): Promise<Database> {
  const clock = () => Date.now() * 1000;
  const storage = await EncodedStorage.open(store, { clock });
  return open({ storage: () => storage });
}

const SCHEMA = `
  collection Author { name: String }
  collection Book {
    title: String
    author: Ref<Author>
    copies: Int = 1
    index byTitle { terms [.title] }
  }
  collection Loan {
    book: Ref<Book>
    number: Int
    unique [.number]
  }
`;

const LIBRARY = `
  let numbers = Set.sequence(0, 100).toArray()
  numbers.forEach(n => Author.create({ id: n, name: "author " + n.toString() }))
  numbers.forEach(n => Book.create({ id: n, title: "book " + n.toString(), author: Author(n) }))
`;

async function library(): Promise<{ readonly store: OrderedByteStore; readonly db: Database }> {
  const store = new OrderedByteStore();
  const db = await openWaiting(store);
  await db.schema.push({ "main.fsl": SCHEMA });
  await db.query(LIBRARY, { typecheck: false });
  // The schema of the database is known from the first query on.
  await db.query("1");
  return { store, db };
}

async function roundTrips(store: OrderedByteStore, body: () => Promise<unknown>): Promise<number> {
  const before = store.roundTrips;
  await body();
  return store.roundTrips - before;
}

describe("a store that waits", () => {
  test("projecting a reference out of 100 documents makes at most 3 round trips", async () => {
    const { store, db } = await library();
    let data: unknown;
    const trips = await roundTrips(store, async () => {
      const result = await db.query("Book.all().take(100).toArray() { title, author { name } }");
      data = result.data;
    });
    expect(data).toHaveLength(100);
    expect((data as readonly unknown[])[99]).toEqual({ title: "book 99", author: { name: "author 99" } });
    expect(trips).toBeLessThanOrEqual(3);
  });

  test("a page of documents is projected in as many round trips", async () => {
    const { store, db } = await library();
    const trips = await roundTrips(store, () =>
      db.query("Book.all().pageSize(100) { title, author { name } }"),
    );
    expect(trips).toBeLessThanOrEqual(3);
  });

  test("reading, updating and creating 100 times with a unique check makes at most 5 round trips", async () => {
    const { store, db } = await library();
    const trips = await roundTrips(store, () =>
      db.query(
        `
        Set.sequence(0, 100).forEach(n => {
          let book = Book.byId(n.toString())!
          book.update({ copies: book.copies + 1 })
          Loan.create({ book: book, number: n })
        })
      `,
        { typecheck: false },
      ),
    );
    expect(trips).toBeLessThanOrEqual(5);
    expect((await db.query("Loan.all().count()")).data).toBe(100);
    expect((await db.query("Book.where(.copies == 2).count()")).data).toBe(100);
  });

  test("a unique violation is found although it was supposed not to be there", async () => {
    const { db } = await library();
    await db.query('Loan.create({ book: Book.byId("1")!, number: 7 })', { typecheck: false });
    const query =
      "Set.sequence(0, 10).forEach(n => Loan.create({ book: Book.byId(n.toString())!, number: n }))";
    await expect(db.query(query, { typecheck: false })).rejects.toMatchObject({ code: "constraint_failure" });
    expect((await db.query("Loan.all().count()")).data).toBe(1);
  });

  test("cursors hold in another process on the same store", async () => {
    const { store, db } = await library();
    const first = await db.query<{ after: string }>("Book.all().pageSize(40).map(.title)");
    const other = await openWaiting(store);
    const query = fql`Set.paginate(${first.data.after})`;
    const second = await other.query<{ data: string[]; after: string }>(query);
    expect(second.data.data[0]).toBe("book 40");
    const forged = `${first.data.after.slice(0, -4)}AAAA`;
    await expect(other.query(fql`Set.paginate(${forged})`)).rejects.toMatchObject({ code: "invalid_cursor" });
  });

  test("two that read and write the same balance: one is retried and sees the other's write", async () => {
    const { db } = await library();
    const increment = 'Book.byId("1")!.update({ copies: Book.byId("1")!.copies + 1 }).copies';
    const results = await Promise.all([db.query(increment), db.query(increment)]);
    expect(results.map(({ data }) => data).sort()).toEqual([2, 3]);
  });
});
