import { beforeEach, describe, expect, it } from "vitest";
import type { Read, Storage } from "../../../runtime/storage/index.js";
import type { Timestamp, Value } from "../../../runtime/values/index.js";
import type { OpenStore } from "../openStore.js";
import { adding, all, commit, DATABASE, entry, Reader, removing, TABLE, tryCommit, tuple } from "../rows.js";

export function commitLaws(open: OpenStore): void {
  describe("commit", () => {
    let storage: Storage;

    beforeEach(async () => {
      storage = await open({ now: 1_000_000 });
    });

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
}
