import { beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../runtime/storage/index.js";
import {
  Double,
  NULL,
  structOf,
  TRANSACTION_TIME,
  timeFromMicros,
  type Value,
} from "../../../runtime/values/index.js";
import type { OpenStore } from "../openStore.js";
import { all, commit, DATABASE, Reader, TABLE, version } from "../rows.js";

export function documentsLaws(open: OpenStore): void {
  describe("documents", () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = await open({ now: 1_000_000 });
    });

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
            expect(await reader.ids({ ...scan, reverse: true })).toEqual(within.toReversed().slice(0, limit));
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
}
