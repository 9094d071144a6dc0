import fc from "fast-check";
import { expect, test } from "vitest";
import { World } from "../documents/world.js";

type Json = null | number | string | readonly Json[] | { readonly [key: string]: Json };
type Data = { readonly [key: string]: Json };
type Documents = ReadonlyMap<number, Data>;

interface Operation {
  readonly kind: "create" | "update" | "replace" | "delete";
  readonly id: number;
  readonly data: Data;
}

const leaf = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 3 }), fc.constantFrom("x", "y"));
const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.array(tie("value"), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom("p", "q"), tie("value"), { maxKeys: 2 }),
  ),
})).value;

const data: fc.Arbitrary<Data> = fc.record(
  { a: json, b: leaf, u: fc.integer({ min: 0, max: 6 }), tags: fc.array(leaf, { maxLength: 3 }) },
  { requiredKeys: [] },
);

const operation: fc.Arbitrary<Operation> = fc.record({
  kind: fc.constantFrom("create", "update", "replace", "delete"),
  id: fc.integer({ min: 0, max: 4 }),
  data,
});

const isObject = (value: Json | undefined): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What create and replace store. */
function stored(value: Json): Json {
  if (Array.isArray(value)) return value.map(stored);
  if (!isObject(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([key, field]) => [key, stored(field)]));
}

function patched(old: Json | undefined, patch: Json): Json {
  if (Array.isArray(patch))
    return patch.filter((item) => item !== null).map((item) => patched(undefined, item));
  if (!isObject(patch)) return patch;
  const fields: { [key: string]: Json } = isObject(old) ? { ...old } : {};
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) delete fields[key];
    else fields[key] = patched(fields[key], change);
  }
  return fields;
}

/** The documents after an operation; undefined if it fails. */
function apply(documents: Documents, { kind, id, data: given }: Operation): Documents | undefined {
  const old = documents.get(id);
  if ((kind === "create") !== (old === undefined)) return undefined;
  const next = new Map(documents);
  if (kind === "delete") {
    next.delete(id);
    return next;
  }
  const after = (kind === "update" ? patched(old, given) : stored(given)) as Data;
  const isTaken = [...documents].some(([other, { u }]) => other !== id && u !== undefined && u === after.u);
  if (isTaken && after.u !== old?.u) return undefined;
  next.set(id, after);
  return next;
}

const keyText = (value: Json): string =>
  JSON.stringify(value, (_key, part: Json) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );

const rank = (value: Json | undefined) => (value === undefined ? 2 : typeof value === "string" ? 1 : 0);

/** Ascending: numbers, strings, null. */
function compareLeaves(a: Json | undefined, b: Json | undefined): number {
  if (rank(a) !== rank(b) || a === undefined || b === undefined) return rank(a) - rank(b);
  return a === b ? 0 : (a as number) < (b as number) ? -1 : 1;
}

/** The ids that an index with the term `.a` and the value `desc(.b)` lists. */
function listedByA(documents: Documents, term: Json): readonly string[] {
  return [...documents]
    .filter(([, { a }]) => a !== undefined && keyText(a) === keyText(term))
    .sort(([id, one], [otherId, other]) => compareLeaves(other.b, one.b) || id - otherId)
    .map(([id]) => String(id));
}

function listedByTag(documents: Documents, tag: Json): readonly string[] {
  const tags = (value: Json | undefined): readonly Json[] =>
    Array.isArray(value) ? value.flatMap(tags) : [value ?? null];
  return [...documents]
    .filter(([, fields]) => tags(fields.tags).includes(tag))
    .map(([id]) => id)
    .sort((a, b) => a - b)
    .map(String);
}

function text({ kind, id, data: given }: Operation): string {
  const fields = JSON.stringify(given);
  switch (kind) {
    case "create":
      return `C.create(${JSON.stringify({ id, ...given })})`;
    case "delete":
      return `C(${id}).delete()`;
    default:
      return `C(${id}).${kind}(${fields})`;
  }
}

const DATA = "C.all().map(d => [d.id, d.data]).toArray()";

function expectSame(world: World, documents: Documents, wrap: (query: string) => string): void {
  const ids = [...documents.keys()].sort((a, b) => a - b);
  expect(world.run(wrap(DATA))).toEqual(ids.map((id) => [String(id), documents.get(id)]));
  const terms = [...documents.values()].flatMap(({ a }) => (a === undefined ? [] : [a]));
  for (const term of terms) {
    const query = `C.byA(${JSON.stringify(term)}).map(.id).toArray()`;
    expect(world.run(wrap(query))).toEqual(listedByA(documents, term));
  }
  for (const tag of ["x", 1] as const) {
    const query = `C.byTag(${JSON.stringify(tag)}).map(.id).toArray()`;
    expect(world.run(wrap(query))).toEqual(listedByTag(documents, tag));
  }
}

const INDEXES = `indexes: {
  byA: { terms: [{ field: "a" }], values: [{ field: "b", order: "desc" }] },
  byTag: { terms: [{ field: "tags", mva: true }] } }`;

test("random writes store, index and keep what a naive model says, now and in the past", () => {
  const queries = fc.array(fc.array(operation, { minLength: 1, maxLength: 3 }), { maxLength: 8 });
  fc.assert(
    fc.property(queries, fc.boolean(), (steps, indexedLater) => {
      const world = World.of(
        `Collection.create({ name: "C", constraints: [{ unique: ["u"] }]${indexedLater ? "" : `, ${INDEXES}`} })`,
      );
      const past: (readonly [time: unknown, documents: Documents])[] = [];
      let documents: Documents = new Map();
      for (const operations of steps) {
        const after = operations.reduce<Documents | undefined>(
          (before, each) => before && apply(before, each),
          documents,
        );
        const outcome = world.outcome(operations.map(text).join("; "));
        expect(outcome.kind).toBe(after === undefined ? "failed" : "success");
        documents = after ?? documents;
        past.push([world.run("Time.now().toString()"), documents]);
      }
      if (indexedLater) world.run(`C.definition.update({ ${INDEXES} })`);
      expectSame(world, documents, (query) => query);
      for (const [time, then] of past)
        expectSame(world, then, (query) => `at (Time("${time}")) { ${query} }`);
    }),
    { numRuns: 60 },
  );
});
