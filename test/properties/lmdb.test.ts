import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { hostSurroundings } from "../../runtime/engine/index.js";
import type { ByteRange, ByteRows, ByteWrite } from "../../runtime/storage/encoded/index.js";
import { LmdbStore } from "../../runtime/storage/lmdb/lmdbStore.js";
import { OrderedByteStore } from "../storage/orderedByteStore.js";

/** Rows of LMDB, also of keys longer than it takes, against those of a plain tree. */

const { pause } = hostSurroundings();
const directory = mkdtempSync(join(tmpdir(), "coppice-lmdb-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** Many share long beginnings, and lengths lie around that which LMDB takes. */
const key = fc
  .tuple(
    fc.constantFrom(0, 1, 1898, 1899, 1900, 1901, 1978, 1979, 4000),
    fc.array(fc.constantFrom(0, 1, 254, 255), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(0, 7, 255),
  )
  .map(([length, tail, filler]) => Uint8Array.from([7, ...Array<number>(length).fill(filler), ...tail]));
const value = fc.uint8Array({ maxLength: 40 });
const bounds = fc
  .tuple(key, key)
  .map(([a, b]) => (Buffer.compare(a, b) <= 0 ? { from: a, to: b } : { from: b, to: a }));
const range: fc.Arbitrary<ByteRange> = fc
  .record({ bounds, reverse: fc.boolean(), limit: fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY) })
  .map(({ bounds: { from, to }, ...rest }) => ({ from, to, ...rest }));
const write: fc.Arbitrary<ByteWrite> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("put" as const), key, value }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("delete" as const), key }) },
  { weight: 1, arbitrary: bounds.map(({ from, to }) => ({ kind: "deleteRange" as const, from, to })) },
);
const steps = fc.array(fc.record({ ranges: fc.array(range, { maxLength: 3 }), writes: fc.array(write) }), {
  minLength: 1,
  maxLength: 8,
});

const all: ByteRange = {
  from: Uint8Array.of(0),
  to: Uint8Array.of(255),
  reverse: false,
  limit: Number.POSITIVE_INFINITY,
};

/** As plain text, which is compared fast. */
function shown(rows: ByteRows): readonly string[] {
  return rows.map((each) => each.map(({ key: k, value: v }) => `${hex(k)}=${hex(v)}`).join());
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

test.each([[true], [false]])(
  "reads what was written, in the order of the keys (waits: %s)",
  async (waits) => {
    const store = new LmdbStore(join(directory, String(waits)), waits, pause);
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const model = new OrderedByteStore({ waits: false });
        await store.transact([], () => [{ kind: "deleteRange", from: all.from, to: all.to }]);
        for (const { ranges, writes } of script) {
          let found: ByteRows = [];
          await store.transact(ranges, (rows) => {
            found = rows;
            return writes;
          });
          expect(shown(found)).toEqual(shown(model.read(ranges) as ByteRows));
          await model.transact([], () => writes);
          const asked = [...ranges, all];
          expect(shown(store.read(asked))).toEqual(shown(model.read(asked) as ByteRows));
        }
      }),
      { numRuns: waits ? 50 : 10 },
    );
    await store.close();
  },
);

test("what fails in a transaction writes nothing", async () => {
  const store = new LmdbStore(join(directory, "failing"), true, pause);
  const put = (byte: number): ByteWrite => ({
    kind: "put",
    key: Uint8Array.of(byte),
    value: Uint8Array.of(byte),
  });
  const failing = store.transact([], () => {
    throw new Error("no");
  });
  await Promise.all([store.transact([], () => [put(1)]), expect(failing).rejects.toThrow("no")]);
  expect(shown(store.read([all]))).toEqual(["01=01"]);
  await store.close();
});
