import { join } from "node:path";
import { Client, FetchClient, fql, type StreamToken } from "fauna";
import { describe, expect, test } from "vitest";
import { scratch, serving } from "./commandLine.js";

/** A server whose database is in a directory, as it is built, with the official driver. */

/** By `fetch`: over HTTP/2 the driver waits without end for a server that is gone. */
function clientOf(url: string): Client {
  const http = new FetchClient({
    url,
    http2_session_idle_ms: 5000,
    http2_max_streams: 100,
    fetch_keepalive: false,
  });
  return new Client({ endpoint: new URL(url), secret: "secret" }, http);
}

describe("coppice serve --store", () => {
  test("keeps schema, documents and history", async () => {
    const store = join(scratch(), "data");
    const first = await serving(["--store", store]);
    const before = clientOf(first.url);
    await before.query(
      fql`Collection.create({ name: "Note", indexes: { byText: { terms: [{ field: ".text" }] } } })`,
    );
    const { data: id } = await before.query<string>(fql`Note.create({ text: "one" }).id`);
    const { txn_ts: time } = await before.query(fql`Note.byText("one").count()`);
    await before.query(fql`Note.byId(${id})!.update({ text: "two" })`);
    before.close();
    expect(await first.stop()).toBe(0);

    const second = await serving(["--store", store]);
    const after = clientOf(second.url);
    const asked = fql`
      let note = Note.byId(${id})!
      [note.text, Note.byText("two").count(), at (Time.epoch(${time!}, "microseconds")) { note.text }]`;
    expect((await after.query(asked)).data).toEqual(["two", 1, "one"]);
    after.close();
    await second.stop();
  });

  test("loses nothing that it has answered, and keeps no half of a transaction, where it is killed", async () => {
    const store = join(scratch(), "data");
    const answered: number[] = [];
    let next = 0;
    for (let round = 0; round < 3; round++) {
      const server = await serving(["--store", store]);
      const client = clientOf(server.url);
      if (round === 0) {
        await client.query(fql`
          Collection.create({ name: "Pair", indexes: { byN: { terms: [{ field: ".n" }] } } })
          Collection.create({ name: "Log" })`);
      }
      const until = answered.length + 60;
      const write = async () => {
        for (;;) {
          const n = next++;
          await client.query(
            fql`Pair.create({ n: ${n} }); Pair.create({ n: ${n} }); Log.create({ n: ${n} })`,
          );
          answered.push(n);
        }
      };
      const writers = Array.from({ length: 8 }, () => write().catch((error) => error));
      await expect.poll(() => answered.length, { timeout: 20_000, interval: 5 }).toBeGreaterThan(until);
      await server.stop("SIGKILL");
      client.close();
      await Promise.all(writers);
    }
    const server = await serving(["--store", store]);
    const client = clientOf(server.url);
    const { data } = await client.query<{ logged: number[]; halves: number; pairs: number }>(fql`
      let logged = Log.all().toArray().map(.n)
      {
        logged: logged,
        halves: logged.where(n => Pair.byN(n).count() != 2).length,
        pairs: Pair.all().count()
      }`);
    expect(data.logged).toEqual(expect.arrayContaining(answered));
    expect(data).toMatchObject({ halves: 0, pairs: 2 * data.logged.length });
    client.close();
    await server.stop();
  });

  test("serves a directory to two processes", async () => {
    const store = join(scratch(), "data");
    const one = await serving(["--store", store]);
    const other = await serving(["--store", store]);
    const [writer, reader] = [clientOf(one.url), clientOf(other.url)];
    await writer.query(fql`Collection.create({ name: "Note" })`);
    const { data: source } = await reader.query<StreamToken>(fql`Note.all().eventSource()`);
    const events = reader.stream(source)[Symbol.asyncIterator]();
    const next = events.next();
    await writer.query(fql`Note.create({ text: "hello" })`);
    expect((await next).value).toMatchObject({ type: "add", data: { text: "hello" } });
    const rise = fql`let c = Note.all().first()!; c.update({ n: (c.n ?? 0) + 1 })`;
    await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        (i % 2 === 0 ? writer : reader).query(rise, { max_contention_retries: 7 }),
      ),
    );
    expect((await reader.query(fql`Note.all().first()!.n`)).data).toBe(8);
    await events.return?.(undefined);
    writer.close();
    reader.close();
    await one.stop();
    await other.stop();
  });
});
