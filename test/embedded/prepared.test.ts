import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { seededSurroundings } from "../../runtime/engine/index.js";
import { type Database, FqlError, type OpenOptions, open, Time } from "../../runtime/index.js";

let db: Database;

beforeAll(async () => {
  db = await open({ seed: 7 });
  await db.schema.push({
    "main.fsl": `
      collection Author {
        name: String
        compute books: Set<Book> = (author => Book.byAuthor(author))
        compute shout: String = (author => author.name.toUpperCase())
        index byName { terms [.name] }
      }
      collection Book {
        title: String
        author: Ref<Author>?
        pages: Number?
        *: Any
        index byAuthor { terms [.author]; values [.pages] }
      }
      collection Empty {}
      function titled(title) { Book.where(.title == title).first() }`,
  });
  await db.query(
    `
    let a = Author.create({ id: "1", name: "Ada" })
    let b = Author.create({ id: "2", name: "Bo" })
    let gone = Author.create({ id: "3", name: "Gone" })
    Book.create({ id: "11", title: "one", author: a, pages: 10, info: { b: 1, "2": 2, deep: [a, { x: 1.5 }] } })
    Book.create({ id: "12", title: "two", author: a, pages: 2.5, at: Time.now(), __proto__: 1 })
    Book.create({ id: "13", title: "three", author: b, long: 9007199254740993, bytes: Bytes("AQI=") })
    Book.create({ id: "14", title: "four", author: gone })
    Set.sequence(0, 40).forEach(n => Empty.create({}))
    gone.delete()`,
    { typecheck: false },
  );
});

/** What a query answers, or its error; as a query that is prepared, and as one that is not. */
async function both(text: string): Promise<{ readonly prepared: unknown; readonly asked: unknown }> {
  let prepared: unknown;
  try {
    prepared = db.prepare(`() => { ${text} }`, { typecheck: false }).run();
  } catch (error) {
    prepared = described(error);
  }
  // Places in errors are the same in both.
  const asked = await db.query(`      { ${text} }`, { typecheck: false }).then(({ data }) => data, described);
  return { prepared, asked };
}

function described(error: unknown): unknown {
  if (!(error instanceof FqlError)) throw error;
  return { code: error.code, message: error.message.replaceAll("() => {", "      {"), abort: error.abort };
}

/** Answers are of the same classes and keys, in the same order, and none of their parts inherits anything else. */
async function expectSame(text: string): Promise<void> {
  const { prepared, asked } = await both(text);
  expect(prepared).toStrictEqual(asked);
  expect(jsonOf(prepared)).toBe(jsonOf(asked));
}

function jsonOf(answer: unknown): string {
  return JSON.stringify(answer, (_key, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
}

describe("what a prepared query answers is what the query answers", () => {
  test.each([
    "1",
    "null",
    "[1, 2.5, 9007199254740993, 12345678901, -0.0, 0.0 / 0.0, true, 'a', ID(7)]",
    "{ a: 1, b: { c: [Time('2026-01-02T03:04:05.000000006Z'), Date('2026-01-02'), Bytes('AQI=')] } }",
    "{ b: 1, '2': 2, '1': { __proto__: 3 } }",
    "{ a: 1, b: 2, a: 3 }",
    "Author('1')",
    "[Author('1'), { author: Author('2') }, Author('3'), Author('99'), [[Book('11')]]]",
    "Author('1')! { id, name, shout, books { title, pages } }",
    "Author('3') { id, name }",
    "Author('3')! { id, name }",
    "Author('1')! { name, none, nothing: .none, self: Author('1') }",
    "Book('11')! { title, info, author { name } }",
    "Book('12')! { title, at, ts, coll }",
    "Book.all() { title, author: .author?.name }",
    "Book.all().toArray() { title, pages, author { id, name } }",
    "Book.all().toArray().map(book => { title: book.title, author: book.author { name, books } })",
    "Book.all().map(book => { title: book.title }).toArray()",
    "Book.all().toArray().map(.author)",
    "[1, 2].map(n => [1, 2].map(m => { sum: n + m, all: [n, m] }))",
    "[1, 2].map(n => { let m = n * 2; { n: n, m: m } })",
    "[1, 2].map((n, m) => n)",
    "[{ a: 1, b: [{ c: 2, d: 3 }] }] { a, b { c } }",
    "{ a: 1, b: 2 } { b, c, d: .a }",
    "Empty.all().map(.id)",
    "{ page: Empty.all().paginate(3), set: Empty.all(), sets: [Book.all(), Book.all().pageSize(2)] }",
    "Book.all().paginate(2).after",
    "Book.all().map(book => Book.byAuthor(book.author) { title })",
    "x => x",
    "Math",
    "Author",
    "titled('two')",
    "titled('none')",
    "Book.all().eventSource()",
    "if (true) { a: 1 } else { b: 2 }",
    "(x => { value: x })(3)",
    "Book('11')!.info.deep.map(x => { x: x })",
    "Set.sequence(0, 3).map(n => { n: n })",
    "'abc'.map",
    "'abc' { length }",
    "null { a }",
    "Author('1')!.none { a }",
    "{ a: abort({ reason: Author('1') }) }",
    "[1, 2].map(n => abort(n))",
    "Book('99')! { title }",
    "[Author('3')] { name }",
    "[Author('3')].map(.name)",
    "{ a: Author('3').name, b: Author('1').name }",
    "[1].map(n => { a: n.b.c, d: n })",
    "at (Time.now()) Author('1') { name, books { title } }",
    "{ now: at (Time.now()) Author('1') { name, id }, name: Author('1').name, id: Author('1').id }",
    "Array.sequence(0, 100).map(n => { a: 'x'.repeat(1000000).length, b: n })",
    "Array.sequence(0, 100).map(n => { a: 'x'.repeat(1000000), b: n })",
    "Array.sequence(0, 1200).fold([], (list, n) => [list])",
    "Array.sequence(0, 600).fold({ a: 1, b: 2 }, (inner, n) => { a: inner, b: n })",
    "Array.sequence(0, 150).fold([Author('1'), Book.all()], (list, n) => [list])",
  ])("%s", async (text) => {
    await expectSame(text.replaceAll("'", '"'));
  });

  test("documents and sets are shown as they are when the query has run", () => {
    const query = db.prepare<Record<string, unknown>>(`() => {
      let a = Author.create({ name: "Cy" })
      let answer = { name: a.name, first: a, set: Author.byName("Dy"), renamed: a.update({ name: "Dy" }).name, id: a.id, again: a.name }
      answer
    }`);
    const inline = db.prepare<Record<string, unknown>>(`() => {
      let a = Author.create({ name: "Cy" })
      { name: a.name, first: a, set: Author.byName("Dy") { name }, renamed: a.update({ name: "Dy" }).name, id: a.id, again: a.name }
    }`);
    for (const each of [query, inline]) {
      const answer = each.run();
      expect(answer).toMatchObject({ name: "Cy", renamed: "Dy", again: "Dy", first: { name: "Dy" } });
      expect((answer.set as { data: unknown[] }).data.length).toBeGreaterThan(0);
    }
  });

  test("the time of the transaction is that of its commit", () => {
    const run = db.prepare<Record<string, Time>>(
      `() => { let e = Empty.create({}); { made: e.ts, list: [TransactionTime()], late: { ts: e.ts } } }`,
    );
    const { made, list, late } = run.run() as unknown as {
      made: Time;
      list: Time[];
      late: { ts: Time };
    };
    expect(made).toBeInstanceOf(Time);
    expect([String(list[0]), String(late.ts)]).toEqual([String(made), String(made)]);
  });

  test("an answer is its caller's: changing it changes nothing else", () => {
    const run = db.prepare<{ list: number[]; info: Record<string, unknown> }>(
      `() => { list: [1, 2], info: Book("11")!.info }`,
    );
    const first = run.run();
    first.list.push(3);
    first.info.b = 5;
    expect(run.run().list).toEqual([1, 2]);
    expect(run.run().info.b).toBe(1);
  });
});

describe("what one run looked up, others believe only as long as it holds", () => {
  const SCHEMA = `
    collection Topic { name: String; document_ttls true }
    collection Note { topic: Ref<Topic>; index byTopic { terms [.topic] } }`;

  async function notes(options: OpenOptions = {}) {
    const notes = await open({ seed: 1, ...options });
    await notes.schema.push({ "main.fsl": SCHEMA });
    await notes.query(`Note.create({ topic: Topic.create({ id: "1", name: "old" }) })`, { typecheck: false });
    return notes;
  }
  const NAMES = `() => Note.all().toArray().map(note => { name: note.topic?.name, topic: note.topic { name } })`;
  const named = (name: string) => [{ name, topic: { name } }];

  test("writes of queries, of prepared ones, and of other transactions", async () => {
    const db = await notes();
    const names = db.prepare(NAMES);
    expect(names.run()).toEqual(named("old"));
    expect(names.run()).toEqual(named("old"));
    await db.query(`Topic("1")!.update({ name: "new" })`);
    expect(names.run()).toEqual(named("new"));
    db.prepare(`() => Topic("1")!.update({ name: "newer" })`).run();
    expect(names.run()).toEqual(named("newer"));
    const both = db.prepare(`() => {
      let before = Note.all().toArray() { topic { name } }
      Topic("1")!.update({ name: "newest" })
      [before, Note.all().toArray() { topic { name } }]
    }`);
    expect(both.run()).toEqual([[{ topic: { name: "newer" } }], [{ topic: { name: "newest" } }]]);
    await db.query(`Topic("1")!.delete()`);
    expect(names.run()).toEqual([{ name: null, topic: null }]);
  });

  test("a run that failed leaves nothing behind", async () => {
    const db = await notes();
    const names = db.prepare(NAMES);
    const failing = db.prepare(`() => {
      Topic("1")!.update({ name: "never" })
      abort(Note.all().toArray() { topic { name } })
    }`);
    expect(() => failing.run()).toThrow(FqlError);
    expect(names.run()).toEqual(named("old"));
    expect(() => failing.run()).toThrow(FqlError);
    expect(names.run()).toEqual(named("old"));
  });

  test("forks go their own ways", async () => {
    const db = await notes();
    const names = db.prepare(NAMES);
    expect(names.run()).toEqual(named("old"));
    const fork = db.fork();
    const forked = fork.prepare(NAMES);
    expect(forked.run()).toEqual(named("old"));
    await fork.query(`Topic("1")!.update({ name: "of the fork" })`);
    expect(names.run()).toEqual(named("old"));
    expect(forked.run()).toEqual(named("of the fork"));
    await db.query(`Topic("1")!.update({ name: "of the first" })`);
    expect(forked.run()).toEqual(named("of the fork"));
    expect(names.run()).toEqual(named("of the first"));
  });

  test("time passes", async () => {
    let now = Date.UTC(2026, 0, 1) * 1000;
    const surroundings = { ...seededSurroundings(1), clock: () => now };
    const db = await notes({ surroundings });
    await db.query(`Topic("1")!.update({ ttl: Time.now().add(1, "hour") })`, { typecheck: false });
    const names = db.prepare(NAMES);
    expect(names.run()).toEqual(named("old"));
    now += 2 * 3600 * 1_000_000;
    expect(names.run()).toEqual([{ name: null, topic: null }]);
  });

  test("schemas change", async () => {
    const db = await notes();
    const names = db.prepare(NAMES);
    expect(names.run()).toEqual(named("old"));
    await db.schema.push({
      "main.fsl": SCHEMA.replace(
        "name: String;",
        `name: String; shout: String = "!"; migrations { add .shout; backfill .shout = "!" };`,
      ),
    });
    const shouts = db.prepare(`() => Note.all().toArray() { topic { name, shout } }`);
    expect(shouts.run()).toEqual([{ topic: { name: "old", shout: "!" } }]);
    expect(names.run()).toEqual(named("old"));
  });
});

describe("property", () => {
  const leaf = fc.constantFrom(
    "1",
    "2.5",
    `"a"`,
    "null",
    "ID(5)",
    `Author("1")`,
    `Author("3")`,
    `Author("1").name`,
    `Book("11")!.info`,
    `Book("13")!.long`,
    `Book("12")!.at`,
    "Author.all()",
    "Set.sequence(0, 2)",
    `Author("1")!.books`,
    `Book.all().toArray()`,
    `Author("3").name`,
    "{ x: 1, x: 2 }",
    "n",
  );
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      { arbitrary: leaf, weight: 3 },
      {
        arbitrary: fc
          .array(tie("expression"), { minLength: 1, maxLength: 3 })
          .map((all) => `{ ${all.map((each, i) => `f${i}: ${each}`).join(", ")} }`),
        weight: 2,
      },
      {
        arbitrary: fc.array(tie("expression"), { maxLength: 3 }).map((all) => `[${all.join(", ")}]`),
        weight: 1,
      },
      { arbitrary: tie("expression").map((each) => `[1, 2].map(n => ${each})`), weight: 2 },
      {
        arbitrary: tie("expression").map(
          (each) => `Book.all().toArray().map(b => { t: b.title, p: b.pages, e: ${each} })`,
        ),
        weight: 1,
      },
      {
        arbitrary: tie("expression").map((each) => `Author("1") { name, id, books { title }, e: ${each} }`),
        weight: 1,
      },
      {
        arbitrary: tie("expression").map(
          (each) => `Book.all().toArray() { title, author { name }, e: ${each} }`,
        ),
        weight: 1,
      },
      { arbitrary: tie("expression").map((each) => `(${each}) { name, title, f0, f1 }`), weight: 2 },
      { arbitrary: tie("expression").map((each) => `(if (n == 1) ${each} else null)`), weight: 1 },
    ),
  }));

  test("nested answers of any shape", async () => {
    await fc.assert(
      fc.asyncProperty(expression, async (text) => expectSame(`let n = 1\n${text}`)),
      { numRuns: 300 },
    );
  }, 60_000);
});
