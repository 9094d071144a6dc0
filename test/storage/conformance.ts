import { beforeEach, describe, expect, it } from "vitest";
import type { Read, Storage } from "../../runtime/storage/index.js";
import {
  compareIndexValues,
  Double,
  NULL,
  structOf,
  type Timestamp,
  TRANSACTION_TIME,
  timeFromMicros,
  type Value,
} from "../../runtime/values/index.js";
import {
  adding,
  all,
  commit,
  DATABASE,
  entry,
  INDEX,
  Reader,
  removing,
  TABLE,
  tryCommit,
  tuple,
  version,
} from "./rows.js";

/** The clock that a store under test is given. */
export interface TestClock {
  now: Timestamp;
}

/** The laws of `Storage`, on one store. Each test gets an empty one. */
export function conformance(name: string, open: (clock: TestClock) => Storage | Promise<Storage>): void {
  describe(name, () => {
    let storage: Storage;
    let clock: TestClock;

    beforeEach(async () => {
      clock = { now: 1_000_000 };
      storage = await open(clock);
    });

    describe("time", () => {
      it("puts every commit after every snapshot handed out, whatever the clock does", async () => {
        let latest = 0;
        for (const now of [1_000_000, 1_000_000, 999_000, 5_000_000, 5_000_000, 0]) {
          clock.now = now;
          const { time } = await storage.begin(DATABASE);
          expect(time).toBeGreaterThanOrEqual(latest);
          const first = await commit(storage, { documents: { "1": now } });
          const second = await commit(storage, { documents: { "2": now } });
          expect(first).toBeGreaterThan(time);
          expect(second).toBeGreaterThan(first);
          latest = second;
        }
      });

      it("shows a snapshot all that was committed before it", async () => {
        const time = await commit(storage, { documents: { "1": 10 } });
        const reader = await Reader.open(storage);
        expect(reader.time).toBeGreaterThanOrEqual(time);
        expect(await reader.field("1")).toBe(10);
        expect((await reader.document("1"))?.$from).toBe(time);
      });

      it("follows the clock when it has moved on", async () => {
        clock.now = 60_000_000;
        expect((await storage.begin(DATABASE)).time).toBe(60_000_000);
      });

      it("shows a snapshot nothing that was committed after it", async () => {
        await commit(storage, { documents: { "1": 10, "2": 20 }, entries: [adding(entry([1], [1], "1"))] });
        const before = await Reader.open(storage);
        await commit(storage, {
          documents: { "1": 11, "2": undefined, "3": 30 },
          entries: [removing(entry([1], [1], "1")), adding(entry([1], [2], "3"))],
        });
        expect(await before.field("1")).toBe(10);
        expect(await before.field("3")).toBeUndefined();
        expect(await before.fields(all())).toEqual({ "1": 10, "2": 20 });
        expect(await before.entryIds(tuple([1]))).toEqual(["1"]);
        const after = await Reader.open(storage);
        expect(await after.fields(all())).toEqual({ "1": 11, "3": 30 });
        expect(await after.entryIds(tuple([1]))).toEqual(["3"]);
      });

      it("reads any past time", async () => {
        const times: Timestamp[] = [];
        for (const n of [1, 2, undefined, undefined, 3]) {
          times.push(await commit(storage, { documents: { "1": n } }));
          clock.now += 10;
        }
        const reader = await Reader.open(storage);
        const expected = [1, 2, undefined, undefined, 3];
        expect(await reader.field("1", times[0]! - 1)).toBeUndefined();
        for (const [i, time] of times.entries()) {
          expect(await reader.field("1", time)).toBe(expected[i]);
          expect(await reader.field("1", time + 1)).toBe(expected[i]);
          expect(await reader.fields(all(), time)).toEqual(
            expected[i] === undefined ? {} : { "1": expected[i] },
          );
        }
      });

      it("tells the last change of the schema", async () => {
        expect((await storage.begin(DATABASE)).schemaVersion).toBe(0);
        const time = await commit(storage, { documents: { "1": 1 }, schemaChanges: [DATABASE, 2] });
        await commit(storage, { documents: { "1": 2 } });
        expect((await storage.begin(DATABASE)).schemaVersion).toBe(time);
        expect((await storage.begin(2)).schemaVersion).toBe(time);
        expect((await storage.begin(3)).schemaVersion).toBe(0);
      });

      it("keeps databases apart", async () => {
        await commit(storage, { documents: { "1": 1 }, entries: [adding(entry([1], [1], "1"))] });
        const other = await Reader.open(storage, 2);
        expect(await other.field("1")).toBeUndefined();
        expect(await other.documents(all())).toEqual([]);
        expect(await other.entries(tuple([1]))).toEqual([]);
      });
    });

    describe("documents", () => {
      it("come back as they were written", async () => {
        const data: Value = [
          1,
          2n ** 40n,
          new Double(1),
          "é",
          true,
          NULL,
          structOf([
            ["b", 1],
            ["1", [structOf([])]],
          ]),
          timeFromMicros(5),
        ];
        const time = await commit(storage, { documents: { "1": version("1", data, 99) } });
        const found = await (await Reader.open(storage)).document("1");
        expect(found).toMatchObject({ $id: "1", $from: time, $schema: 0, $keys: ["n"], $stamped: false });
        expect(found?.$ttl).toEqual(timeFromMicros(99));
        expect(await (await Reader.open(storage)).field("1")).toEqual(data);
      });

      it("are stamped with the commit time, at any depth", async () => {
        const data: Value = [structOf([["at", TRANSACTION_TIME]])];
        const time = await commit(storage, { documents: { "1": data } });
        const found = await (await Reader.open(storage)).field("1");
        expect(found).toEqual([structOf([["at", timeFromMicros(time)]])]);
      });

      it("scan in the order of ids as numbers, within bounds, both ways, up to a limit", async () => {
        const ids = ["9", "10", "400000000000000001", "0", "99", "100", "9223372036854775807", "11"];
        await commit(storage, { documents: Object.fromEntries(ids.map((id) => [id, 1])) });
        const ordered = ids.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
        const reader = await Reader.open(storage);
        for (const from of [undefined, "10", "12", "9223372036854775807"]) {
          for (const to of [undefined, "99", "98", "0"]) {
            const within = ordered.filter(
              (id) =>
                (from === undefined || BigInt(id) >= BigInt(from)) &&
                (to === undefined || BigInt(id) <= BigInt(to)),
            );
            for (const limit of [0, 1, 3, Number.POSITIVE_INFINITY]) {
              const scan = { collection: TABLE, from, to, reverse: false, limit };
              expect(await reader.ids(scan)).toEqual(within.slice(0, limit));
              expect(await reader.ids({ ...scan, reverse: true })).toEqual(
                within.toReversed().slice(0, limit),
              );
            }
          }
        }
      });

      it("scan past times up to a limit, whatever lies between", async () => {
        const ids = Array.from({ length: 40 }, (_, i) => String(i + 1));
        const time = await commit(storage, { documents: Object.fromEntries(ids.map((id) => [id, 1])) });
        const changes = ids
          .filter((_, i) => i % 3 !== 0)
          .map((id) => [id, Number(id) % 2 ? undefined : 2] as const);
        await commit(storage, { documents: Object.fromEntries(changes) });
        await commit(storage, { documents: { "41": 1, "7": undefined } });
        const reader = await Reader.open(storage);
        for (const limit of [1, 5, 39, 100]) {
          expect(await reader.ids({ ...all(), limit }, time)).toEqual(ids.slice(0, limit));
          expect(await reader.ids({ ...all(true), limit }, time)).toEqual(ids.toReversed().slice(0, limit));
        }
      });

      it("leave what they look like to whoever reads: deleting what is not there does nothing", async () => {
        const before = (await storage.begin(DATABASE)).time;
        await commit(storage, { documents: { "5": undefined } });
        const reader = await Reader.open(storage);
        expect(await reader.field("5")).toBeUndefined();
        expect(
          await reader.changes({ collection: TABLE, after: { time: before, id: undefined }, limit: 10 }),
        ).toEqual([]);
      });
    });

    describe("entries", () => {
      const values: Value[] = [NULL, "b", "B", "a", "é", 2, 10, -1, new Double(1.5), true, [1], [1, 2], "_x"];

      it("are found by their terms: kinds apart, objects whatever the order of keys", async () => {
        const terms: Value[] = [
          1,
          new Double(1),
          new Double(-0),
          new Double(Number.NaN),
          "1",
          "\0i1",
          "",
          NULL,
          true,
          [1, "a"],
          ["a", 1],
          structOf([
            ["x", 1],
            ["y", 2],
          ]),
          timeFromMicros(1),
        ];
        await commit(storage, { entries: terms.map((term, i) => adding(entry([term], [0], String(i)))) });
        const reader = await Reader.open(storage);
        for (const [i, term] of terms.entries()) {
          expect(await reader.entryIds(tuple([term]))).toEqual([String(i)]);
        }
        expect(
          await reader.entryIds(
            tuple([
              structOf([
                ["y", 2],
                ["x", 1],
              ]),
            ]),
          ),
        ).toEqual(["11"]);
        expect(await reader.entryIds(tuple([2]))).toEqual([]);
      });

      it("keep tuples of several terms apart", async () => {
        await commit(storage, {
          entries: [adding(entry(["a", "bc"], [0], "1")), adding(entry(["ab", "c"], [0], "2"))],
        });
        const reader = await Reader.open(storage);
        expect(await reader.entryIds(tuple(["a", "bc"]))).toEqual(["1"]);
        expect(await reader.entryIds(tuple(["ab", "c"]))).toEqual(["2"]);
      });

      for (const order of ["asc", "desc"] as const) {
        it(`scan in index order (${order}), ties by id, within bounds, both ways, up to a limit`, async () => {
          const orders = [order];
          const written = values.flatMap((value, i) => [
            entry([], [value], String(100 + i)),
            entry([], [value], String(9 + i)),
          ]);
          await commit(storage, { entries: written.map((row) => adding(row, orders)) });
          const sign = order === "asc" ? 1 : -1;
          const ordered = written.toSorted(
            (a, b) => sign * compareIndexValues(a.values[0]!, b.values[0]!) || Number(a.id) - Number(b.id),
          );
          const reader = await Reader.open(storage);
          for (const bound of [...values, "aa", 3]) {
            for (const inclusive of [true, false]) {
              const at = { values: [bound], id: undefined, inclusive };
              const place = (value: Value) => sign * compareIndexValues(value, bound);
              const behind = ordered.filter((row) => place(row.values[0]!) > (inclusive ? -1 : 0));
              const before = ordered.filter((row) => place(row.values[0]!) < (inclusive ? 1 : 0));
              const scan = tuple([], orders);
              expect(await reader.entryIds({ ...scan, from: at })).toEqual(behind.map((row) => row.id));
              expect(await reader.entryIds({ ...scan, to: at, reverse: true, limit: 4 })).toEqual(
                before
                  .toReversed()
                  .slice(0, 4)
                  .map((row) => row.id),
              );
            }
          }
        });
      }

      it("go on behind a position", async () => {
        const written = ["5", "1", "3"].flatMap((id) => [entry([], ["v"], id), entry([], ["w"], id)]);
        await commit(storage, { entries: written.map((row) => adding(row)) });
        const reader = await Reader.open(storage);
        const seen: string[] = [];
        let from: { values: readonly Value[]; id: string; inclusive: boolean } | undefined;
        for (;;) {
          const [next] = await reader.entries({ ...tuple([]), from, limit: 1 });
          if (next === undefined) break;
          seen.push(`${next.values[0]}${next.id}`);
          from = { values: next.values, id: next.id, inclusive: false };
        }
        expect(seen).toEqual(["v1", "v3", "v5", "w1", "w3", "w5"]);
      });

      it("keep numbers of two kinds as two entries at one place", async () => {
        await commit(storage, {
          entries: [1, new Double(1)].flatMap((n) => [
            adding(entry([], [n], "2")),
            adding(entry([], [n], "1")),
          ]),
        });
        expect(await (await Reader.open(storage)).entryIds(tuple([]))).toEqual(["1", "1", "2", "2"]);
        await commit(storage, { entries: [removing(entry([], [1], "1"))] });
        const left = await (await Reader.open(storage)).entries(tuple([]));
        expect(left.map((row) => [row.values[0], row.id])).toEqual([
          [new Double(1), "1"],
          [1, "2"],
          [new Double(1), "2"],
        ]);
      });

      it("have history, several in one tuple", async () => {
        const first = await commit(storage, {
          entries: [adding(entry([1], ["a"], "1")), adding(entry([1], ["b"], "2"))],
        });
        const second = await commit(storage, {
          entries: [removing(entry([1], ["a"], "1")), adding(entry([1], ["c"], "1"))],
        });
        const third = await commit(storage, { entries: [removing(entry([1], ["b"], "2"))] });
        const reader = await Reader.open(storage);
        const at = async (time: Timestamp) =>
          (await reader.entries(tuple([1]), time)).map((row) => row.values[0]);
        expect(await at(first - 1)).toEqual([]);
        expect(await at(first)).toEqual(["a", "b"]);
        expect(await at(second)).toEqual(["b", "c"]);
        expect(await at(third)).toEqual(["c"]);
        expect((await reader.entries({ ...tuple([1]), limit: 1 }, first)).map((row) => row.id)).toEqual([
          "1",
        ]);
      });

      it("replace one with the same terms, values and id", async () => {
        await commit(storage, { entries: [adding(entry([1], ["a"], "1"))] });
        const ttl = timeFromMicros(77);
        const time = await commit(storage, { entries: [adding(entry([1], ["a"], "1", ttl))] });
        const found = await (await Reader.open(storage)).entries(tuple([1]));
        expect(found).toEqual([{ ...entry([1], ["a"], "1", ttl), from: time }]);
      });

      it("may be written for times before", async () => {
        clock.now = 9_000_000;
        const past = { ...entry([1], ["a"], "1"), from: 100, until: 200 };
        await commit(storage, {
          entries: [
            { ...adding(past), kind: "past" },
            adding({ ...entry([1], ["b"], "1"), from: 200 }),
            { ...adding({ ...past, from: 50, until: 100, values: ["0"] }), kind: "past" },
          ],
        });
        const reader = await Reader.open(storage);
        const at = async (time: Timestamp) =>
          (await reader.entries(tuple([1]), time)).map((row) => row.values[0]);
        expect(await at(49)).toEqual([]);
        expect(await at(99)).toEqual(["0"]);
        expect(await at(100)).toEqual(["a"]);
        expect(await at(200)).toEqual(["b"]);
        expect(await at(reader.time)).toEqual(["b"]);
      });

      it("are stamped: terms and values, at any depth", async () => {
        const time = await commit(storage, {
          entries: [adding(entry([TRANSACTION_TIME], [[TRANSACTION_TIME]], "1"))],
        });
        const stamp = timeFromMicros(time);
        const found = await (await Reader.open(storage)).entries(tuple([stamp]));
        expect(found).toEqual([{ ...entry([stamp], [[stamp]], "1"), from: time }]);
      });

      it("stay in order when there are many in a tuple", async () => {
        for (let i = 0; i < 10; i++) {
          const some = Array.from({ length: 30 }, (_, j) => (j * 10 + i) * 7919);
          await commit(storage, { entries: some.map((n) => adding(entry([], [n % 1000], String(n)))) });
        }
        const reader = await Reader.open(storage);
        const found = await reader.entries(tuple([]));
        const ordered = found.toSorted(
          (a, b) => compareIndexValues(a.values[0]!, b.values[0]!) || Number(a.id) - Number(b.id),
        );
        expect(found.length).toBe(300);
        expect(found).toEqual(ordered);
        await commit(storage, { entries: found.slice(0, 299).map((row) => removing(row)) });
        expect(await (await Reader.open(storage)).entryIds(tuple([]))).toEqual([found[299]!.id]);
        expect(await reader.entryIds({ ...tuple([]), reverse: true, limit: 5 })).toEqual(
          found
            .slice(-5)
            .toReversed()
            .map((row) => row.id),
        );
      });
    });

    describe("commit", () => {
      const document = (id: string): Read => ({ kind: "document", key: { collection: TABLE, id, slot: -1 } });
      const documents = (from: string, to: string): Read => ({
        kind: "documents",
        scan: { ...all(), from, to },
      });
      const entries = (term: Value, from: Value, to: Value): Read => ({
        kind: "entries",
        scan: {
          ...tuple([term]),
          from: { values: [from], id: undefined, inclusive: true },
          to: { values: [to], id: undefined, inclusive: true },
        },
      });

      async function conflicting(read: Read, readAt: Timestamp): Promise<boolean> {
        const result = await tryCommit(storage, { reads: [read], readAt, documents: { "999": 1 } });
        if (result.kind === "conflict") expect(result.reads).toEqual([read]);
        return result.kind === "conflict";
      }

      it("refuses if a document that was read has changed since, came or went", async () => {
        await commit(storage, { documents: { "1": 1, "2": 2, "3": 3 } });
        const { time } = await storage.begin(DATABASE);
        await commit(storage, { documents: { "1": 10, "2": undefined, "4": 4 } });
        for (const id of ["1", "2", "4"]) expect(await conflicting(document(id), time)).toBe(true);
        for (const id of ["3", "5"]) expect(await conflicting(document(id), time)).toBe(false);
        const later = (await storage.begin(DATABASE)).time;
        for (const id of ["1", "2", "4"]) expect(await conflicting(document(id), later)).toBe(false);
      });

      it("refuses if a range of documents has changed since, came or went", async () => {
        await commit(storage, { documents: { "10": 1, "20": 2, "30": 3 } });
        const { time } = await storage.begin(DATABASE);
        await commit(storage, { documents: { "15": 1, "20": undefined, "30": 4 } });
        expect(await conflicting(documents("11", "16"), time)).toBe(true);
        expect(await conflicting(documents("20", "20"), time)).toBe(true);
        expect(await conflicting(documents("21", "100"), time)).toBe(true);
        expect(await conflicting({ kind: "documents", scan: all() }, time)).toBe(true);
        expect(await conflicting(documents("1", "14"), time)).toBe(false);
        expect(await conflicting(documents("16", "19"), time)).toBe(false);
        expect(await conflicting(documents("16", "100"), (await storage.begin(DATABASE)).time)).toBe(false);
      });

      it("refuses if a range of entries has changed since, came or went", async () => {
        await commit(storage, { entries: ["a", "c", "e"].map((v) => adding(entry([1], [v], "1"))) });
        const { time } = await storage.begin(DATABASE);
        await commit(storage, {
          entries: [
            removing(entry([1], ["c"], "1")),
            adding(entry([1], ["d"], "1")),
            adding(entry([2], ["b"], "1")),
          ],
        });
        expect(await conflicting(entries(1, "c", "c"), time)).toBe(true);
        expect(await conflicting(entries(1, "d", "z"), time)).toBe(true);
        expect(await conflicting(entries(2, "a", "c"), time)).toBe(true);
        expect(await conflicting(entries(1, "a", "b"), time)).toBe(false);
        expect(await conflicting(entries(1, "e", "z"), time)).toBe(false);
        expect(await conflicting(entries(3, "a", "z"), time)).toBe(false);
        expect(await conflicting(entries(1, "a", "z"), (await storage.begin(DATABASE)).time)).toBe(false);
      });

      it("refuses if the schema has changed since", async () => {
        const { time } = await storage.begin(DATABASE);
        expect(await conflicting({ kind: "schema" }, time)).toBe(false);
        await commit(storage, { schemaChanges: [DATABASE] });
        expect(await conflicting({ kind: "schema" }, time)).toBe(true);
        expect(await conflicting({ kind: "schema" }, (await storage.begin(DATABASE)).time)).toBe(false);
      });

      it("stores nothing when it refuses", async () => {
        await commit(storage, { documents: { "1": 1 } });
        const { time } = await storage.begin(DATABASE);
        await commit(storage, { documents: { "1": 2 } });
        const result = await tryCommit(storage, {
          reads: [document("1")],
          readAt: time,
          documents: { "1": 3, "2": 3 },
          entries: [adding(entry([1], [1], "1"))],
          schemaChanges: [DATABASE],
        });
        expect(result.kind).toBe("conflict");
        const reader = await Reader.open(storage);
        expect(await reader.fields(all())).toEqual({ "1": 2 });
        expect(await reader.entries(tuple([1]))).toEqual([]);
        expect(reader.snapshot.schemaVersion).toBe(0);
      });

      it("lets one of several at once through, and loses none without reads", async () => {
        await commit(storage, { documents: { "1": 0 } });
        const { time } = await storage.begin(DATABASE);
        const racing = await Promise.all(
          Array.from({ length: 5 }, (_, i) =>
            tryCommit(storage, { reads: [document("1")], readAt: time, documents: { "1": i } }),
          ),
        );
        expect(racing.filter((result) => result.kind === "committed").length).toBe(1);
        const blind = await Promise.all(
          Array.from({ length: 5 }, (_, i) => commit(storage, { documents: { [`${10 + i}`]: i } })),
        );
        expect(new Set(blind).size).toBe(5);
        expect((await (await Reader.open(storage)).documents(all())).length).toBe(6);
      });
    });

    describe("changes", () => {
      it("come in the order of commit, then of ids, behind a position, up to a limit and to the snapshot", async () => {
        const start = (await storage.begin(DATABASE)).time;
        const first = await commit(storage, { documents: { "10": 1, "9": 1, "2": 1 } });
        const second = await commit(storage, { documents: { "9": undefined } });
        const reader = await Reader.open(storage);
        await commit(storage, { documents: { "3": 1 } });
        const expected = [
          { time: first, id: "2" },
          { time: first, id: "9" },
          { time: first, id: "10" },
          { time: second, id: "9" },
        ];
        const scan = (time: Timestamp, id?: string, limit = 100) =>
          reader.changes({ collection: TABLE, after: { time, id }, limit });
        expect(await scan(start)).toEqual(expected);
        expect(await scan(start, undefined, 2)).toEqual(expected.slice(0, 2));
        expect(await scan(first, "9")).toEqual(expected.slice(2));
        expect(await scan(first, "9", 1)).toEqual(expected.slice(2, 3));
        expect(await scan(first)).toEqual(expected.slice(3));
        expect(await scan(second)).toEqual([]);
      });

      it("wake those who wait for the next commit of their database", async () => {
        const { time } = await storage.begin(DATABASE);
        const other = storage.changed(2, time);
        const next = storage.changed(DATABASE, time);
        const committed = await commit(storage, { documents: { "1": 1 } });
        expect(await next).toBe(committed);
        expect(await storage.changed(DATABASE, time)).toBe(committed);
        expect(await Promise.race([other, Promise.resolve("still waiting")])).toBe("still waiting");
      });
    });

    describe("pruning", () => {
      it("drops what ended, and nothing that a later read can see", async () => {
        const times: Timestamp[] = [];
        for (const n of [1, 2, 3]) {
          const entries = [adding(entry([1], [n], "1"))];
          if (n > 1) entries.push(removing(entry([1], [n - 1], "1")));
          times.push(await commit(storage, { documents: { "1": n, "2": n === 1 ? 1 : undefined }, entries }));
        }
        await storage.prune({ kind: "collection", database: DATABASE, collection: TABLE }, times[1]!);
        await storage.prune({ kind: "entries", database: DATABASE, entries: INDEX }, times[1]!);
        const reader = await Reader.open(storage);
        for (const [i, time] of times.entries()) {
          if (i === 0) continue;
          expect(await reader.fields(all(), time)).toEqual({ "1": i + 1 });
          expect((await reader.entries(tuple([1]), time)).map((row) => row.values)).toEqual([[i + 1]]);
        }
        expect(await reader.field("1", times[0]!)).toBeUndefined();
        expect(await reader.entries(tuple([1]), times[0]!)).toEqual([]);
        const left = await reader.changes({
          collection: TABLE,
          after: { time: 0, id: undefined },
          limit: 10,
        });
        expect(left).toEqual([{ time: times[2], id: "1" }]);
        await commit(storage, { documents: { "2": 5 } });
        expect(await (await Reader.open(storage)).fields(all())).toEqual({ "1": 3, "2": 5 });
      });

      it("drops what expired, with its entries, and keeps what has yet to", async () => {
        clock.now = 5_000_000;
        const soon = timeFromMicros(6_000_000);
        const later = timeFromMicros(7_000_000);
        await commit(storage, {
          documents: { "1": version("1", 1, 6_000_000), "2": version("2", 2, 7_000_000), "3": 3 },
          entries: [
            adding(entry([1], [1], "1", soon)),
            adding(entry([1], [2], "2", later)),
            adding(entry([1], [3], "3")),
          ],
        });
        for (const before of [5_500_000, 6_000_000]) {
          await storage.prune({ kind: "database", database: DATABASE }, before);
        }
        const reader = await Reader.open(storage);
        expect(await reader.fields(all())).toEqual({ "2": 2, "3": 3 });
        expect(await reader.entryIds(tuple([1]))).toEqual(["2", "3"]);
        await storage.prune({ kind: "database", database: DATABASE }, 7_000_000);
        expect(await (await Reader.open(storage)).fields(all())).toEqual({ "3": 3 });
      });

      it("still finds conflicts, or supposes them where it can no longer tell", async () => {
        const { time } = await storage.begin(DATABASE);
        const changed = await commit(storage, { documents: { "1": 1 } });
        await storage.prune({ kind: "database", database: DATABASE }, changed);
        const read: Read = { kind: "documents", scan: all() };
        const result = await tryCommit(storage, { reads: [read], readAt: time, documents: { "2": 1 } });
        expect(result.kind).toBe("conflict");
      });

      it("drops collections, indexes and databases whole", async () => {
        await commit(storage, { documents: { "1": 1 }, entries: [adding(entry([1], [1], "1"))] });
        await storage.drop({ kind: "collection", database: DATABASE, collection: TABLE });
        let reader = await Reader.open(storage);
        expect(await reader.documents(all())).toEqual([]);
        expect(await reader.entryIds(tuple([1]))).toEqual(["1"]);
        await storage.drop({ kind: "entries", database: DATABASE, entries: INDEX });
        reader = await Reader.open(storage);
        expect(await reader.entries(tuple([1]))).toEqual([]);
        await commit(storage, { documents: { "1": 1 } });
        await storage.drop({ kind: "database", database: DATABASE });
        expect(await (await Reader.open(storage)).documents(all())).toEqual([]);
      });
    });
  });
}
