import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteReader } from "../../runtime/storage/encoded/byteReader.js";
import { ByteWriter } from "../../runtime/storage/encoded/byteWriter.js";
import { compareByteStrings } from "../../runtime/storage/encoded/compareByteStrings.js";
import { documentPosition, entryPosition, idAtEnd } from "../../runtime/storage/encoded/keys.js";
import { writeOrderedValue } from "../../runtime/storage/encoded/orderedValue.js";
import { readValue, writeValue } from "../../runtime/storage/encoded/valueCodec.js";
import { entryOrder } from "../../runtime/storage/entryOrder.js";
import { termsKey } from "../../runtime/storage/termsKey.js";
import {
  Bytes,
  CalendarDate,
  compareIds,
  compareIndexKinds,
  compareIndexValues,
  DocumentValue,
  Double,
  Id,
  indexRank,
  NULL,
  narrow,
  structOf,
  Time,
  Uuid,
  type Value,
} from "../../runtime/values/index.js";
import { entry } from "../storage/rows.js";

const sign = (n: number) => Math.sign(n) + 0;

const int = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer());
/** Longs next to each other where Doubles are far apart, and Doubles next to them. */
const long = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc
      .tuple(
        fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 62n, -(2n ** 62n), 2n ** 31n),
        fc.integer({ min: -3, max: 3 }),
      )
      .map(([n, m]) => n + BigInt(m)),
  )
  .map(narrow);
const double = fc
  .oneof(
    fc.double(),
    fc.constantFrom(-0, 0, 1, -1, 1.5, 2 ** 53, 2 ** 62, -(2 ** 62), 2 ** 63, Number.NaN, -Number.NaN),
    fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE, -Number.MIN_VALUE),
  )
  .map((n) => new Double(n));
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."aAbéß\u0000\u0001\u0301 1"), maxLength: 3 }),
  fc.string({ unit: "binary", maxLength: 3 }),
  fc.constantFrom("\ud800", "\udc00", "\ud800a", "\ue000", "\u{10000}", "\u{10000}\ud83d"),
);
const idText = fc.oneof(
  fc.nat(20).map(String),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    int,
    long,
    double,
    text,
    fc.boolean(),
    fc.constant(NULL),
    fc.uint8Array({ maxLength: 3 }).map((bytes) => new Bytes(bytes)),
    idText.map((id) => new Id(id)),
    fc.tuple(fc.nat(2), idText).map(([collection, id]) => new DocumentValue(1024 + collection, id)),
    fc.tuple(fc.nat(2), text).map(([collection, name]) => new DocumentValue(collection, "", undefined, name)),
    fc
      .tuple(fc.integer({ min: -365_000_000_000, max: 365_000_000_000 }), fc.nat(86_400_000_000_000 - 1))
      .map(([day, nanos]) => new Time(day, nanos)),
    fc.integer().map((day) => new CalendarDate(day)),
    fc.uuid().map((id) => new Uuid(id)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.oneof(text, fc.constantFrom("1", "__proto__", "a")), tie("value")), { maxLength: 3 })
      .map(structOf),
  ),
}));

function bytesOf(written: Value): Uint8Array {
  const out = new ByteWriter();
  writeOrderedValue(out, written);
  return out.finish();
}

describe("keys of values", () => {
  it("order as bytes like the values in an index", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const order = sign(compareByteStrings(bytesOf(a), bytesOf(b)));
        expect(order).toBe(sign(compareIndexValues(a, b)));
        expect(sign(compareIndexValues(b, a))).toBe(sign(-order));
      }),
      { numRuns: 1500 },
    );
  });

  it("have ranks that never contradict their order", () => {
    const ascii = fc.string({ unit: fc.constantFrom(..." aAbB-_é\u0301\u0007"), maxLength: 10 });
    const near = fc.integer({ min: -3, max: 3 });
    const time = fc.tuple(near, fc.nat(86_400_000_000_000 - 1)).map(([day, nanos]) => new Time(day, nanos));
    const one = fc.oneof(
      value,
      ascii,
      near,
      near.map((n) => new Double(n / 2)),
      time,
    );
    fc.assert(
      fc.property(one, one, (a, b) => {
        if (indexRank(a) < indexRank(b)) expect(compareIndexValues(a, b)).toBeLessThan(0);
      }),
      { numRuns: 3000 },
    );
  });

  it("order numbers exactly where Doubles are far apart", () => {
    const places = [0n, 2n ** 31n, 2n ** 53n, 2n ** 62n, 2n ** 63n - 4n].flatMap((n) => [n, -n]);
    const near = places.flatMap((n) => [-3n, -2n, -1n, 0n, 1n, 2n, 3n].map((m) => n + m));
    const numbers: Value[] = near.flatMap((n) => [narrow(n), new Double(Number(n))]);
    for (const n of [-0, Number.NaN, 0.5, -0.5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      numbers.push(new Double(n));
    }
    for (const a of numbers) {
      for (const b of numbers) {
        const order = sign(compareIndexValues(a, b));
        expect([a, b, sign(compareByteStrings(bytesOf(a), bytesOf(b)))]).toEqual([a, b, order]);
      }
    }
  });

  it("do not start each other, so that what follows cannot mingle", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [left, right] = [bytesOf(a), bytesOf(b)];
        if (left.length < right.length) expect(right.slice(0, left.length)).not.toEqual(left);
      }),
      { numRuns: 500 },
    );
  });

  it("and index order is transitive", () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort(compareIndexValues) as [Value, Value, Value];
        expect(compareIndexValues(x, y)).toBeLessThanOrEqual(0);
        expect(compareIndexValues(y, z)).toBeLessThanOrEqual(0);
        expect(compareIndexValues(x, z)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe("keys of entries", () => {
  it("order like the entries, ascending and descending, and only the same entry has the same key", () => {
    const values = fc.tuple(value, value);
    const orders = fc.tuple(fc.constantFrom("asc", "desc"), fc.constantFrom("asc", "desc"));
    fc.assert(
      fc.property(orders, values, values, fc.boolean(), idText, idText, (orders, one, other, same, a, b) => {
        const first = entry([1], one, a);
        const second = entry([1], same ? [one[0], other[1]] : other, b);
        const order = compareByteStrings(entryPosition(orders, first), entryPosition(orders, second));
        expect(sign(order)).toBe(sign(entryOrder(orders)(first, second)));
        const tie = first.values.every((v, i) => {
          const w = second.values[i]!;
          return compareIndexValues(v, w) === 0 && compareIndexKinds(v, w) === 0;
        });
        expect(order === 0).toBe(tie && a === b);
      }),
      { numRuns: 500 },
    );
  });
});

describe("keys of documents", () => {
  it("order like ids and give them back", () => {
    fc.assert(
      fc.property(idText, idText, (a, b) => {
        const order = compareByteStrings(documentPosition(a), documentPosition(b));
        expect(sign(order)).toBe(sign(compareIds(a, b)));
        expect(idAtEnd(documentPosition(a))).toBe(a);
      }),
    );
  });
});

describe("keys of terms", () => {
  it("are the same just for values that are one in order and in kind", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const isOne = compareIndexValues(a, b) === 0 && compareIndexKinds(a, b) === 0;
        expect(termsKey([a]) === termsKey([b])).toBe(isOne);
        expect(termsKey([a, b]) === termsKey([b, a])).toBe(isOne);
        expect(termsKey([[a, b]]) === termsKey([[b, a]])).toBe(isOne);
      }),
      { numRuns: 500 },
    );
  });
});

describe("stored values", () => {
  it("come back the same", () => {
    fc.assert(
      fc.property(value, (written) => {
        const out = new ByteWriter();
        writeValue(out, written);
        const reader = new ByteReader(out.finish());
        expect(readValue(reader)).toEqual(written);
        expect(reader.isAtEnd).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
