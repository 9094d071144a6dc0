import fc from "fast-check";
import { expect, test } from "vitest";
import { type Shelved, Workbench } from "../operators/workbench.js";

const documents = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 200 }),
    kind: fc.constantFrom("poem", "novel"),
    rank: fc.integer({ min: 0, max: 3 }),
  }),
  { selector: ({ id }) => id, maxLength: 25 },
);

const ranksOf = (shelved: readonly Shelved[]) =>
  [...shelved].sort((a, b) => a.id - b.id).map(({ id, rank }) => ({ id: String(id), rank }));

const poemsOf = (shelved: readonly Shelved[]) =>
  ranksOf(shelved.filter(({ kind }) => kind === "poem")).sort((a, b) => a.rank! - b.rank!);

/** Sets of documents, and what they are of documents that are there. */
const SETS: readonly (readonly [set: string, model: (shelved: readonly Shelved[]) => readonly unknown[]])[] =
  [
    ["shelves", ranksOf],
    ["shelves.reverse()", (shelved) => [...ranksOf(shelved)].reverse()],
    ["poems", poemsOf],
    ["poems.reverse()", (shelved) => [...poemsOf(shelved)].reverse()],
    ["shelves.where(.rank > 1)", (shelved) => ranksOf(shelved).filter(({ rank }) => rank! > 1)],
    [
      "poems.concat(shelves.where(.rank == 0))",
      (shelved) => [...poemsOf(shelved), ...ranksOf(shelved).filter(({ rank }) => rank === 0)],
    ],
    ["shelves.order(desc(.rank))", (shelved) => [...ranksOf(shelved)].sort((a, b) => b.rank! - a.rank!)],
    ["[1, 2].toSet().flatMap(x => poems)", (shelved) => [...poemsOf(shelved), ...poemsOf(shelved)]],
  ];

interface Answer {
  readonly data: readonly unknown[];
  readonly after?: string;
}

test("pages of documents stay those of the first page's snapshot, whatever is written between them", () => {
  fc.assert(
    fc.property(
      documents,
      fc.array(documents, { maxLength: 6 }),
      fc.constantFrom(...SETS),
      fc.integer({ min: 1, max: 6 }),
      (shelved, later, [set, model], size) => {
        const bench = new Workbench();
        bench.put(...shelved);
        let page = JSON.parse(bench.answer(`(${set} { id, rank }).paginate(${size})`).text) as Answer;
        const elements = [...page.data];
        for (let turn = 0; page.after !== undefined; turn++) {
          const writes = later[turn] ?? [];
          bench.put(...writes);
          bench.remove(...writes.filter(({ rank }) => rank === 0).map(({ id }) => id));
          page = JSON.parse(bench.answer("Set.paginate(cursor)", { cursor: page.after }).text) as Answer;
          elements.push(...page.data);
        }
        expect(elements).toEqual(model(shelved));
      },
    ),
    { numRuns: 150 },
  );
});

test("no changed cursor is taken", () => {
  const bench = new Workbench();
  bench.put({ id: 1 }, { id: 2 });
  const { after } = JSON.parse(bench.answer("shelves.where(d => d.id != 7).paginate(1)").text) as Answer;
  fc.assert(
    fc.property(fc.nat(after!.length - 5), fc.constantFrom(..."ABCxyz019+/=-_ "), (at, letter) => {
      const changed = after!.slice(0, at) + letter + after!.slice(at + 1);
      fc.pre(changed.replace(/=+$/, "") !== after!.replace(/=+$/, ""));
      const { text } = bench.run("Set.paginate(cursor)", { cursor: changed });
      expect(text).toBe("invalid_cursor: Cursor cursor is invalid or expired.");
    }),
    { numRuns: 200 },
  );
});

test("any text at all is a cursor or is refused as none", () => {
  const bench = new Workbench();
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (cursor) => {
      const { text } = bench.run("Set.paginate(cursor)", { cursor });
      expect(text).toBe("invalid_cursor: Cursor cursor is invalid or expired.");
    }),
    { numRuns: 200 },
  );
});
