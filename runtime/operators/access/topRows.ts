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
import { pathReader } from "./pathReader.js";
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
  const keys = chain.backward ? undefined : sortKeys(chain, accessors, sort.directions);
  // An id is no field of a version.
  if (keys === undefined || keys.some(({ path }) => path[0] === "id")) return undefined;
  const isFewer = chain.filters.length > 0 && wayTo(run, chain, run.limits.setElements, false) !== undefined;
  if (isFewer) return undefined;
  const isSingle = keys.length === 1;
  const signs = keys.map(({ direction }) => (direction === "asc" ? 1 : -1));
  const compare = (a: Row, b: Row): number => {
    for (let i = 0; i < signs.length; i++) {
      const order = compareTotal(a.keys[i]!, b.keys[i]!);
      if (order !== 0) return order * signs[i]!;
    }
    return compareIds(a.id, b.id);
  };
  const least = new Least<Row>(limit, compare);
  const [firstReader, ...otherReaders] = keys.map(({ path }) => keyReader(path));
  const [sign] = signs;
  let rows = 0;
  let bound: Row | undefined;
  let boundKey: Value = NULL;
  const isVisited = visitMatches(run, chain, (version) => {
    rows++;
    const first = firstReader!(version);
    if (bound !== undefined) {
      // Most rows are told by their first key, and the others of a single key by their id.
      const order =
        typeof first === "number" && typeof boundKey === "number"
          ? first - boundKey
          : compareTotal(first, boundKey);
      if (order * sign! > 0) return;
      if (order === 0 && isSingle && compareIds(version.$id, bound.id) > 0) return;
    }
    least.add({ id: version.$id, keys: [first, ...otherReaders.map((read) => read(version))] });
    bound = least.bound;
    if (bound !== undefined) boundKey = bound.keys[0]!;
  });
  if (!isVisited || rows > run.limits.setElements) return undefined;
  return least.sorted().map(({ id }) => new DocumentValue(collection.id, id));
}

function keyReader(path: readonly string[]): (version: Version) => Value {
  const read = pathReader(path);
  return (version) => read(version) ?? NULL;
}
