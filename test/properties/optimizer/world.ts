import fc from "fast-check";
import { DEFAULT_LIMITS } from "../../../runtime/call/index.js";
import { type Database, MemoryStorage, open, type Storage } from "../../../runtime/index.js";

/** A schema and its documents, as text. */
export interface World {
  readonly indexes: readonly Index[];
  readonly documents: readonly Fields[];
  /** Whether some documents are past their time to live. */
  readonly expires: boolean;
  /** Further changes, in a transaction of their own: the past has other documents than the present. */
  readonly later: readonly { readonly document: number; readonly fields: Fields }[];
}

interface Index {
  readonly terms: readonly string[];
  readonly values: readonly string[];
}

/** Fields of a document, their values as FQL. */
type Fields = Readonly<Record<string, string>>;

export const STRINGS = [`"a"`, `"A"`, `"b"`, `"é"`, `""`, `"aa"`, `"_"`, `"Ω"`, `"1"`];
export const NUMBERS = [
  "0",
  "1",
  "2",
  "-1",
  "3",
  "1.0",
  "1.5",
  "-0.0",
  "2147483648",
  "9007199254740993",
  "9007199254740992.0",
  "0.0 / 0.0",
  "1.0 / 0.0",
];
export const OTHERS = [
  "true",
  "false",
  "null",
  `Time("2020-01-01T00:00:00Z")`,
  `Time("2021-06-01T12:00:00.5Z")`,
  `Date("2020-01-01")`,
  `Date("2020-01-02")`,
  "D.byId(1)",
  "D.byId(2)",
  "D.byId(9)",
  `["a", 1]`,
  "{ k: 1 }",
];

const any = fc.constantFrom(...STRINGS, ...NUMBERS, ...OTHERS);
const orNull = (values: readonly string[]) => fc.oneof(fc.constantFrom(...values), fc.constant("null"));

/** Declared ones with the values that fit them; `w` is not declared, and may hold anything. */
const FIELDS = {
  n: fc.constantFrom("0", "1", "2", "3", "4", "-1"),
  m: orNull(NUMBERS),
  s: fc.constantFrom(...STRINGS),
  b: fc.constantFrom("true", "false"),
  t: orNull([
    `Time("2020-01-01T00:00:00Z")`,
    `Time("2021-06-01T12:00:00.5Z")`,
    `Time("1969-06-01T12:00:00Z")`,
  ]),
  r: orNull(["D.byId(1)", "D.byId(2)", "D.byId(9)"]),
  q: fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom("D.byId(1)", "D.byId(2)") },
    { weight: 1, arbitrary: fc.constant("D.byId(9)") },
  ),
  o: fc.constantFrom(`{ x: 1, y: "a" }`, "{ x: 2 }", `{ x: 1, y: "b" }`),
  p: orNull(["{ x: 1 }", "{ x: 2 }", "{ x: 3 }"]),
  d: fc.constantFrom("0.0", "-(0.0)", "1.0", "1.5", "0.0 / 0.0"),
  w: any,
};

const DECLARED = `
  n: Int
  m: Number?
  s: String
  b: Boolean
  t: Time?
  r: Ref<D>?
  q: Ref<D>
  o: { x: Int, y: String? }
  p: { x: Int }?
  d: Double
  *: Any
  compute c: Any = (x => x.n + 1)`;

const PATHS = [
  ".n",
  ".m",
  ".s",
  ".b",
  ".t",
  ".r",
  ".q",
  ".o.x",
  ".o.y",
  ".p.x",
  ".d",
  ".w",
  ".c",
  "mva(.w)",
  ".data.n",
];
const ordered = (path: string) => fc.constantFrom(path, `desc(${path})`);

/** What predicates of one or two parts can use. */
const USEFUL: readonly Index[] = [
  { terms: [".n"], values: [] },
  { terms: [".s"], values: [".n"] },
  { terms: [".b"], values: ["desc(.n)"] },
  { terms: [".r"], values: [".s"] },
  { terms: [".w"], values: [] },
  { terms: [".o.x"], values: [] },
  { terms: [".m", ".n"], values: [] },
  { terms: [], values: [".n", "desc(.m)"] },
  { terms: [], values: ["desc(.m)"] },
  { terms: [], values: [".t"] },
  { terms: [], values: [".n"] },
  { terms: [], values: ["desc(.n)"] },
  { terms: [".b"], values: [".n"] },
  { terms: [".s"], values: ["desc(.t)", ".n"] },
  { terms: [".q"], values: [] },
  { terms: [".q"], values: [".n"] },
  { terms: [], values: [".w"] },
  { terms: [".p.x"], values: [".d"] },
  { terms: [], values: [".d"] },
  { terms: [".d"], values: [] },
  { terms: [".m"], values: [] },
];

const index: fc.Arbitrary<Index> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...USEFUL) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        terms: fc.uniqueArray(fc.constantFrom(...PATHS), { maxLength: 2 }),
        values: fc
          .uniqueArray(fc.constantFrom(...PATHS), { maxLength: 2 })
          .chain((paths) => fc.tuple(...paths.map(ordered))),
      })
      .filter(({ terms, values }) => terms.length + values.length > 0),
  },
);

const fields: fc.Arbitrary<Fields> = fc.record(FIELDS);

export const world: fc.Arbitrary<World> = fc.record({
  indexes: fc.array(index, { maxLength: 5, size: "max" }),
  documents: fc.array(fields, { maxLength: 24, size: "max" }),
  expires: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  later: fc.array(fc.record({ document: fc.nat(39), fields }), { maxLength: 4 }),
});

export interface OpenWorld {
  readonly optimized: Database;
  readonly naive: Database;
  /** Before the later changes. */
  readonly past: string;
}

/** Few elements are read at a time, so that pages and batches end everywhere. */
const LIMITS = { ...DEFAULT_LIMITS, computeOps: 10_000_000, setElements: 24 };

/** The same store, seen by two engines. */
export async function openWorld(
  { indexes, documents, expires, later }: World,
  openStorage: (clock: () => number) => Storage | Promise<Storage> = (clock) => new MemoryStorage({ clock }),
): Promise<OpenWorld> {
  let now = Date.UTC(2026, 0, 1) * 1000;
  const storage = await openStorage(() => now++);
  const options = { storage: () => storage, seed: 1, limits: LIMITS, typecheck: false };
  const optimized = await open({ ...options, optimize: true });
  const naive = await open({ ...options, optimize: false });
  const lines = indexes.map(
    ({ terms, values }, i) => `index by${i} { terms [${terms.join(", ")}]; values [${values.join(", ")}] }`,
  );
  await optimized.schema.push({
    "main.fsl": `
collection D { *: Any }
collection C {${DECLARED}
  ${lines.join("\n  ").replaceAll("terms [];", "").replaceAll("values []", "")}
  index byN { terms [.n]; values [.s, desc(.t)] }
  index inOrder { values [.n] }
  index byQ { terms [.q] }
  index byO { terms [.o.x] }
}
role reader {
  privileges C { read { predicate (x => x.n != 2 && x.i != 5) } }
  privileges D { read }
}
@role(reader)
function asReader(f) { f() }
function create(x) {
  C.create({ id: 5000 + x.i, i: 99, n: 2, m: 1, s: "a", b: true, o: { x: 1 }, d: 1.0, w: 1, q: D.byId(1) })
}
function number(x) { if (x isa String) x.length else x.x }
function pages(p) { if (p.after == null) [p.data] else [p.data].concat(pages(Set.paginate(p.after!))) }`,
  });
  await optimized.query("D.create({ id: 1, x: 1 }); D.create({ id: 2, x: 2 }); 0");
  const create = (each: Fields, i: number) => {
    const ttl = expires && i % 5 === 2 ? `ttl: Time("2025-01-01T00:00:00Z"), ` : "";
    return `C.create({ id: ${100 + i * 7}, i: ${i}, ${ttl}${written(each)} })`;
  };
  await optimized.query(`${documents.map(create).join("\n")}\n0`);
  const { data: past } = await optimized.query<{ toString(): string }>("Time.now()");
  const update = ({ document, fields: changed }: World["later"][number]) => {
    const reference = `C.byId(${100 + document * 7})`;
    return `if (${reference}.exists()) ${reference}!.update({ ${written(changed)} })`;
  };
  await optimized.query(`${later.map(update).join("\n")}\n0`);
  return { optimized, naive, past: String(past) };
}

function written(each: Fields): string {
  return Object.entries(each)
    .map(([name, value]) => `${name}: ${value}`)
    .join(", ");
}
