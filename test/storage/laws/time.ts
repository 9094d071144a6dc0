import { beforeEach, describe, expect, it } from "vitest";
import type { Storage } from "../../../runtime/storage/index.js";
import type { Timestamp } from "../../../runtime/values/index.js";
import type { OpenStore, TestClock } from "../openStore.js";
import { adding, all, commit, DATABASE, entry, Reader, removing, tuple } from "../rows.js";

export function timeLaws(open: OpenStore): void {
  describe("time", () => {
    let storage: Storage;
    let clock: TestClock;

    beforeEach(async () => {
      clock = { now: 1_000_000 };
      storage = await open(clock);
    });

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
}
