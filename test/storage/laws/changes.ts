import { beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../runtime/storage/index.js";
import type { Timestamp } from "../../../runtime/values/index.js";
import type { OpenStore } from "../openStore.js";
import { commit, DATABASE, Reader, TABLE } from "../rows.js";

export function changesLaws(open: OpenStore): void {
  describe("changes", () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = await open({ now: 1_000_000 });
    });

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
}
