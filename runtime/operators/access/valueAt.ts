import { storedField } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import { isStruct, structGet, type Value } from "../../values/index.js";

/** What a version stores at a path; undefined where there is nothing. */
export function valueAt(version: Version, path: readonly string[]): Value | undefined {
  let value = storedField(version, path[0]!);
  for (let i = 1; i < path.length; i++) {
    value = value !== undefined && isStruct(value) ? structGet(value, path[i]!) : undefined;
  }
  return value;
}
