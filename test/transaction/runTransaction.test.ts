import { describe, expect, it } from "vitest";
import { Run, type Sources } from "../../runtime/call/index.js";
import { stampVersion } from "../../runtime/documents/version.js";
import { EncodedStorage } from "../../runtime/storage/encoded/index.js";
import { MemoryStorage } from "../../runtime/storage/index.js";
import {
  Attempt,
  mapAhead,
  runAsync,
  runSync,
  type Transaction,
  visitAhead,
} from "../../runtime/transaction/index.js";
import { OrderedByteStore, StoreFault } from "../storage/orderedByteStore.js";
import {
  all,
  commit,
  DATABASE,
  entry,
  fieldOf,
  INDEX,
  Reader,
  TABLE,
  tuple,
  version,
} from "../storage/rows.js";

const key = (id: string) => ({ collection: TABLE, id, slot: -1 });
const index = { entries: INDEX, orders: ["asc"] as const };

/** Ids that count up, so that replays show. */
function countingSources(): Sources {
  let last = 0;
  return {
    newId: () => String(++last),
    randomBytes: (count) => new Uint8Array(count).fill(++last),
    signingKey: new Uint8Array(),
  };
}

function runOf(transaction: Transaction, sources: Sources): Run {
  const limits = { computeOps: 1e9, depth: 100 } as Run["limits"];
  return new Run(transaction, {} as Run["schema"], limits, sources);
}

const noPause = async () => {};

async function waitingStore() {
  const store = new OrderedByteStore();
  const storage = await EncodedStorage.open(store, { clock: () => 1_000_000 });
  const options = {
    storage,
    database: DATABASE,
    sources: countingSources(),
    stamp: stampVersion,
    retries: 4,
    pause: noPause,
  };
  return { store, storage, options };
}

describe("runSync", () => {
  it("reads, writes and commits without a promise", async () => {
    const storage = new MemoryStorage({ clock: () => 5 });
    const options = { storage, database: DATABASE, sources: countingSources(), stamp: stampVersion };
    const written = runSync(options, (transaction) => {
      transaction.write(TABLE, "1", version("1", 10));
      return fieldOf(transaction.version(key("1"), undefined));
    });
    // Nobody asked for the time of its snapshot, so that of the clock is still free.
    expect(written).toMatchObject({ value: 10, time: 5 });
    expect(
      runSync(options, (transaction) => fieldOf(transaction.version(key("1"), undefined))),
    ).toMatchObject({
      value: 10,
      time: 5,
    });
    const later = runSync(options, (transaction) => {
      transaction.write(TABLE, "1", version("1", 11));
      return transaction.snapshot;
    });
    expect(later).toMatchObject({ value: 5, time: 6 });
  });

  it("writes nothing when the body fails", () => {
    const storage = new MemoryStorage({ clock: () => 5 });
    const options = { storage, database: DATABASE, sources: countingSources(), stamp: stampVersion };
    expect(() =>
      runSync(options, (transaction) => {
        transaction.write(TABLE, "1", version("1", 10));
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(runSync(options, (transaction) => transaction.version(key("1"), undefined)).value).toBeUndefined();
  });
});

describe("runAsync", () => {
  it("runs again over loaded rows, with the ids of before", async () => {
    const { storage, options } = await waitingStore();
    await commit(storage, { documents: { "7": 70 } });
    let runs = 0;
    const done = await runAsync(options, (transaction, sources) => {
      runs++;
      const id = sources.newId();
      return [id, fieldOf(transaction.version(key("7"), undefined)), sources.newId()];
    });
    expect(done).toMatchObject({ kind: "done", value: ["1", 70, "2"], retries: 0 });
    expect(runs).toBe(2);
  });

  it("retries on conflict, with fresh ids, and sees the other's write", async () => {
    const { storage, options } = await waitingStore();
    await commit(storage, { documents: { "1": 100 } });
    const pauses: number[] = [];
    let interfering: Promise<unknown> | undefined;
    const pause = async (retry: number) => {
      pauses.push(retry);
    };
    const seen: unknown[] = [];
    const done = await runAsync({ ...options, pause }, (transaction, sources) => {
      const id = sources.newId();
      const balance = fieldOf(transaction.version(key("1"), undefined)) as number;
      seen.push([id, balance]);
      interfering ??= commit(storage, { documents: { "1": 50 } });
      transaction.write(TABLE, "1", version("1", balance + 1));
      return balance;
    });
    await interfering;
    expect(done).toMatchObject({ kind: "done", value: 50, retries: 1 });
    expect(pauses).toEqual([1]);
    expect(seen).toEqual([
      ["1", 100],
      ["2", 50],
    ]);
    expect(await (await Reader.open(storage)).field("1")).toBe(51);
  });

  it("tells what was contended when retries run out", async () => {
    const { storage, options } = await waitingStore();
    let n = 0;
    const done = await runAsync({ ...options, retries: 2 }, (transaction) => {
      transaction.version(key("1"), undefined);
      void commit(storage, { documents: { "1": n++ } });
      transaction.write(TABLE, "2", version("2", 1));
    });
    expect(done).toMatchObject({ kind: "contended", reads: [{ kind: "document", key: { id: "1" } }] });
    expect(n).toBe(3);
    expect(await (await Reader.open(storage)).field("2")).toBeUndefined();
  });

  it("ends with the error of a run that missed nothing, and of no other", async () => {
    const { storage, options } = await waitingStore();
    await commit(storage, { documents: { "1": 1 } });
    const failing = runAsync(options, (transaction) => {
      // Until the row is here, it seems not to exist.
      const found = transaction.expectNoVersion(key("1"));
      throw new Error(found === undefined ? "free" : "taken");
    });
    await expect(failing).rejects.toThrow("taken");
  });

  it("passes on what the store fails with", async () => {
    const { store, options } = await waitingStore();
    store.injectFault(2, "fails");
    await expect(
      runAsync(options, (transaction) => transaction.version(key("1"), undefined)),
    ).rejects.toThrow(StoreFault);
  });
});

describe("running ahead", () => {
  const ids = Array.from({ length: 100 }, (_, i) => String(i + 1));

  it("reads a hundred documents in one round trip", async () => {
    const { store, storage, options } = await waitingStore();
    await commit(storage, { documents: Object.fromEntries(ids.map((id) => [id, Number(id)])) });
    store.roundTrips = 0;
    const done = await runAsync(options, (transaction, sources) =>
      mapAhead(runOf(transaction, sources), ids, (id) => fieldOf(transaction.version(key(id), undefined))),
    );
    expect(done).toMatchObject({ value: ids.map(Number) });
    expect(store.roundTrips).toBe(2);
  });

  it("reads, updates and creates with a unique check for a hundred elements in five round trips", async () => {
    const { store, storage, options } = await waitingStore();
    await commit(storage, { documents: Object.fromEntries(ids.map((id) => [id, Number(id)])) });
    store.roundTrips = 0;
    const done = await runAsync(options, (transaction, sources) => {
      const run = runOf(transaction, sources);
      const found = transaction.versions({ ...all(), limit: 100 }, undefined);
      visitAhead(run, found, ({ $id }) => {
        const n = fieldOf(transaction.version(key($id), undefined)) as number;
        transaction.write(TABLE, $id, version($id, n + 1));
        const copy = String(1000 + Number(sources.newId()));
        if (transaction.expectNoVersion(key(copy)) !== undefined) throw new Error("the id is taken");
        if (transaction.expectNoEntries(tuple([n])).length > 0) throw new Error("not unique");
        transaction.write(TABLE, copy, version(copy, n));
        transaction.addEntry(index, entry([n], [n], copy));
        return true;
      });
      return found.length;
    });
    expect(done).toMatchObject({ kind: "done", value: 100 });
    expect(store.roundTrips).toBeLessThanOrEqual(5);
    const reader = await Reader.open(storage);
    expect((await reader.documents(all())).length).toBe(200);
    expect(await reader.field("1100")).toBe(100);
    expect(await reader.entryIds(tuple([100]))).toEqual(["1100"]);
  });

  it("stops where the body says so, and skips no element whose rows are here", async () => {
    const { storage, options } = await waitingStore();
    await commit(storage, { documents: { "1": 1, "2": 2, "3": 3 } });
    const done = await runAsync(options, (transaction, sources) => {
      const visited: unknown[] = [];
      visitAhead(runOf(transaction, sources), ids, (id) => {
        visited.push(fieldOf(transaction.version(key(id), undefined)));
        return id !== "2";
      });
      return visited;
    });
    expect(done).toMatchObject({ value: [1, 2] });
  });

  it("does not let an element's error stand that comes of a missing row", async () => {
    const { storage, options } = await waitingStore();
    await commit(storage, { documents: { "1": 1, "2": 2 } });
    const done = await runAsync(options, (transaction, sources) => {
      let sum = 0;
      visitAhead(runOf(transaction, sources), ["1", "2"], (id) => {
        if (id === "2" && sum === 0) throw new Error("the first element did not count");
        sum += fieldOf(transaction.version(key(id), undefined)) as number;
        return true;
      });
      return sum;
    });
    expect(done).toMatchObject({ value: 3 });
  });

  it("on a store that answers at once is a plain loop: errors end it", () => {
    const storage = new MemoryStorage({ clock: () => 5 });
    const options = { storage, database: DATABASE, sources: countingSources(), stamp: stampVersion };
    const visited: string[] = [];
    expect(() =>
      runSync(options, (transaction, sources) =>
        visitAhead(runOf(transaction, sources), ids, (id) => {
          visited.push(id);
          throw new Error("stop");
        }),
      ),
    ).toThrow("stop");
    expect(visited).toEqual(["1"]);
  });
});

describe("an interactive transaction", () => {
  it("sees its writes across bodies, and undoes those of one that fails", async () => {
    const { storage, options } = await waitingStore();
    await commit(storage, { documents: { "1": 1 } });
    const attempt = await Attempt.begin(options);
    await attempt.run((transaction) => transaction.write(TABLE, "2", version("2", 2)));
    await expect(
      attempt.run((transaction) => {
        transaction.write(TABLE, "1", undefined);
        transaction.addEntry(index, entry([1], [1], "1"));
        transaction.changeSchema(DATABASE);
        transaction.version(key("3"), undefined);
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    const seen = await attempt.run((transaction) => [
      transaction.versions(all(), undefined).map((found) => found.$id),
      transaction.entries(tuple([1]), undefined),
      transaction.written,
    ]);
    expect(seen).toMatchObject([["1", "2"], [], [{ collection: TABLE, id: "2" }]]);
    expect((await attempt.commit()).kind).toBe("committed");
    const reader = await Reader.open(storage);
    expect(await reader.ids(all())).toEqual(["1", "2"]);
    expect(reader.snapshot.schemaVersion).toBe(0);
  });

  it("commits nothing where it read what others changed since", async () => {
    const { storage, options } = await waitingStore();
    const attempt = await Attempt.begin(options);
    await attempt.run((transaction) => transaction.entries(tuple([1]), undefined));
    await commit(storage, { entries: [{ kind: "add", ...index, entry: entry([1], [1], "9") }] });
    await attempt.run((transaction) => transaction.write(TABLE, "2", version("2", 2)));
    expect((await attempt.commit()).kind).toBe("conflict");
    expect(await (await Reader.open(storage)).field("2")).toBeUndefined();
  });
});
