import { type EntriesSchema, type IndexField, plainPath } from "../../../compiler/index.js";
import type { Collection, Run } from "../../call/index.js";
import { entriesKey } from "../../documents/index.js";
import type { EntryBound, EntryScan } from "../../storage/storage.js";
import { termsKey } from "../../storage/termsKey.js";
import { canonicalId, compareIndexValues, Double, Id, isNumber, type Value } from "../../values/index.js";
import type { Bound } from "./boundCondition.js";
import { elementFields } from "./elementFields.js";
import { equalityProbes, kindRange, memberProbes } from "./probes.js";

/** One way to the documents that may fulfil a condition: entries of an index, or documents by id. */
export type Access = EntryAccess | IdAccess | FoundAccess;

export interface EntryAccess {
  readonly kind: "entries";
  /** As the schema calls it: `byEmail`, `unique [.email]`. */
  readonly name: string;
  readonly entries: EntriesSchema;
  readonly scan: Pick<EntryScan, "terms" | "from" | "to">;
}

export interface IdAccess {
  readonly kind: "id";
  readonly id: string;
}

/** Ids that are known already: from a hash table. */
export interface FoundAccess {
  readonly kind: "found";
  readonly name: string;
  readonly ids: readonly string[];
}

/** Ways that together lead to all documents for which some conditions hold. */
export interface AccessPath {
  readonly accesses: readonly Access[];
  /** The conditions that hold for every document found, without a further look. */
  readonly served: ReadonlySet<Bound>;
  /** Only those documents are meant that this path leads to as well. */
  readonly also?: AccessPath;
  /** True where no document is found twice. */
  readonly areDisjoint: boolean;
}

/** A stored shape of entries that every document of the collection is in, once for each value. */
export interface Candidate {
  readonly name: string;
  readonly entries: EntriesSchema;
  readonly terms: readonly string[];
  readonly values: readonly string[];
}

/** More look-ups than this are no better than a scan. */
const MOST_ACCESSES = 1000;

const known = new WeakMap<Collection, readonly Candidate[]>();

/** All access paths by which documents can be found for which all `conditions` hold. engine §2 */
export function accessPaths(
  run: Run,
  collection: Collection,
  conditions: readonly Bound[],
): readonly AccessPath[] {
  const flat = flattened(conditions);
  const paths = candidatesOf(collection).flatMap((each) => entryPaths(run, collection, each, flat));
  for (const condition of flat) {
    const path = condition.kind === "or" ? unionPath(run, collection, condition) : idPath(condition);
    if (path !== undefined) paths.push(path);
  }
  return paths;
}

function flattened(conditions: readonly Bound[]): readonly Bound[] {
  return conditions.some(({ kind }) => kind === "and") ? conditions.flatMap(flatten) : conditions;
}

function flatten(condition: Bound): readonly Bound[] {
  return condition.kind === "and" ? condition.parts.flatMap(flatten) : [condition];
}

/** `a || b`: what leads to `a`, and what leads to `b`. Where one has several ways, the first; more terms go first. */
function unionPath(run: Run, collection: Collection, condition: Bound): AccessPath | undefined {
  if (condition.kind !== "or") return undefined;
  const branches = condition.parts.map((part) => accessPaths(run, collection, [part])[0]);
  if (branches.includes(undefined)) return undefined;
  const accesses = branches.flatMap((each) => each!.accesses);
  if (accesses.length > MOST_ACCESSES) return undefined;
  const isWhole = branches.every((each, i) =>
    flatten(condition.parts[i]!).every((part) => each!.served.has(part)),
  );
  return { accesses, served: new Set(isWhole ? [condition] : []), areDisjoint: false };
}

/** `.id == x`, `[x, y].includes(.id)`: the documents themselves. */
function idPath(condition: Bound): AccessPath | undefined {
  const ids = idsIn(condition);
  if (ids === undefined || ids.size > MOST_ACCESSES) return undefined;
  const accesses = [...ids].map((id) => ({ kind: "id", id }) as const);
  return { accesses, served: new Set([condition]), areDisjoint: true };
}

function idsIn(condition: Bound): ReadonlySet<string> | undefined {
  if (condition.kind === "membership" && isPath(condition.path, "id")) {
    // To `includes` an id is its text, and no number.
    const texts = condition.values.map((value) => (value instanceof Id ? value.text : value));
    return new Set(
      texts.filter((text) => typeof text === "string" && canonicalId(text) === text) as string[],
    );
  }
  if (condition.kind !== "comparison" || condition.operator !== "==" || !isPath(condition.path, "id")) {
    return undefined;
  }
  const { value } = condition;
  const id =
    value instanceof Id
      ? value.text
      : typeof value === "string"
        ? canonicalId(value)
        : wholeNumberText(value);
  return id === undefined ? undefined : new Set([id]);
}

function wholeNumberText(value: Value): string | undefined {
  const isWhole = isNumber(value) && (typeof value === "number" || typeof value === "bigint") && value >= 0;
  return isWhole ? String(value) : undefined;
}

function isPath(path: readonly string[], name: string): boolean {
  return path.length === 1 && path[0] === name;
}

/** The indexes and unique constraints of a collection that can be read. */
export function candidatesOf(collection: Collection): readonly Candidate[] {
  let candidates = known.get(collection);
  if (candidates === undefined) {
    candidates = findCandidates(collection);
    known.set(collection, candidates);
  }
  return candidates;
}

function findCandidates(collection: Collection): readonly Candidate[] {
  const { definition } = collection;
  if (definition === undefined) return [];
  const indexes = definition.indexes
    .filter((index) => index.status === "complete")
    .map(({ name, entries }) => ({ name, entries }));
  const uniques = definition.uniques
    .filter((unique) => unique.status === "active")
    .map(({ entries }) => ({ name: undefined, entries }));
  const seen = new Set<number>();
  return [...indexes, ...uniques].flatMap(({ name, entries }) => {
    const terms = pathsOf(collection, entries.terms);
    const values = pathsOf(collection, entries.values);
    if (terms === undefined || values === undefined || seen.has(entries.id)) return [];
    seen.add(entries.id);
    const shown = name ?? `unique [${terms.map((term) => `.${term}`).join(", ")}]`;
    return [{ name: shown, entries, terms, values }];
  });
}

/** The paths as text; undefined where one is multi-valued, computed, or goes into an array. */
function pathsOf(collection: Collection, fields: readonly IndexField[]): readonly string[] | undefined {
  const stored = elementFields(collection);
  const paths = fields.map((field) => plainPath(field, stored));
  return paths.every((path) => path !== undefined) ? paths : undefined;
}

interface Served {
  readonly probes: readonly Value[];
  readonly condition: Bound;
}

/** How many values of an index, from the first on, `==` gives. */
export function equalValues(
  run: Run,
  collection: Collection,
  { values }: Candidate,
  conditions: readonly Bound[],
): number {
  const flat = flattened(conditions);
  const end = values.findIndex(
    (path) => probesAt(run, collection, path, flat)?.condition.kind !== "comparison",
  );
  return end < 0 ? values.length : end;
}

/** How the entries of an index lead to documents for which the conditions hold, if all its terms are given. */
export function entryPaths(
  run: Run,
  collection: Collection,
  { name, entries, terms, values }: Candidate,
  all: readonly Bound[],
): readonly AccessPath[] {
  const conditions = flattened(all);
  const served = new Set<Bound>();
  let combined: Value[][] = [[]];
  for (const term of terms) {
    const found = probesAt(run, collection, term, conditions);
    if (found === undefined) return [];
    served.add(found.condition);
    combined = combined.flatMap((tuple) => found.probes.map((probe) => [...tuple, probe]));
    if (combined.length > MOST_ACCESSES) return [];
  }
  const bounds = boundsOn(run, collection, entries, values, conditions, served);
  if (served.size === 0) return [];
  if (bounds === "empty") return [{ accesses: [], served, areDisjoint: true }];
  const { from, to } = bounds;
  const accesses = distinctTuples(combined).map(
    (tuple): Access => ({ kind: "entries", name, entries, scan: { terms: tuple, from, to } }),
  );
  return [{ accesses, served, areDisjoint: true }];
}

function distinctTuples(tuples: readonly Value[][]): readonly Value[][] {
  return tuples.length === 1 ? tuples : [...new Map(tuples.map((each) => [termsKey(each), each])).values()];
}

function probesAt(
  run: Run,
  collection: Collection,
  path: string,
  conditions: readonly Bound[],
): Served | undefined {
  for (const condition of conditions) {
    if (condition.kind !== "comparison" && condition.kind !== "membership") continue;
    if (condition.path.join(".") !== path) continue;
    const probes = probesOf(run, collection, condition);
    if (probes !== undefined) return { probes, condition };
  }
  return undefined;
}

/** The terms under which a condition's documents are listed; undefined where it says no single values. */
export function probesOf(run: Run, collection: Collection, condition: Bound): readonly Value[] | undefined {
  switch (condition.kind) {
    case "comparison": {
      if (condition.operator !== "==") return undefined;
      const { path, value, isPresent } = condition;
      const kinds = isPresent ? elementFields(collection).kindsOf(path) : undefined;
      const probes = equalityProbes(run, value, kinds === undefined || kinds.has("Null"));
      return probes && kinds !== undefined && !kinds.has("Double") ? withoutDoubles(probes) : probes;
    }
    case "membership": {
      const probes = condition.values.map(memberProbes);
      return probes.includes(undefined) ? undefined : probes.flatMap((each) => each!);
    }
    default:
      return undefined;
  }
}

/** Doubles are not looked for where the declared type says that there are none. */
function withoutDoubles(probes: readonly Value[]): readonly Value[] {
  return probes.filter((probe) => !(probe instanceof Double));
}

/** Bounds by the values of an index, whose terms are given, that leave out only what fails a condition. */
export function boundsOf(
  run: Run,
  collection: Collection,
  { entries, values }: Pick<Candidate, "entries" | "values">,
  conditions: readonly Bound[],
): Pick<EntryScan, "from" | "to"> | "empty" {
  return boundsOn(run, collection, entries, values, flattened(conditions), new Set());
}

/** Bounds by the values of an index: those given by `==` first, then one that lies in a range. */
function boundsOn(
  run: Run,
  collection: Collection,
  entries: EntriesSchema,
  values: readonly string[],
  conditions: readonly Bound[],
  served: Set<Bound>,
): Pick<EntryScan, "from" | "to"> | "empty" {
  const prefix: Value[] = [];
  for (const [i, path] of values.entries()) {
    const equal = probesAt(run, collection, path, conditions);
    if (equal !== undefined && equal.condition.kind === "comparison") {
      prefix.push(equal.probes[0]!);
      served.add(equal.condition);
      continue;
    }
    const range = rangeAt(path, conditions);
    if (range === undefined) break;
    for (const condition of range.served) served.add(condition);
    if (isEmpty(range)) return "empty";
    const low = { values: [...prefix, range.low.value], id: undefined, inclusive: range.low.inclusive };
    const high = { values: [...prefix, range.high.value], id: undefined, inclusive: range.high.inclusive };
    return entries.values[i]!.order === "asc" ? { from: low, to: high } : { from: high, to: low };
  }
  if (prefix.length === 0) return { from: undefined, to: undefined };
  const bound: EntryBound = { values: prefix, id: undefined, inclusive: true };
  return { from: bound, to: bound };
}

interface Range {
  readonly low: RangeBound;
  readonly high: RangeBound;
  readonly served: readonly Bound[];
}

interface RangeBound {
  readonly value: Value;
  readonly inclusive: boolean;
}

/** The narrowest range that `<`, `<=`, `>`, `>=` leave at a path, within one kind. */
function rangeAt(path: string, conditions: readonly Bound[]): Range | undefined {
  const comparisons = conditions.filter(
    (each): each is Extract<Bound, { kind: "comparison" }> =>
      each.kind === "comparison" && each.operator !== "==" && each.path.join(".") === path,
  );
  const kind = comparisons[0] && kindRange(comparisons[0].value);
  if (kind === undefined) return undefined;
  let low: RangeBound = { value: kind.least, inclusive: true };
  let high: RangeBound = { value: kind.greatest, inclusive: true };
  const served: Bound[] = [];
  for (const condition of comparisons) {
    if (kindRange(condition.value) !== kind) continue;
    const { operator, value } = condition;
    const bound = { value, inclusive: operator === "<=" || operator === ">=" };
    if (operator === ">" || operator === ">=") low = narrower(low, bound, 1);
    else high = narrower(high, bound, -1);
    served.push(condition);
  }
  return { low, high, served };
}

function isEmpty({ low, high }: Range): boolean {
  const order = compareIndexValues(low.value, high.value);
  return order > 0 || (order === 0 && !(low.inclusive && high.inclusive));
}

function narrower(a: RangeBound, b: RangeBound, sign: 1 | -1): RangeBound {
  const order = compareIndexValues(a.value, b.value) * sign;
  return order > 0 || (order === 0 && !a.inclusive) ? a : b;
}

/** The scan of an entry access, forwards, of at most `limit` entries. */
export function scanOf({ entries, scan }: EntryAccess, limit: number): EntryScan {
  const { orders } = entriesKey(entries);
  // Each property once: spread objects cost more than the look-up.
  const { terms, from, to } = scan;
  return { entries: entries.id, orders, terms, from, to, reverse: false, limit };
}
