import {
  AbortError,
  Client,
  ConstraintFailureError,
  DateStub,
  Document,
  FetchClient,
  fql,
  type HTTPClient,
  Module,
  NodeHTTP2Client,
  NullDocument,
  type Page,
  QueryCheckError,
  QueryRuntimeError,
  type QueryValue,
  ServiceError,
  TimeStub,
} from "fauna";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApp, type RunningServer, serve } from "../../runtime/server/node/index.js";
import { openEngine } from "./openEngine.js";

const HTTP_OPTIONS = { http2_session_idle_ms: 500, http2_max_streams: 100, fetch_keepalive: false };

const HTTP_CLIENTS: readonly (readonly [name: string, create: (url: string) => HTTPClient])[] = [
  ["HTTP/2", (url) => NodeHTTP2Client.getClient({ ...HTTP_OPTIONS, url })],
  ["fetch", (url) => new FetchClient({ ...HTTP_OPTIONS, url })],
];

describe.each(HTTP_CLIENTS)("the official driver over %s", (_name, createHttpClient) => {
  let server: RunningServer;
  let client: Client;

  beforeAll(async () => {
    server = await serve(createApp(await openEngine()), { port: 0, host: "127.0.0.1", graceMs: 100 });
  });

  beforeEach(() => {
    client?.close();
    client = new Client(
      { secret: "secret", endpoint: new URL(server.url), long_type: "bigint" },
      createHttpClient(server.url),
    );
  });

  afterAll(async () => {
    client.close();
    await server.close();
  });

  it("answers arithmetic, with an account of it", async () => {
    const answer = await client.query(fql`1 + 1`);
    expect(answer).toMatchObject({ data: 2, summary: "", schema_version: expect.any(Number) });
    expect(answer.stats).toMatchObject({ compute_ops: 1, read_ops: 0, write_ops: 0, attempts: 1 });
    expect(answer.txn_ts).toBeGreaterThan(1_600_000_000_000_000);
  });

  it("creates a collection and gets documents back as they were given", async () => {
    await client.query(fql`Collection.create({ name: "Thing" })`);
    const given = {
      int: 1,
      long: 5_000_000_000n,
      double: 2.5,
      text: 'with "quotes", \u0000 and é😀',
      time: TimeStub.fromDate(new Date("2024-05-01T10:00:00.123Z")),
      date: DateStub.from("2024-05-01"),
      nothing: null,
      nested: { a: [1, { b: "c" }], "odd key": true, "@looks": { "@tagged": 1 } },
      list: [1, "two", 3.5, [null]],
      bytes: new Uint8Array([1, 2, 3]).buffer,
    };
    const { data: created } = await client.query<Document>(fql`Thing.create(${given})`);
    expect(created).toBeInstanceOf(Document);
    expect(created.coll).toEqual(new Module("Thing"));
    const { data: read } = await client.query<Document>(fql`Thing.byId(${created.id})!`);
    const { nothing: _, ...expected } = given;
    expect(read.toObject()).toEqual({
      id: created.id,
      coll: new Module("Thing"),
      ts: expect.any(TimeStub),
      ...expected,
      bytes: Uint8Array.of(1, 2, 3),
    });
    expect("nothing" in read).toBe(false);
    const { data: again } = await client.query(fql`${read}.int`);
    expect(again).toBe(1);
  });

  it("calls an index, and projects through references", async () => {
    await client.query(fql`Collection.create({ name: "Author" })`);
    await client.query(fql`
      Collection.create({
        name: "Book",
        indexes: { byYear: { terms: [{ field: "year" }], values: [{ field: "title" }] } }
      })`);
    await client.query(fql`
      let jane = Author.create({ name: "Jane" })
      Book.create({ title: "Persuasion", year: 1817, author: jane })
      Book.create({ title: "Northanger Abbey", year: 1817, author: jane })
      Book.create({ title: "Emma", year: 1815, author: jane })`);
    const { data } = await client.query<Page<QueryValue>>(
      fql`Book.byYear(${1817}) { title, author { name } }`,
    );
    expect(data.data).toEqual([
      { title: "Northanger Abbey", author: { name: "Jane" } },
      { title: "Persuasion", author: { name: "Jane" } },
    ]);
  });

  it("pages through a hundred documents", async () => {
    await client.query(fql`Collection.create({ name: "Leaf" })`);
    await client.query(fql`Set.sequence(0, 100).forEach(n => Leaf.create({ n: n }))`);
    const seen: number[] = [];
    const sizes: number[] = [];
    for await (const page of client.paginate<number>(fql`Leaf.all().map(.n)`)) {
      sizes.push(page.length);
      seen.push(...page);
    }
    expect(seen).toEqual(Array.from({ length: 100 }, (_, n) => n));
    expect(sizes).toEqual([16, 16, 16, 16, 16, 16, 4]);
    const flat: number[] = [];
    for await (const n of client.paginate<number>(fql`Leaf.where(.n < 20).map(.n)`).flatten()) flat.push(n);
    expect(flat).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });

  it("composes fragments", async () => {
    const adds = (n: number) => fql`x => x + ${n}`;
    const { data } = await client.query(fql`[1, 2].map(${adds(3)}).concat(${[4, fql`2 + 3`, { a: 6 }]})`);
    expect(data).toEqual([4, 5, 4, 5, { a: 6 }]);
    const { data: argument } = await client.query(fql`n * 2`, { arguments: { n: 21 } });
    expect(argument).toBe(42);
  });

  it("knows null documents", async () => {
    await client.query(fql`Collection.create({ name: "Ghost" })`);
    const { data } = await client.query(fql`Ghost.byId("404")`);
    expect(data).toBeInstanceOf(NullDocument);
    expect((data as NullDocument).cause).toBe("not found");
  });

  it.each<[string, ReturnType<typeof fql>, new (...args: never) => ServiceError, string, number]>([
    ["a syntax error", fql`1 +`, QueryCheckError, "invalid_query", 400],
    ["an unbound name", fql`nobody`, QueryRuntimeError, "unbound_variable", 400],
    [
      "a missing document",
      fql`Collection.byName("Nope")!.history_days`,
      QueryRuntimeError,
      "document_not_found",
      400,
    ],
    ["an abort", fql`abort({ reason: 5 })`, AbortError, "abort", 400],
  ])("gets %s as a ServiceError", async (_case, query, type, code, status) => {
    const error = await client.query(query, { typecheck: false }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ code, httpStatus: status });
    if (error instanceof AbortError) expect(error.abort).toEqual({ reason: 5 });
  });

  it("gets a unique violation with its path", async () => {
    await client.query(fql`Collection.create({ name: "User", constraints: [{ unique: ["email"] }] })`);
    await client.query(fql`User.create({ email: "a@b.c" })`);
    const error = await client.query(fql`User.create({ email: "a@b.c" })`).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConstraintFailureError);
    expect(error).toMatchObject({
      code: "constraint_failure",
      constraint_failures: [{ paths: [["email"]] }],
    });
  });

  it("is refused with a wrong secret", async () => {
    const stranger = new Client(
      { secret: "wrong", endpoint: new URL(server.url) },
      createHttpClient(server.url),
    );
    await expect(stranger.query(fql`1`)).rejects.toMatchObject({ code: "unauthorized", httpStatus: 401 });
    stranger.close();
  });

  it("sends tags, and gets decorated and simple formats", async () => {
    const tagged = await client.query(fql`1`, { query_tags: { a: "1", b: "2" } });
    expect(tagged.query_tags).toEqual({ a: "1", b: "2" });
    expect((await client.query(fql`[1]`, { format: "decorated" })).data).toBe("[\n  1\n]");
    expect((await client.query(fql`[1]`, { format: "simple" })).data).toEqual([1]);
  });

  it("runs many queries at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => client.query<number>(fql`${n} + 1`)),
    );
    expect(answers.map(({ data }) => data)).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
  });
});
