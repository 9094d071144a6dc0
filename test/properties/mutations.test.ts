import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, test, vi } from "vitest";
import { queries as demoQueries } from "../../examples/shop/queries.js";
import { type Database, FqlError, open } from "../../runtime/index.js";
import { MemoryStorage } from "../../runtime/storage/index.js";
import { parseCaseFile } from "../runner/caseFile.js";

/** All mutations: bad input ends in an error with a code and a place, or in a value, and never in a fault of ours. */
const RUNS = Number(process.env.COPPICE_FUZZ_RUNS ?? 10_000);

const ROOT = join(import.meta.dirname, "..");

/** Failed queries are seen to leave nothing behind: forks, too, commit nothing. */
const commit = vi.spyOn(MemoryStorage.prototype, "commit");

/** A database with queries that make sense there. */
interface Field {
  readonly db: Database;
  readonly queries: readonly string[];
}

const fields: Field[] = [];

beforeAll(async () => {
  const shop = (name: string) => readFileSync(join(ROOT, "../examples/shop", name), "utf8");
  fields.push(
    await fieldOf(
      shop("schema/main.fsl"),
      [shop("data.fql")],
      demoQueries.map(({ text }) => text),
    ),
  );
  const cases = readdirSync(join(ROOT, "cases"), { recursive: true, encoding: "utf8" });
  for (const name of cases.filter((each) => each.endsWith(".case")).sort()) {
    const file = parseCaseFile(readFileSync(join(ROOT, "cases", name), "utf8"));
    if (file.cases.length === 0) continue;
    const texts = file.cases.map(({ query }) => query);
    fields.push(await fieldOf(file.schema, file.data, texts));
  }
}, 60_000);

async function fieldOf(
  schema: string | undefined,
  data: readonly string[],
  queries: readonly string[],
): Promise<Field> {
  const db = await open({
    // So that a mutation which loops ends soon.
    limits: { computeOps: 200, depth: 200, memoryBytes: 50_000_000 },
  });
  if (schema !== undefined) await db.schema.push({ "main.fsl": schema });
  for (const each of data) await db.query(each);
  const parsing: string[] = [];
  for (const query of queries) if (await parses(db, query)) parsing.push(query);
  return { db, queries: parsing.length > 0 ? parsing : ["1 + 1"] };
}

async function parses(db: Database, query: string): Promise<boolean> {
  try {
    await db.fork().query(query, { typecheck: false });
    return true;
  } catch (error) {
    return error instanceof FqlError && error.code !== "invalid_query";
  }
}

/** Pieces that are put where they do not belong. */
const PIECES = [
  ..."(){}[]<>.,;:?!=+-*/%&|^~#@$'\"`\\ \n",
  ..."?. ?? => == != >= <= ** !. let if else at isa true false null return .. ... // /* */ #{ ${ $$ _ $".split(
    " ",
  ),
  ..."0 -1 1.5 1e999 9223372036854775807 9223372036854775808 -9223372036854775808 0x".split(" "),
  '""',
  "''",
  "(x => x)",
  "Time.now()",
  'ID("1")',
  "Math",
  "Collection",
  "Set",
  "[]",
  "{}",
  ".all()",
  ".delete()",
  ".update({})",
  ".map(x => x.y)",
  ".first()!",
  ".order()",
  ".paginate(1)",
  "newId()",
  "abort(1)",
  "\u0000",
  "\ud800",
  "é",
  "😀",
];

const mutation = fc.record({
  kind: fc.oneof(
    { weight: 2, arbitrary: fc.constant("alike") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("insert", "delete", "replace", "duplicate", "swap", "splice", "truncate"),
    },
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  piece: fc.nat(),
  length: fc.integer({ min: 1, max: 12 }),
});

type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

const TOKENS = /[A-Za-z_$][A-Za-z0-9_$]*|\d+(?:\.\d+)?|"(?:[^"\\]|\\.)*"|\s+|[^\sA-Za-z0-9_$]/gu;

/** Puts another token of the same kind, from any of the queries, in the place of one that is no space. */
function alike(tokens: readonly string[], place: number, others: readonly string[], piece: number): string {
  const meant = tokens.findIndex((token, i) => i >= place && token.trim() !== "");
  if (meant < 0) return tokens.join("");
  const candidates = (others[piece % others.length]!.match(TOKENS) ?? []).filter(
    (token) => kindOf(token) === kindOf(tokens[meant]!),
  );
  const chosen = candidates[piece % Math.max(1, candidates.length)] ?? "0";
  return [...tokens.slice(0, meant), chosen, ...tokens.slice(meant + 1)].join("");
}

function kindOf(token: string): string {
  if (/^[A-Za-z_$]/.test(token)) return "name";
  if (/^["\d]/.test(token)) return "literal";
  return /^[-+*/%<>=!&|?.]/.test(token) ? "operator" : token;
}

/** Changes a text by tokens, which keeps more of it alive than changes of characters would. */
function mutated(text: string, { kind, at, piece, length }: Mutation, others: readonly string[]): string {
  const tokens = text.match(TOKENS) ?? [];
  const place = Math.floor(at * tokens.length);
  const end = Math.min(tokens.length, place + length);
  const before = tokens.slice(0, place);
  const after = tokens.slice(place);
  const inserted = PIECES[piece % PIECES.length]!;
  switch (kind) {
    case "alike":
      return alike(tokens, place, others, piece);
    case "insert":
      return [...before, inserted, ...after].join("");
    case "delete":
      return [...before, ...tokens.slice(end)].join("");
    case "replace":
      return [...before, inserted, ...tokens.slice(place + 1)].join("");
    case "duplicate":
      return [...before, ...tokens.slice(place, end), ...after].join("");
    case "swap":
      return [...before, ...after.slice(1, 2), ...after.slice(0, 1), ...after.slice(2)].join("");
    case "splice": {
      const other = others[piece % others.length]!.match(TOKENS) ?? [];
      const from = piece % Math.max(1, other.length);
      return [...before, ...other.slice(from, from + length), ...tokens.slice(place + 1)].join("");
    }
    case "truncate":
      return before.join("");
    default:
      throw new Error(`no mutation ${kind}`);
  }
}

/** Errors of the whole request, which have no place in the query. spec/08 §4 */
const WITHOUT_PLACE = new Set(["invalid_request", "limit_exceeded", "time_out", "contended_transaction"]);

test("mutated queries end in a value or an error with a code and a place, and errors leave nothing behind", async () => {
  const seen = new Map<string, number>();
  const note = (outcome: string) => seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.nat(),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      fc.nat(3),
      async (fieldIndex, queryIndex, mutations, choice) => {
        const typecheck = choice === 0;
        const { db, queries } = fields[fieldIndex % fields.length]!;
        const original = queries[queryIndex % queries.length]!;
        const text = mutations.reduce((each, next) => mutated(each, next, queries), original);
        const fork = db.fork();
        commit.mockClear();
        try {
          await fork.query(text, { typecheck });
          note("value");
        } catch (error) {
          if (!(error instanceof FqlError)) throw new Error(`a fault of ours for ${text}`, { cause: error });
          note(error.code);
          expect(error.code).toMatch(/^[a-z_]+$/);
          if (!WITHOUT_PLACE.has(error.code)) expect(error.summary).toMatch(/^at (\*|<no source>|\w+\.fsl)/m);
          expect(commit).not.toHaveBeenCalled();
        }
      },
    ),
    { numRuns: RUNS },
  );
  // Mutations are no noise: many still parse, and run.
  const [values = 0, rejected = 0] = ["value", "invalid_query"].map((outcome) => seen.get(outcome));
  const failedRunning = RUNS - values - rejected;
  expect(Math.min(values, rejected, failedRunning)).toBeGreaterThan(RUNS / 20);
  expect(seen.size).toBeGreaterThan(Math.min(10, RUNS / 100));
}, 300_000);
