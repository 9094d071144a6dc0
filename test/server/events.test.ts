import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../runtime/call/index.js";
import { createEngine, type Engine, seededSurroundings, sourcesOf } from "../../runtime/engine/index.js";
import { createEventService, positionText } from "../../runtime/events/index.js";
import { type App, createApp } from "../../runtime/server/createApp.js";
import { servedEngine } from "../../runtime/server/servedEngine.js";
import { MemoryStorage } from "../../runtime/storage/memory/index.js";

interface Server {
  readonly app: App;
  readonly engine: Engine;
  /** Moves the clock, in microseconds. */
  readonly pass: (microseconds: number) => void;
  /** From now on, so many microseconds pass between two looks at the clock. */
  readonly hurry: (microseconds: number) => void;
  /** Fires the timers that streams sleep on. */
  readonly tick: () => void;
  /** Whether the secret is still good. */
  valid: boolean;
}

function start(): Server {
  const seeded = seededSurroundings(1);
  let later = 0;
  let pace = 0;
  const clock = () => {
    later += pace;
    return seeded.clock() + later;
  };
  const surroundings = { ...seeded, clock };
  const engine = createEngine({
    storage: new MemoryStorage({ clock: surroundings.clock }),
    limits: DEFAULT_LIMITS,
    surroundings,
    sources: sourcesOf(surroundings, new Uint8Array(32)),
    secret: "secret",
    typechecked: false,
  });
  const timers = new Set<() => void>();
  const watched: Engine = {
    ...engine,
    authenticate: (credentials) => (server.valid ? engine.authenticate(credentials) : undefined),
  };
  const events = createEventService(watched, (_milliseconds, callback) => {
    timers.add(callback);
    return () => timers.delete(callback);
  });
  const server: Server = {
    app: createApp({ ...servedEngine(engine), events }),
    engine,
    valid: true,
    pass: (microseconds) => {
      later += microseconds;
    },
    hurry: (microseconds) => {
      pace = microseconds;
    },
    tick: () => {
      for (const callback of timers) callback();
    },
  };
  return server;
}

async function post({ app }: Server, path: string, body: string, secret = "secret"): Promise<Response> {
  const headers: Record<string, string> = secret === "" ? {} : { authorization: `Bearer ${secret}` };
  return app.fetch(new Request(`http://localhost${path}`, { method: "POST", body, headers }));
}

async function run<T>(server: Server, query: string): Promise<{ data: T; txn_ts: number }> {
  const response = await post(server, "/query/1", JSON.stringify({ query }));
  const answer = (await response.json()) as { data: T; txn_ts: number; summary: string };
  if (!response.ok) throw new Error(answer.summary);
  return answer;
}

async function withShelf(): Promise<Server> {
  const server = start();
  await run(server, 'Collection.create({ name: "Shelf" })');
  return server;
}

const TOKEN = "Shelf.all().map(.n).eventSource()";
const token = async (server: Server) => (await run<string>(server, TOKEN)).data;

async function feed(
  server: Server,
  body: object,
): Promise<{ events: readonly StreamEvent[]; [key: string]: unknown }> {
  return (await (await post(server, "/feed/1", JSON.stringify(body))).json()) as never;
}

interface StreamEvent {
  readonly type: string;
  readonly data?: unknown;
  readonly cursor?: string;
  readonly txn_ts?: number;
  readonly error?: { readonly code: string; readonly message: string };
}

/** The events of a stream, one by one. */
async function* stream(
  server: Server,
  body: object,
  secret = "secret",
): AsyncGenerator<StreamEvent, void, undefined> {
  const response = await post(server, "/stream/1", JSON.stringify(body), secret);
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const line of decoder.decode(value).split("\r\n")) if (line !== "") yield JSON.parse(line);
    }
  } finally {
    await reader.cancel();
  }
}

async function take(events: AsyncGenerator<StreamEvent>, count: number): Promise<readonly StreamEvent[]> {
  const taken: StreamEvent[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

describe("requests", () => {
  const both = { start_ts: 1, cursor: "x" };
  it.each<[string, string | object, string]>([
    ["/stream/1", "", "No request body provided"],
    ["/feed/1", "", "No request body provided"],
    ["/stream/1", "{", "Invalid request body: Unexpected end of input at position 1."],
    ["/stream/1", "[]", "Invalid request body: Unexpected array value."],
    ["/stream/1", '"x"', "Invalid request body: Unexpected string value 'x'."],
    ["/stream/1", '{"start_ts":"1"}', "Invalid request body: Unexpected string value '1'."],
    ["/stream/1", '{"start_ts":1.5}', "Invalid request body: Unexpected float value 1.5."],
    ["/stream/1", '{"cursor":5,"start_ts":"1"}', "Invalid request body: Unexpected integer value 5."],
    ["/stream/1", '{"token":null}', "Invalid request body: Unexpected null value."],
    ["/stream/1", '{"token":true}', "Invalid request body: Unexpected true value."],
    ["/stream/1", '{"token":{}}', "Invalid request body: Unexpected object value."],
    ["/feed/1", '{"page_size":"1"}', "Invalid request body: Unexpected string value '1'."],
    ["/feed/1", "{}", "Invalid request body: Value for key token not found."],
    ["/stream/1", '{"page_size":"ignored"}', "Invalid request body: Value for key token not found."],
    ["/stream/1", both, "Invalid request body: can not provide both `start_ts` and `cursor`"],
    ["/feed/1", both, "Invalid request body: can not provide both `start_ts` and `cursor`."],
    ["/stream/1", '{"token":"x"}', "Invalid request body: invalid event source provided"],
    ["/feed/1", '{"token":"x"}', "Invalid request body: invalid event source provided."],
    ["/stream/1", { cursor: "x" }, "Invalid request body: invalid event cursor provided"],
    ["/feed/1", { cursor: "", page_size: 0 }, "Invalid request body: invalid event cursor provided."],
    ["/feed/1", { page_size: 0 }, "Invalid request body: page size must be greater than zero."],
    ["/feed/1", { page_size: 16001 }, "Invalid request body: page size can not be greater than 16000."],
    [
      "/stream/1",
      { start_ts: 1 },
      "Invalid stream start time: Stream start time can not be before the stream create time.",
    ],
  ])("%s %j", async (path, body, message) => {
    const server = await withShelf();
    const text = typeof body === "string" ? body : JSON.stringify({ token: await token(server), ...body });
    const response = await post(server, path, text);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: { code: "invalid_request", message } });
  });

  it.each(["/stream/1", "/feed/1"])("%s authenticates after it has read the request", async (path) => {
    const server = await withShelf();
    for (const secret of ["wrong", ""]) {
      const response = await post(server, path, JSON.stringify({ token: await token(server) }), secret);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        error: { code: "unauthorized", message: "Invalid token, unable to authenticate request" },
      });
    }
    expect((await post(server, path, "{}", "wrong")).status).toBe(400);
  });

  it.each(["/stream/1", "/feed/1"])("%s takes POST only", async (path) => {
    const response = await start().app.fetch(new Request(`http://localhost${path}`));
    expect([response.status, await response.json()]).toEqual([
      405,
      { error: { code: "method_not_allowed", message: "Method Not Allowed" } },
    ]);
  });

  it.each([
    ["/stream/1", "Error evaluating provided stream, Unbound variable `Shelf`"],
    ["/feed/1", "Error evaluating provided event source, Unbound variable `Shelf`"],
  ])("%s tells of a source that is gone", async (path, message) => {
    const server = await withShelf();
    const body = JSON.stringify({ token: await token(server) });
    await run(server, "Shelf.definition.delete()");
    const response = await post(server, path, body);
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: { code: "invalid_request", message } },
    ]);
  });

  it("takes no cursor of a set for a token", async () => {
    const server = await withShelf();
    await run(server, "Set.sequence(0, 40).forEach(n => Shelf.create({ n: n }))");
    const { data } = await run<{ after: string }>(server, "Shelf.all()");
    const response = await post(server, "/feed/1", JSON.stringify({ token: data.after }));
    expect(await response.json()).toMatchObject({
      error: { message: "Invalid request body: invalid event source provided." },
    });
  });

  it("checks the headers of feeds", async () => {
    const server = await withShelf();
    const headers = { authorization: "Bearer secret", "x-query-timeout-ms": "0" };
    const response = await server.app.fetch(
      new Request("http://localhost/feed/1", { method: "POST", body: "{", headers }),
    );
    expect(await response.json()).toEqual({
      error: {
        code: "invalid_request",
        message: "Invalid headers: Invalid header 'x-query-timeout-ms': Must be greater than 0.",
      },
    });
  });
});

describe("/feed/1", () => {
  it("is empty right after the token, and moves on", async () => {
    const server = await withShelf();
    const page = await feed(server, { token: await token(server) });
    expect(page).toEqual({
      events: [],
      cursor: expect.any(String),
      has_next: false,
      stats: {
        read_ops: 8,
        storage_bytes_read: 0,
        compute_ops: 1,
        processing_time_ms: 0,
        rate_limits_hit: [],
      },
    });
  });

  it("polls what happened before the token", async () => {
    const server = await withShelf();
    const first = await run(server, "Shelf.create({ n: 1 })");
    const second = await run(server, "Shelf.create({ n: 2 }); Shelf.create({ n: 3 })");
    const page = await feed(server, { token: await token(server), start_ts: first.txn_ts });
    expect(page.events).toMatchObject([
      { type: "add", data: { "@int": "2" }, txn_ts: second.txn_ts },
      { type: "add", data: { "@int": "3" }, txn_ts: second.txn_ts },
    ]);
    const behindFirst = await feed(server, { token: await token(server), start_ts: second.txn_ts });
    expect(behindFirst.events).toMatchObject([{ data: { "@int": "3" } }]);
  });

  it("says whether changes remain, of whatever kind", async () => {
    const server = await withShelf();
    const source = (await run<string>(server, "Shelf.all().where(.n > 1).eventSource() { n }")).data;
    for (const n of [2, 1, 3]) await run(server, `Shelf.create({ n: ${n} })`);
    const full = await feed(server, { token: source, page_size: 1 });
    expect([full.events.length, full.has_next]).toEqual([1, true]);
    const rest = await feed(server, { token: source, page_size: 1, cursor: full.cursor });
    expect([rest.events[0]!.data, rest.has_next]).toEqual([{ n: { "@int": "3" } }, false]);
  });

  it("times out where one change takes all its time", async () => {
    const server = await withShelf();
    const slow =
      "Shelf.all().map(s => Set.sequence(0, 12000).fold(0, (sum, n) => sum + n * s.n)).eventSource()";
    const { data: source } = await run<string>(server, slow);
    await run(server, "Shelf.create({ n: 1 })");
    const { app } = server;
    server.hurry(300);
    const headers = { authorization: "Bearer secret", "x-query-timeout-ms": "1" };
    const request = { method: "POST", headers, body: JSON.stringify({ token: source }) };
    const response = await app.fetch(new Request("http://localhost/feed/1", request));
    expect([response.status, await response.json()]).toEqual([
      440,
      {
        error: {
          code: "time_out",
          message: expect.stringMatching(
            /^Client set aggressive deadline: query needs 1000, timed out within \d+$/,
          ),
        },
      },
    ]);
  });

  it("keeps its place where history is lost", async () => {
    const server = await withShelf();
    const source = await token(server);
    server.pass(3 * 24 * 3600 * 1_000_000);
    const cursor = positionText({ time: 1_000_000, ordinal: 0 });
    const page = await feed(server, { token: source, cursor });
    expect(page).toMatchObject({
      events: [
        {
          type: "error",
          error: {
            code: "invalid_stream_start_time",
            message:
              "Stream start time 1970-01-01T00:00:01Z is too far in the past. Recreate the stream and try again.",
          },
        },
      ],
      cursor,
      has_next: false,
    });
  });
});

describe("/stream/1", () => {
  it("begins with a status at the token's time", async () => {
    const server = await withShelf();
    const made = await run<string>(server, TOKEN);
    const response = await post(server, "/stream/1", JSON.stringify({ token: made.data }));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json;charset=utf-8");
    expect(response.headers.get("x-fauna-stream-id")).toMatch(/^\d+$/);
    const { value } = await response.body!.getReader().read();
    const text = new TextDecoder().decode(value);
    expect(text).toBe(
      `{"type":"status","txn_ts":${made.txn_ts},"cursor":${JSON.stringify(JSON.parse(text).cursor)},"stats":{"read_ops":8,"storage_bytes_read":0,"compute_ops":1,"processing_time_ms":0,"rate_limits_hit":[]}}\r\n`,
    );
  });

  it("tells of changes by the very query that made the token, behind the first", async () => {
    const server = await withShelf();
    const query = `Shelf.create({ n: 1 }); Shelf.create({ n: 2 }); ${TOKEN}`;
    const events = stream(server, { token: (await run<string>(server, query)).data });
    expect(await take(events, 2)).toMatchObject([{ type: "status" }, { type: "add", data: { "@int": "2" } }]);
    await events.return();
  });

  it("starts behind a whole transaction, or behind one event of it", async () => {
    const server = await withShelf();
    const source = await token(server);
    const written = await run(server, "Shelf.create({ n: 1 }); Shelf.create({ n: 2 })");
    await run(server, "Shelf.create({ n: 3 })");
    const byTime = stream(server, { token: source, start_ts: written.txn_ts });
    expect((await take(byTime, 2))[1]).toMatchObject({ data: { "@int": "3" } });
    await byTime.return();
    const whole = stream(server, { token: source });
    const [, first] = await take(whole, 2);
    await whole.return();
    const byCursor = stream(server, { token: source, cursor: first!.cursor });
    expect((await take(byCursor, 3)).slice(1)).toMatchObject([
      { data: { "@int": "2" } },
      { data: { "@int": "3" } },
    ]);
    await byCursor.return();
  });

  it("replays 127 changes, and gives up at more", async () => {
    const server = await withShelf();
    const few = await token(server);
    await run(server, "Set.sequence(0, 127).forEach(n => Shelf.create({ n: n }))");
    const all = stream(server, { token: few });
    expect((await take(all, 128)).map(({ type }) => type)).toEqual(["status", ...Array(127).fill("add")]);
    await run(server, "Shelf.create({ n: 127 })");
    expect(await take(all, 1)).toMatchObject([{ type: "add", data: { "@int": "127" } }]);
    await all.return();
    const tooMany = await take(stream(server, { token: few }), 1000);
    expect(tooMany).toHaveLength(130);
    expect(tooMany[128]).toMatchObject({ type: "add", data: { "@int": "127" } });
    expect(tooMany[129]).toEqual({
      type: "error",
      error: {
        code: "stream_replay_volume_exceeded",
        message: "Too many events to replay. Recreate the stream and try again.",
      },
      stats: expect.any(Object),
    });
  });

  it("says now and then that it is there", async () => {
    const server = await withShelf();
    const source = (await run<string>(server, "Shelf.all().where(.n > 1).eventSource()")).data;
    const events = stream(server, { token: source });
    const [first] = await take(events, 1);
    await run(server, "Shelf.create({ n: 1 })");
    let status: readonly StreamEvent[] | undefined;
    const second = take(events, 1).then((taken) => {
      status = taken;
    });
    await expect
      .poll(() => {
        server.tick();
        return status;
      })
      .toBeDefined();
    await second;
    expect(status).toMatchObject([{ type: "status", stats: { read_ops: 1, compute_ops: 6 } }]);
    expect(status![0]!.txn_ts).toBeGreaterThan(first!.txn_ts!);
    await events.return();
  });

  it("ends where the secret is not good any more", async () => {
    const server = await withShelf();
    const events = stream(server, { token: await token(server) });
    await take(events, 1);
    server.valid = false;
    await run(server, "Shelf.create({ n: 1 })");
    expect(await take(events, 5)).toMatchObject([
      {
        type: "error",
        error: { code: "permission_loss", message: "Stream authentication is no longer valid." },
      },
    ]);
  });

  it("ends where its key is deleted", async () => {
    const server = await withShelf();
    const { data: key } = await run<{ id: string; secret: string }>(server, 'Key.create({ role: "server" })');
    const body = JSON.stringify({ token: await token(server) });
    const response = await post(server, "/stream/1", body, key.secret);
    const reader = response.body!.getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toMatch(/^\{"type":"status"/);
    await run(server, "Shelf.create({ n: 1 })");
    expect(await next()).toMatch(/^\{"type":"add"/);
    await run(server, `Key.byId("${key.id}")!.delete(); Shelf.create({ n: 2 })`);
    expect(await next()).toMatch(/^\{"type":"error","error":\{"code":"permission_loss"/);
    expect((await reader.read()).done).toBe(true);
    expect((await post(server, "/stream/1", body, key.secret)).status).toBe(401);
  });

  it.each([
    [
      "its role reads no more",
      'Role.byName("reader")!.update({ privileges: { resource: "Box", actions: { read: true } } })',
    ],
    [
      "its role may more than before",
      'Role.byName("reader")!.update({ privileges: [{ resource: "Shelf", actions: { read: true, write: true } }] })',
    ],
    ["its key has another role", 'Key.byId("KEY")!.update({ role: "server" })'],
    ["its key is to expire", 'Key.byId("KEY")!.update({ ttl: Time.now().add(1, "day") })'],
  ])("ends where %s, at the next change or when it has been idle", async (_name, change) => {
    const server = await withShelf();
    const { data: key } = await run<{ id: string; secret: string }>(
      server,
      `Collection.create({ name: "Box" })
       Role.create({ name: "reader", privileges: [{ resource: "Shelf", actions: { read: true } }] })
       Key.create({ role: "reader" })`,
    );
    const body = { token: (await run<string>(server, "Shelf.all().eventSource()")).data };
    const busy = stream(server, body, key.secret);
    const idle = stream(server, body, key.secret);
    await take(busy, 1);
    await take(idle, 1);
    await run(server, change.replace("KEY", key.id));
    const ended = take(idle, 1);
    await expect
      .poll(async () => {
        server.tick();
        return Promise.race([ended, undefined]);
      })
      .toMatchObject([{ error: { code: "permission_loss" } }]);
    await run(server, "Shelf.create({ n: 1 })");
    expect(await take(busy, 1)).toMatchObject([{ error: { code: "permission_loss" } }]);
  });

  it("goes on where its key is changed in what is nobody's right", async () => {
    const server = await withShelf();
    const { data: key } = await run<{ id: string; secret: string }>(server, 'Key.create({ role: "server" })');
    const events = stream(server, { token: await token(server) }, key.secret);
    await take(events, 1);
    await run(server, `Key.byId("${key.id}")!.update({ data: { note: "x" } }); Shelf.create({ n: 1 })`);
    expect(await take(events, 1)).toMatchObject([{ type: "add" }]);
    await events.return();
  });

  it("ends where its client is too slow, and has not gathered events for it meanwhile", async () => {
    const server = await withShelf();
    const events = stream(server, { token: await token(server) });
    await take(events, 1);
    for (let n = 0; n < 10; n++) {
      await run(server, "Set.sequence(0, 2000).forEach(n => Shelf.create({ n: n }))");
    }
    const rest = await take(events, 1000);
    expect(rest.at(-1)).toEqual({
      type: "error",
      error: { code: "stream_overflow", message: "Too many events to process." },
      stats: expect.any(Object),
    });
    expect(rest.length).toBeLessThan(200);
  });

  it("waits for a slow client that is not too slow", async () => {
    const server = await withShelf();
    const events = stream(server, { token: await token(server) });
    await take(events, 1);
    for (let n = 0; n < 3; n++) {
      await run(server, `Set.sequence(0, 1000).forEach(n => Shelf.create({ n: n + ${n * 1000} }))`);
    }
    const told = (await take(events, 3000)).map(({ data }) => Number((data as { "@int": string })["@int"]));
    expect(told).toEqual(Array.from({ length: 3000 }, (_, n) => n));
    await events.return();
  });

  it("tells of history that is lost, behind the status", async () => {
    const server = await withShelf();
    const source = await token(server);
    await run(server, "Shelf.definition.update({ history_days: 0 })");
    server.pass(3600 * 1_000_000);
    expect(await take(stream(server, { token: source }), 5)).toMatchObject([
      { type: "status" },
      { type: "error", error: { code: "invalid_stream_start_time" } },
    ]);
  });

  it("lets no transformation write", async () => {
    const server = await withShelf();
    const source = await run<string>(server, "Shelf.all().map(s => s.update({ seen: true })).eventSource()");
    await run(server, "Shelf.create({ n: 1 })");
    const [, error] = await take(stream(server, { token: source.data }), 2);
    expect(error).toMatchObject({
      type: "error",
      error: {
        code: "invalid_effect",
        message:
          "`update` performs a write, which is not allowed in Writes are disallowed in stream subscriptions..",
      },
    });
    expect((await run(server, "Shelf.all().first()!.seen")).data).toBe(null);
  });
});
