import type { ElementFields } from "../../../compiler/index.js";
import type { Collection, LambdaCode } from "../../call/index.js";
import { elementFields } from "./elementFields.js";

/** What is found out of a piece of code over the documents of a collection, once for the two. */
export function perCode<T>(
  find: (code: LambdaCode, fields: ElementFields) => T,
): (code: LambdaCode, collection: Collection) => T {
  const known = new WeakMap<LambdaCode, Map<Collection, T>>();
  return (code, collection) => {
    let byCollection = known.get(code);
    if (byCollection === undefined) {
      byCollection = new Map();
      known.set(code, byCollection);
    }
    let found = byCollection.get(collection);
    if (found === undefined) {
      found = find(code, elementFields(collection));
      byCollection.set(collection, found);
    }
    return found;
  };
}
