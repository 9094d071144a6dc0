import { type EntriesSchema, plainPath } from "../../../compiler/index.js";
import type { Collection } from "../../call/index.js";
import { type ComparePositions, entryOrder } from "../../storage/entryOrder.js";
import { elementFields } from "./elementFields.js";

/** What an index holds, as the optimizer looks at it. */
export interface IndexPaths {
  /** As text; undefined of one that is multi-valued, computed, or goes into an array. */
  readonly terms: readonly (string | undefined)[];
  readonly values: readonly (string | undefined)[];
  /** The values up to the first that is not plain. */
  readonly plainValues: readonly string[];
  readonly compare: ComparePositions;
}

const known = new WeakMap<EntriesSchema, IndexPaths>();

/** Found out once for each index. */
export function indexPaths(collection: Collection, entries: EntriesSchema): IndexPaths {
  let paths = known.get(entries);
  if (paths === undefined) {
    const fields = elementFields(collection);
    const terms = entries.terms.map((field) => plainPath(field, fields));
    const values = entries.values.map((field) => plainPath(field, fields));
    const end = values.indexOf(undefined);
    const plainValues = (end < 0 ? values : values.slice(0, end)) as readonly string[];
    paths = { terms, values, plainValues, compare: entryOrder(entries.values.map(({ order }) => order)) };
    known.set(entries, paths);
  }
  return paths;
}
