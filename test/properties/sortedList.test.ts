import fc from "fast-check";
import { expect, it } from "vitest";
import { SortedList } from "../../runtime/storage/sortedList.js";

type Change = Exclude<Step, { readonly kind: "clone" }>;

type Step =
  | { readonly kind: "insert"; readonly from: number; readonly count: number; readonly by: number }
  | { readonly kind: "delete"; readonly from: number; readonly count: number; readonly by: number }
  | { readonly kind: "clone" };

const key = fc.integer({ min: -300, max: 1200 });
const some = { from: key, count: fc.integer({ min: 1, max: 400 }), by: fc.constantFrom(-3, -1, 1, 2) };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("insert" as const), ...some }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), ...some }) },
  { weight: 1, arbitrary: fc.constant({ kind: "clone" as const }) },
);

/** Ranks tell apart what is far apart; some tell nothing. */
const rank = (n: number) => (n % 5 === 0 ? Number.NaN : Math.floor(n / 10));
const newList = (hasRanks: boolean) => new SortedList<number>((a, b) => a - b, hasRanks ? rank : undefined);

function applyTo(list: SortedList<number>, model: Set<number>, { kind, from, count, by }: Change) {
  for (let i = 0; i < count; i++) {
    const item = from + i * by;
    const isExpected = (kind === "insert") !== model.has(item);
    const hasChanged = kind === "insert" ? list.insert(item, item) : list.delete(item);
    // `expect` takes longer than all the rest.
    if (hasChanged !== isExpected) expect.fail(`${kind} ${item}`);
    if (kind === "insert") model.add(item);
    else model.delete(item);
  }
}

/** What lies from `low` to `high`, both inclusive. */
function sorted(model: ReadonlySet<number>, low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY) {
  return [...model].filter((item) => low <= item && item <= high).sort((a, b) => a - b);
}

it("a sorted list holds what a sorted array would, and so do its copies", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), key, key, fc.boolean(), (steps, low, high, hasRanks) => {
      let list = newList(hasRanks);
      let model = new Set<number>();
      const all = [{ list, model }];
      for (const each of steps) {
        if (each.kind === "clone") {
          list = list.clone();
          model = new Set(model);
          all.push({ list, model });
          // Both sides write from now on.
          [list, model] = all.length % 2 === 0 ? [all[0]!.list, all[0]!.model] : [list, model];
        } else applyTo(list, model, each);
      }
      for (const { list, model } of all) {
        expect(list.size).toBe(model.size);
        expect(list.first(Number.POSITIVE_INFINITY)).toEqual(sorted(model));
        expect(list.first(10)).toEqual(sorted(model).slice(0, 10));
        expect([...list.within(low, undefined, false)]).toEqual(sorted(model, low));
        expect([...list.within(low, high, false)]).toEqual(sorted(model, low, high));
        expect([...list.within(undefined, high, true)]).toEqual(sorted(model, undefined, high).reverse());
        expect([...list.within(low, high, true)]).toEqual(sorted(model, low, high).reverse());
        expect(list.countWithin(low, high)).toBe(sorted(model, low, high).length);
        expect(list.countWithin(undefined, high)).toBe(sorted(model, undefined, high).length);
        expect(list.countWithin(low, undefined)).toBe(sorted(model, low).length);
        expect(list.find(low)).toBe(model.has(low) ? low : undefined);
      }
    }),
    { numRuns: 150 },
  );
});
