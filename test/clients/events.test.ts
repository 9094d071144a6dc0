import {
  Client,
  type EventSource,
  FetchClient,
  fql,
  type HTTPClient,
  NodeHTTP2Client,
  type QueryValue,
  type StreamClient,
  type StreamEventData,
} from "fauna";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApp, type RunningServer, serve } from "../../runtime/server/node/index.js";
import { openEngine } from "./openEngine.js";

const HTTP_OPTIONS = { http2_session_idle_ms: 500, http2_max_streams: 100, fetch_keepalive: false };

const HTTP_CLIENTS: readonly (readonly [name: string, create: (url: string) => HTTPClient])[] = [
  ["HTTP/2", (url) => NodeHTTP2Client.getClient({ ...HTTP_OPTIONS, url })],
  ["fetch", (url) => new FetchClient({ ...HTTP_OPTIONS, url })],
];

type DataEvent = StreamEventData<QueryValue>;

/** What a stream told so far. Read without a pause: over HTTP/2 the driver forgets what nobody waits for. */
interface Watch {
  readonly events: DataEvent[];
  statuses: number;
  error: unknown;
}

async function next({ events }: Watch, count: number): Promise<readonly DataEvent[]> {
  await expect.poll(() => events.length, { timeout: 5000 }).toBeGreaterThanOrEqual(count);
  return events.splice(0, count);
}

function brief(events: readonly DataEvent[]): readonly (readonly [string, unknown])[] {
  return events.map(({ type, data }) => [type, data]);
}

function dataOf(events: Iterable<DataEvent>): readonly unknown[] {
  return [...events].map(({ data }) => data);
}

describe.each(HTTP_CLIENTS)("streams and feeds of the driver over %s", (_name, createHttpClient) => {
  let server: RunningServer;
  let client: Client;
  const open: StreamClient[] = [];

  /** A stream of a source, whose status event has come. */
  async function watch(source: ReturnType<typeof fql>): Promise<Watch> {
    const stream = client.stream(source, { status_events: true });
    open.push(stream);
    const watched: Watch = { events: [], statuses: 0, error: undefined };
    stream.start(
      (event) => {
        if (event.type === "status") watched.statuses += 1;
        else watched.events.push(event as DataEvent);
      },
      (error) => {
        watched.error = error;
      },
    );
    await expect.poll(() => watched.statuses, { timeout: 5000 }).toBe(1);
    return watched;
  }

  beforeAll(async () => {
    server = await serve(createApp(await openEngine()), { port: 0, host: "127.0.0.1", graceMs: 100 });
    client = new Client({ secret: "secret", endpoint: new URL(server.url) }, createHttpClient(server.url));
    await client.query(fql`Collection.create({
      name: "Shelf",
      indexes: { byRow: { terms: [{ field: "row" }], values: [{ field: "label" }] } }
    })`);
  });

  beforeEach(async () => {
    for (const stream of open.splice(0)) stream.close();
    await client.query(fql`Shelf.all().forEach(s => s.delete())`);
  });

  afterAll(async () => {
    for (const stream of open.splice(0)) stream.close();
    client.close();
    await server.close();
  });

  const shelf = (data: QueryValue) => client.query<{ id: string }>(fql`Shelf.create(${data}) { id }`);
  const update = (id: string, data: QueryValue) => client.query(fql`Shelf.byId(${id})!.update(${data})`);

  it("tells of what enters, changes in and leaves an index", async () => {
    const stream = await watch(fql`Shelf.byRow(1).eventSource()`);
    const { id } = (await shelf({ row: 1, label: "a" })).data;
    await update(id, { label: "b" });
    await update(id, { note: "x" });
    await update(id, { row: 2 });
    await update(id, { label: "c" });
    await update(id, { row: 1 });
    await client.query(fql`Shelf.byId(${id})!.delete()`);
    const events = await next(stream, 5);
    expect(brief(events)).toEqual([
      ["add", expect.objectContaining({ id, row: 1, label: "a" })],
      ["update", expect.objectContaining({ label: "b" })],
      ["remove", expect.objectContaining({ row: 1, label: "b" })],
      ["add", expect.objectContaining({ row: 1, label: "c" })],
      ["remove", expect.objectContaining({ row: 1, label: "c" })],
    ]);
    const times = events.map(({ txn_ts }) => txn_ts);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it("tells of filtered, mapped and watched fields", async () => {
    const filtered = await watch(fql`Shelf.where(.row >= 2).eventSource()`);
    const labels = await watch(fql`Shelf.all().map(.label).eventSource()`);
    const projected = await watch(fql`Shelf.all().eventSource() { row }`);
    const watched = await watch(fql`Shelf.all().eventsOn(.label)`);
    const { id } = (await shelf({ row: 1 })).data;
    await update(id, { row: 2, label: "a" });
    await update(id, { row: 3 });
    await update(id, { row: 1 });
    await client.query(fql`Shelf.byId(${id})!.delete()`);
    expect(brief(await next(filtered, 3))).toEqual([
      ["add", expect.objectContaining({ row: 2 })],
      ["update", expect.objectContaining({ row: 3 })],
      ["remove", expect.objectContaining({ row: 3 })],
    ]);
    expect(brief(await next(labels, 5))).toEqual([
      ["add", null],
      ["update", "a"],
      ["update", "a"],
      ["update", "a"],
      ["remove", "a"],
    ]);
    expect(brief(await next(projected, 2))).toEqual([
      ["add", { row: 1 }],
      ["update", { row: 2 }],
    ]);
    expect(brief(await next(watched, 2))).toEqual([
      ["update", expect.objectContaining({ label: "a" })],
      ["remove", expect.objectContaining({ label: "a" })],
    ]);
  });

  it("shows the whole of a transaction as one event a document, old ones first", async () => {
    const { id } = (await shelf({ n: 0 })).data;
    const stream = await watch(fql`Shelf.all().eventSource() { n }`);
    await client.query(fql`
      Shelf.create({ n: 1 })
      Shelf.byId(${id})!.update({ n: 10 })
      Shelf.byId(${id})!.update({ n: 20 })
      let gone = Shelf.create({ n: 2 })
      gone.delete()
      Shelf.create({ n: 3 })`);
    expect(brief(await next(stream, 3))).toEqual([
      ["update", { n: 20 }],
      ["add", { n: 1 }],
      ["add", { n: 3 }],
    ]);
  });

  it("goes on from a cursor, with nothing lost and nothing twice", async () => {
    const { data: source } = await client.query<EventSource>(fql`Shelf.all().eventSource() { n }`);
    await client.query(fql`[1, 2, 3].forEach(n => Shelf.create({ n: n }))`);
    await shelf({ n: 4 });
    const seen: unknown[] = [];
    let cursor: string | undefined;
    for (let i = 0; i < 4; i++) {
      const stream = client.stream(source, cursor === undefined ? {} : { cursor });
      for await (const event of stream) {
        seen.push((event as DataEvent).data);
        cursor = event.cursor;
        break;
      }
      stream.close();
    }
    expect(seen).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  });

  it("does not tell of what the token's query saw", async () => {
    await client.query(fql`[1, 2, 3].forEach(n => Shelf.create({ n: n }))`);
    const stream = await watch(fql`Shelf.all().eventSource() { n }`);
    await shelf({ n: 4 });
    expect(brief(await next(stream, 1))).toEqual([["add", { n: 4 }]]);
  });

  it("ends with an error where the source fails", async () => {
    const stream = await watch(fql`Shelf.all().map(s => if (s.n == 2) abort("two") else s.n).eventSource()`);
    await shelf({ n: 1 });
    await shelf({ n: 2 });
    expect(brief(await next(stream, 1))).toEqual([["add", 1]]);
    await expect.poll(() => stream.error).toMatchObject({ code: "abort", abort: "two" });
  });

  it("serves many streams at once", async () => {
    const streams = await Promise.all(
      Array.from({ length: 60 }, () => watch(fql`Shelf.all().eventSource() { n }`)),
    );
    await shelf({ n: 1 });
    const events = await Promise.all(streams.map((stream) => next(stream, 1)));
    expect(events.map((each) => each[0]!.data)).toEqual(streams.map(() => ({ n: 1 })));
  });

  it("feeds pages of events", async () => {
    const { data: source } = await client.query<EventSource>(fql`Shelf.all().eventSource() { n }`);
    const feed = client.feed(source, { page_size: 2 });
    await client.query(fql`[1, 2, 3].forEach(n => Shelf.create({ n: n }))`);
    const first = await feed.nextPage();
    expect([dataOf(first.events as Iterable<DataEvent>), first.hasNext]).toEqual([
      [{ n: 1 }, { n: 2 }],
      true,
    ]);
    const second = await feed.nextPage();
    expect([dataOf(second.events as Iterable<DataEvent>), second.hasNext]).toEqual([[{ n: 3 }], false]);
    const later = client.feed(source, { cursor: second.cursor });
    await shelf({ n: 4 });
    const all: unknown[] = [];
    for await (const event of later.flatten()) all.push((event as DataEvent).data);
    expect(all).toEqual([{ n: 4 }]);
  });

  it("ends the page of a feed at an error, and goes on behind it", async () => {
    const { data: source } = await client.query<EventSource>(
      fql`Shelf.all().map(s => if (s.n == 2) abort("two") else s.n).eventSource()`,
    );
    await shelf({ n: 1 });
    await shelf({ n: 2 });
    await shelf({ n: 3 });
    const feed = client.feed(source);
    const first = await feed.nextPage();
    const told = first.events;
    expect(told.next().value).toMatchObject({ type: "add", data: 1 });
    expect(() => told.next()).toThrow("Query aborted.");
    const rest = client.feed(source, { cursor: first.cursor });
    const second = await rest.nextPage();
    expect(dataOf(second.events as Iterable<DataEvent>)).toEqual([3]);
  });

  it("ends streams when the server closes", async () => {
    const other = await serve(createApp(await openEngine()), { port: 0, host: "127.0.0.1", graceMs: 60_000 });
    const visitor = new Client(
      { secret: "secret", endpoint: new URL(other.url), max_attempts: 1 },
      createHttpClient(other.url),
    );
    await visitor.query(fql`Collection.create({ name: "Shelf" })`);
    const stream = visitor.stream(fql`Shelf.all().eventSource()`, { status_events: true });
    let statuses = 0;
    stream.start(
      () => {
        statuses += 1;
      },
      () => {},
    );
    await expect.poll(() => statuses).toBe(1);
    const started = Date.now();
    await other.close();
    expect(Date.now() - started).toBeLessThan(2000);
    stream.close();
    visitor.close();
  });
});
