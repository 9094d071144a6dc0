import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BoundedCache } from "../../runtime/cache/index.js";

const byLength = (key: string) => key.length;

describe("a bounded cache", () => {
  it("forgets the oldest first", () => {
    const cache = new BoundedCache<number>(3, () => 1);
    for (const [i, key] of ["a", "b", "c", "d"].entries()) cache.set(key, i);
    expect([...cache.entries()]).toEqual([
      ["b", 1],
      ["c", 2],
      ["d", 3],
    ]);
  });

  it("keeps what was asked for of late", () => {
    const cache = new BoundedCache<number>(3, () => 1);
    for (const [i, key] of ["a", "b", "c"].entries()) cache.set(key, i);
    cache.get("a");
    cache.set("d", 3);
    expect([cache.get("a"), cache.get("b"), cache.get("d")]).toEqual([0, undefined, 3]);
  });

  it("makes room where all was asked for", () => {
    const cache = new BoundedCache<number>(2, () => 1);
    for (const key of ["a", "b"]) cache.set(key, 0);
    for (const key of ["a", "b"]) cache.get(key);
    cache.set("c", 1);
    expect([...cache.entries()].length).toBe(2);
    expect(cache.get("c")).toBe(1);
  });

  it("does not keep what alone weighs too much, and forgets what it replaced", () => {
    const cache = new BoundedCache<number>(3, byLength);
    cache.set("abc", 1);
    cache.set("abcd", 2);
    expect([cache.get("abc"), cache.get("abcd")]).toEqual([1, undefined]);
    cache.set("abc", 3);
    expect([...cache.entries()]).toEqual([["abc", 3]]);
  });

  it("never weighs more than allowed, and what it knows is what was set last", () => {
    const steps = fc.array(fc.record({ key: fc.string({ maxLength: 4 }), isRead: fc.boolean() }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(steps, (taken) => {
        const cache = new BoundedCache<number>(8, byLength);
        const all = new Map<string, number>();
        for (const [i, { key, isRead }] of taken.entries()) {
          if (isRead) expect([undefined, all.get(key)]).toContain(cache.get(key));
          else {
            cache.set(key, i);
            all.set(key, i);
            expect(cache.get(key)).toBe(i);
          }
          const weight = [...cache.entries()].reduce((sum, [each]) => sum + each.length, 0);
          expect(weight).toBeLessThanOrEqual(8);
        }
      }),
      { numRuns: 300 },
    );
  });
});
