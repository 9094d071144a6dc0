import fc from "fast-check";
import { expect, it } from "vitest";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import type { Timestamp } from "../../runtime/values/index.js";
import { type Fault, OrderedByteStore, StoreFault } from "./orderedByteStore.js";
import { adding, all, commit, entry, Reader, removing, TABLE, tuple } from "./rows.js";

const faults = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom<Fault>("fails", "tears")), {
  maxLength: 10,
});
const writes = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(50)), {
  minLength: 1,
  maxLength: 15,
});

it("an acknowledged commit is there whole, any other is there whole or not at all", async () => {
  await fc.assert(
    fc.asyncProperty(faults, writes, async (faults, writes) => {
      const store = new OrderedByteStore();
      let now = 0;
      const storage = await EncodedStorage.open(store, { clock: () => now++ });
      for (const [operation, fault] of faults) store.injectFault(operation, fault);
      const documents = new Map<string, number>();
      const acknowledged: Timestamp[] = [];
      for (const [n, value] of writes) {
        const id = String(n);
        const before = documents.get(id);
        const rows = [
          ...(before === undefined ? [] : [removing(entry(["t"], [before], id))]),
          adding(entry(["t"], [value], id)),
        ];
        const time = await orFault(commit(storage, { documents: { [id]: value }, entries: rows }));
        if (time !== undefined) acknowledged.push(time);
        const reader = await persistently(() => Reader.open(storage));
        const written = await persistently(() => reader.field(id));
        if (time !== undefined) expect(written).toBe(value);
        else expect([before, value]).toContain(written);
        if (written !== undefined) documents.set(id, written as number);
        const entries = await persistently(() => reader.entries(tuple(["t"])));
        const inOrder = [...documents].sort(([a, m], [b, n]) => m - n || Number(a) - Number(b));
        expect(entries.map((row) => [row.id, row.values[0]])).toEqual(inOrder);
        expect(await persistently(() => reader.fields(all()))).toEqual(Object.fromEntries(documents));
      }
      const reader = await persistently(() => Reader.open(storage));
      const changes = await persistently(() =>
        reader.changes({ collection: TABLE, after: { time: 0, id: undefined }, limit: 1000 }),
      );
      const times = changes.map((change) => change.time);
      for (const time of acknowledged) expect(times).toContain(time);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }),
    { numRuns: 150 },
  );
});

/** Undefined where the store failed. */
async function orFault<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof StoreFault) return undefined;
    throw error;
  }
}

/** Asks again until the store answers. */
async function persistently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreFault)) throw error;
    }
  }
}
