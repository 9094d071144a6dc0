import { isTotalProjection, keyPath, type Shape } from "../../../compiler/index.js";
import { type Collection, Lambda, type Run } from "../../call/index.js";
import type { FunctionValue, SetValue } from "../../values/index.js";
import { readsRowsAsStored } from "./chain.js";
import { perCode } from "./perCode.js";

const isTotal = perCode(({ ir }, fields) => ir !== undefined && isTotalProjection(ir, fields));

/** True of a `map` over documents that may be left out: it cannot fail, and shows nothing. engine §4 */
export function isTotalMapper(run: Run, set: SetValue): boolean {
  const mapper = set.slots[1];
  const collection = elementsOf(run, set.slots[0] as SetValue);
  if (!(mapper instanceof Lambda) || collection === undefined || !readsRowsAsStored(run, [set])) return false;
  return isTotal(mapper.code, collection);
}

/** The same of a key of `order`. */
export function isTotalKey(run: Run, set: SetValue, key: FunctionValue): boolean {
  const collection = elementsOf(run, set.slots[0] as SetValue);
  if (collection === undefined || !readsRowsAsStored(run, [set])) return false;
  return keyPathOf(collection, key) !== undefined;
}

const pathOf = perCode(({ ir }, fields) => ir && keyPath(ir, fields));

/** The path of stored fields that a key of `order` reads; undefined of any other. */
export function keyPathOf(collection: Collection, key: FunctionValue): readonly string[] | undefined {
  return key instanceof Lambda ? pathOf(key.code, collection) : undefined;
}

/** The collection whose documents a set holds, in the present; undefined where it may hold something else. */
export function elementsOf(run: Run, set: SetValue): Collection | undefined {
  const { operator } = set.shape as Shape;
  switch (operator.kind) {
    case "documents":
    case "indexScan": {
      const collection = run.schema.collection(operator.collection);
      return set.at === undefined && collection?.definition !== undefined ? collection : undefined;
    }
    case "filter":
    case "sort":
    case "reverse":
    case "pageSize":
    case "take":
    case "drop":
    case "distinct":
      return elementsOf(run, set.slots[0] as SetValue);
    default:
      return undefined;
  }
}
