import { beforeEach, describe, expect, it } from "vitest";
import type { Read, Storage } from "../../../runtime/storage/index.js";
import { type Timestamp, timeFromMicros } from "../../../runtime/values/index.js";
import type { OpenStore, TestClock } from "../openStore.js";
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
} from "../rows.js";

export function pruningLaws(open: OpenStore): void {
  describe("pruning", () => {
    let storage: Storage;
    let clock: TestClock;

    beforeEach(async () => {
      clock = { now: 1_000_000 };
      storage = await open(clock);
    });

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
      await commit(storage, { documents: { "1": 1 }, entries: [adding(entry([1], [1], "1"))] });
      const { time } = await storage.begin(DATABASE);
      const changed = await commit(storage, {
        documents: { "1": undefined },
        entries: [removing(entry([1], [1], "1"))],
      });
      await storage.prune({ kind: "database", database: DATABASE }, changed);
      const reads: Read[] = [
        { kind: "document", key: { collection: TABLE, id: "1", slot: -1 } },
        { kind: "documents", scan: all() },
        { kind: "entries", scan: tuple([1]) },
      ];
      for (const read of reads) {
        const result = await tryCommit(storage, { reads: [read], readAt: time, documents: { "2": 1 } });
        expect([read.kind, result.kind]).toEqual([read.kind, "conflict"]);
      }
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
}
