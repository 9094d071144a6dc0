import { beforeEach, describe, expect, it } from "vitest";
import type { Snapshot, Storage, Version } from "../../../runtime/storage/index.js";
import { timeFromMicros } from "../../../runtime/values/index.js";
import type { OpenStore } from "../openStore.js";
import { adding, commit, DATABASE, entry, fieldOf, INDEX, removing, TABLE, version } from "../rows.js";

const DOCUMENTS = { kind: "documents", collection: TABLE } as const;

/** What a store may know without reading rows: it is exact, or nothing. */
export function countsLaws(open: OpenStore): void {
  describe("counts", () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = await open({ now: 1_000_000 });
    });

    it("are those of the snapshot, or none", async () => {
      await commit(storage, { documents: { "1": 1, "2": 2, "3": 3 } });
      await commit(storage, { documents: { "2": undefined, "3": 4 } });
      const before = await storage.begin(DATABASE);
      expect([2, undefined]).toContain(before.count?.(DOCUMENTS));
      await commit(storage, { documents: { "5": 5 } });
      const after = await storage.begin(DATABASE);
      expect([2, undefined]).toContain(before.count?.(DOCUMENTS));
      expect([3, undefined]).toContain(after.count?.(DOCUMENTS));
    });

    it("tell nothing where something may have expired", async () => {
      await commit(storage, {
        documents: { "1": 1, "2": version("2", 2, 1_500_000) },
        entries: [adding(entry([1], ["x"], "1")), adding(entry([1], ["y"], "2", timeFromMicros(1_500_000)))],
      });
      const snapshot = await storage.begin(DATABASE);
      expect(snapshot.count?.(DOCUMENTS)).toBeUndefined();
      expect(snapshot.count?.({ kind: "entries", entries: INDEX, terms: [1] })).toBeUndefined();
      expect(snapshot.tupleCounts?.(INDEX, 10)).toBeUndefined();
    });

    it("of terms tuples cover all entries of an index", async () => {
      const [a, b, c] = [entry([1], ["x"], "1"), entry([1], ["y"], "2"), entry([2], ["x"], "3")];
      await commit(storage, { entries: [adding(a), adding(b), adding(c)] });
      await commit(storage, { entries: [removing(c), adding(entry([3], ["z"], "4"))] });
      const snapshot = await storage.begin(DATABASE);
      const tuples = snapshot.tupleCounts?.(INDEX, 10)?.map(({ sample, count }) => [sample.terms[0], count]);
      expect(snapshot.tupleCounts?.(INDEX, 1)).toBeUndefined();
      if (tuples !== undefined)
        expect(tuples.sort()).toEqual([
          [1, 2],
          [3, 1],
        ]);
      expect([2, undefined]).toContain(snapshot.count?.({ kind: "entries", entries: INDEX, terms: [1] }));
      expect([0, undefined]).toContain(snapshot.count?.({ kind: "entries", entries: INDEX, terms: [2] }));
      const y = { values: ["y"], id: undefined, inclusive: true };
      for (const [range, count] of [
        [{ from: y }, 1],
        [{ to: y }, 2],
        [{ from: y, to: { ...y, inclusive: false } }, 0],
      ] as const) {
        const rows = { kind: "entries", entries: INDEX, terms: [1], ...range } as const;
        expect([count, undefined]).toContain(snapshot.count?.(rows));
      }
    });

    it("a visit shows every version of the snapshot once", async () => {
      await commit(storage, { documents: { "10": 1, "2": 2, "3": 3 } });
      const before = await storage.begin(DATABASE);
      await commit(storage, { documents: { "2": undefined, "3": 4, "7": 5 } });
      const after = await storage.begin(DATABASE);
      if (before.visit === undefined) return;
      expect(visited(before)).toEqual([
        ["10", 1],
        ["2", 2],
        ["3", 3],
      ]);
      expect(visited(after)).toEqual([
        ["10", 1],
        ["3", 4],
        ["7", 5],
      ]);
    });
  });
}

function visited(snapshot: Snapshot): readonly unknown[] {
  const found: Version[] = [];
  snapshot.visit!(TABLE, (versions) => {
    for (const each of versions) if (each !== undefined) found.push(each);
  });
  return found.map((each) => [each.$id, fieldOf(each)]).sort();
}
