import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MemoryStorage } from "../../runtime/storage/index.js";
import type { Timestamp } from "../../runtime/values/index.js";
import { adding, all, commit, DATABASE, entry, Reader, removing, TABLE, tuple } from "./rows.js";

/** What a branch should hold, and each state that it had. */
interface Branch {
  readonly storage: MemoryStorage;
  readonly documents: Map<string, number>;
  states: { readonly time: Timestamp; readonly documents: ReadonlyMap<string, number> }[];
  /** Up to here the log was dropped. */
  pruned: Timestamp;
}

async function write(branch: Branch, id: string, n: number | undefined): Promise<void> {
  const before = branch.documents.get(id);
  const time = await commit(branch.storage, {
    documents: { [id]: n },
    entries: [
      ...(before === undefined ? [] : [removing(entry([before % 3], [before], id))]),
      ...(n === undefined ? [] : [adding(entry([n % 3], [n], id))]),
    ],
  });
  if (n === undefined) branch.documents.delete(id);
  else branch.documents.set(id, n);
  branch.states.push({ time, documents: new Map(branch.documents) });
}

function fork({ storage, documents, states, pruned }: Branch): Branch {
  return { storage: storage.fork(), documents: new Map(documents), states: [...states], pruned };
}

/** Forgets all but the last states. */
function prune(branch: Branch, kept: number): void {
  const oldest = branch.states.at(-1 - kept);
  if (oldest === undefined) return;
  branch.storage.prune({ kind: "database", database: DATABASE }, oldest.time);
  branch.pruned = oldest.time;
  branch.states = branch.states.filter(({ time }) => time >= oldest.time);
}

const PART = { from: "100", to: "300", limit: 7 };

async function holdsWhatItShould(branch: Branch): Promise<void> {
  const reader = await Reader.open(branch.storage);
  for (const { time, documents } of branch.states.slice(-6)) {
    const byId = [...documents].sort(([a], [b]) => Number(a) - Number(b));
    expect(Object.entries(await reader.fields(all(), time))).toEqual(byId);
    const part = byId.map(([id]) => id).filter((id) => Number(id) >= 100 && Number(id) <= 300);
    expect(await reader.ids({ ...all(), ...PART }, time)).toEqual(part.slice(0, 7));
    expect(await reader.ids({ ...all(true), ...PART }, time)).toEqual(part.reverse().slice(0, 7));
    for (const term of [0, 1, 2]) {
      const expected = byId.filter(([, n]) => n % 3 === term).sort(([, a], [, b]) => a - b);
      const ids = expected.map(([id]) => id);
      expect(await reader.entryIds(tuple([term]), time)).toEqual(ids);
      expect(await reader.entryIds({ ...tuple([term]), reverse: true, limit: 3 }, time)).toEqual(
        [...ids].reverse().slice(0, 3),
      );
    }
  }
  const changes = await reader.changes({ collection: TABLE, after: { time: 0, id: undefined }, limit: 1e9 });
  const later = branch.states.filter(({ time }) => time > branch.pruned);
  expect(changes.map((change) => change.time)).toEqual(later.map(({ time }) => time));
}

describe("forks of memory", () => {
  it("share the past and nothing else, however they are written and forked", async () => {
    const step = fc.record({
      branch: fc.nat(5),
      forks: fc.boolean(),
      keeps: fc.option(fc.nat(30)),
      writes: fc.array(fc.tuple(fc.nat(400), fc.option(fc.nat(1000), { nil: undefined })), { maxLength: 60 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        let now = 0;
        const storage = new MemoryStorage({ clock: () => now++ });
        const branches: Branch[] = [{ storage, documents: new Map(), states: [], pruned: 0 }];
        for (const { branch, forks, keeps, writes } of steps) {
          const chosen = branches[branch % branches.length]!;
          if (forks && branches.length < 6) branches.push(fork(chosen));
          for (const [id, n] of writes) {
            if (n !== undefined || chosen.documents.has(String(id))) await write(chosen, String(id), n);
          }
          if (keeps !== null) prune(chosen, keeps);
        }
        for (const branch of branches) await holdsWhatItShould(branch);
      }),
      { numRuns: 60 },
    );
  });

  it("go on from the times of their origin", async () => {
    const storage = new MemoryStorage({ clock: () => 0 });
    const origin = await commit(storage, { documents: { "1": 1 } });
    const copy = storage.fork();
    expect(copy.begin(DATABASE).time).toBe(origin);
    expect(await commit(copy, { documents: { "1": 2 } })).toBeGreaterThan(origin);
    expect(await (await Reader.open(storage)).field("1")).toBe(1);
  });

  it("leave subscribers with their origin", async () => {
    const storage = new MemoryStorage({ clock: () => 0 });
    const next = storage.changed(DATABASE, 0);
    await commit(storage.fork(), { documents: { "1": 1 } });
    expect(await Promise.race([next, Promise.resolve("still waiting")])).toBe("still waiting");
    const time = await commit(storage, { documents: { "1": 1 } });
    expect(await next).toBe(time);
  });
});
