import type { IndexedSort } from "../../../compiler/index.js";
import type { Run } from "../../call/index.js";
import type { Version } from "../../storage/storage.js";
import {
  compareIds,
  compareTotal,
  DocumentValue,
  type FunctionValue,
  NULL,
  type SetValue,
  type Value,
} from "../../values/index.js";
import { sortKeys } from "../indexedSort.js";
import { Least } from "../least.js";
import { takeApart } from "./chain.js";
import { valueAt } from "./valueAt.js";
import { visitMatches } from "./visitMatches.js";
import { wayTo } from "./way.js";

interface Row {
  readonly id: string;
  readonly keys: readonly Value[];
}

/**
 * The first documents of a sort, whose keys are read in stored versions: no document value is made of the others.
 * Undefined where an index finds the few that are to be sorted, where keys are more than stored fields, or where there are
 * more than `order` takes.
 */
export function topRows(
  run: Run,
  { sort, steps, documents }: IndexedSort,
  sorted: SetValue,
  limit: number,
): readonly Value[] | undefined {
  const collection = run.schema.collection(documents.collection);
  if (collection?.definition === undefined || sorted.at !== undefined) return undefined;
  const [input, ...accessors] = sorted.slots as readonly [SetValue, ...FunctionValue[]];
  const chain = takeApart(input, steps, collection, false);
  const keys = chain.backward ? undefined : sortKeys(run, chain, accessors, sort.directions);
  // An id is no field of a version.
  if (keys === undefined || keys.some(({ path }) => path[0] === "id")) return undefined;
  if (chain.filters.length > 0 && wayTo(run, chain, run.limits.setElements) !== undefined) return undefined;
  const isSingle = keys.length === 1;
  const signs = keys.map(({ direction }) => (direction === "asc" ? 1 : -1));
  const keyOf = (version: Version, i: number): Value => valueAt(version, keys[i]!.path) ?? NULL;
  const compare = (a: Row, b: Row): number => {
    for (let i = 0; i < signs.length; i++) {
      const order = compareTotal(a.keys[i]!, b.keys[i]!);
      if (order !== 0) return order * signs[i]!;
    }
    return compareIds(a.id, b.id);
  };
  const least = new Least<Row>(limit, compare);
  let rows = 0;
  const isVisited = visitMatches(run, chain, (version) => {
    rows++;
    const { bound } = least;
    const first = keyOf(version, 0);
    if (bound !== undefined) {
      // Most rows are told by their first key, and the others of a single key by their id.
      const order = compareTotal(first, bound.keys[0]!) * signs[0]!;
      if (order > 0 || (order === 0 && isSingle && compareIds(version.$id, bound.id) > 0)) return;
    }
    least.add({ id: version.$id, keys: keys.map((_key, i) => (i === 0 ? first : keyOf(version, i))) });
  });
  if (!isVisited || rows > run.limits.setElements) return undefined;
  return least.sorted().map(({ id }) => new DocumentValue(collection.id, id));
}
