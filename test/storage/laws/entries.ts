import { beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../runtime/storage/index.js";
import {
  compareIndexValues,
  Double,
  NULL,
  structOf,
  type Timestamp,
  TRANSACTION_TIME,
  timeFromMicros,
  type Value,
} from "../../../runtime/values/index.js";
import type { OpenStore, TestClock } from "../openStore.js";
import { adding, commit, entry, Reader, removing, tuple } from "../rows.js";

export function entriesLaws(open: OpenStore): void {
  describe("entries", () => {
    let storage: Storage;
    let clock: TestClock;

    beforeEach(async () => {
      clock = { now: 1_000_000 };
      storage = await open(clock);
    });

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
      expect((await reader.entries({ ...tuple([1]), limit: 1 }, first)).map((row) => row.id)).toEqual(["1"]);
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
      const past = { ...entry([1], ["a"], "1"), from: 100 };
      await commit(storage, {
        entries: [
          { ...adding(past), kind: "past", until: 200 },
          adding({ ...entry([1], ["b"], "1"), from: 200 }),
          { ...adding({ ...past, from: 50, values: ["0"] }), kind: "past", until: 100 },
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
}
