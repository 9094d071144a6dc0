import type { FieldKind, SortDirection } from "../../../compiler/index.js";
import type { Collection, Run } from "../../call/index.js";
import {
  type AccessPath,
  accessPaths,
  type Candidate,
  candidatesOf,
  entryPaths,
  equalValues,
} from "./access.js";
import type { Bound } from "./boundCondition.js";
import { type Chain, conditionsOf, isWholeCollection, readsRowsAsStored } from "./chain.js";
import { chooseAccess } from "./choose.js";
import { elementFields } from "./elementFields.js";

/** Kinds that indexes and `order` sort alike. engine §2 */
const ALIKE: ReadonlySet<FieldKind> = new Set(["Integer", "Double", "Boolean", "Time", "Date", "Null"]);

/** A key of `order`: the path of stored fields that it reads. */
export interface SortKey {
  readonly path: readonly string[];
  readonly direction: SortDirection;
}

/** Entries of one terms tuple, in the order wanted but for ties. */
export interface OrderedAccess {
  readonly path: AccessPath;
  readonly reverse: boolean;
  /** Entries that have so many values in common tie. */
  readonly keyLength: number;
  /** True where every document found passes the filters. */
  readonly isExact: boolean;
}

/**
 * The index that lists what passes the filters in the order of the keys, and then of ids.
 *
 * @param isPartial true where only the first rows are wanted: then filters that the index does not settle may stay
 */
export function orderedAccess(
  run: Run,
  chain: Chain,
  keys: readonly SortKey[],
  isPartial: boolean,
): OrderedAccess | undefined {
  const { filters, source, collection } = chain;
  if (keys.length === 0 || run.transaction.hasWrites || chain.backward || !isWholeCollection(source))
    return undefined;
  if (!readsRowsAsStored(run, [source, ...filters]) || !keys.every((key) => sortsAlike(collection, key))) {
    return undefined;
  }
  const { usable, areAll, areTotal, determined } = conditionsOf(run, chain);
  if (!areTotal || determined !== undefined) return undefined;
  for (const candidate of candidatesOf(collection)) {
    const ordered = pathInOrder(run, collection, candidate, keys, usable);
    if (ordered === undefined) continue;
    const isExact = areAll && usable.every((condition) => ordered.path.served.has(condition));
    if (isExact || (isPartial && !hasOwnIndex(run, collection, usable))) return { ...ordered, isExact };
  }
  return undefined;
}

function sortsAlike(collection: Collection, { path }: SortKey): boolean {
  const kinds = elementFields(collection).kindsOf(path);
  if (kinds === undefined || ![...kinds].every((kind) => ALIKE.has(kind))) return false;
  // Long against Double: an index compares them exactly.
  return !(kinds.has("Integer") && kinds.has("Double"));
}

/** Filters that an index serves are few rows: sorting those is less than looking for them in another order. */
function hasOwnIndex(run: Run, collection: Collection, conditions: readonly Bound[]): boolean {
  const paths = accessPaths(run, collection, conditions);
  return chooseAccess(run, collection.id, paths, run.limits.setElements) !== undefined;
}

/** The values of the index are those given by `==`, then the keys, all in their directions or all in the opposite ones. */
function pathInOrder(
  run: Run,
  collection: Collection,
  candidate: Candidate,
  keys: readonly SortKey[],
  conditions: readonly Bound[],
): Omit<OrderedAccess, "isExact"> | undefined {
  const { name, entries, terms, values } = candidate;
  const equal = equalValues(run, collection, candidate, conditions);
  const keyLength = equal + keys.length;
  const reverse = entries.values[equal]?.order !== keys[0]!.direction;
  const fits = keys.every(
    ({ path, direction }, i) =>
      values[equal + i] === path.join(".") && (entries.values[equal + i]!.order !== direction) === reverse,
  );
  if (!fits) return undefined;
  const [path] = entryPaths(run, collection, candidate, conditions);
  if (path !== undefined) return path.accesses.length <= 1 ? { path, reverse, keyLength } : undefined;
  if (terms.length > 0) return undefined;
  const scan = { terms: [], from: undefined, to: undefined };
  const accesses = [{ kind: "entries", name, entries, scan }] as const;
  return { path: { accesses, served: new Set(), areDisjoint: true }, reverse, keyLength };
}
