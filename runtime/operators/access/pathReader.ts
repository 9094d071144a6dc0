import { storedFieldReader } from "../../documents/index.js";
import type { Version } from "../../storage/storage.js";
import { isStruct, structGet, type Value } from "../../values/index.js";

/** What versions store at a path; undefined where there is nothing. */
export function pathReader([name, ...rest]: readonly string[]): (version: Version) => Value | undefined {
  const read = storedFieldReader(name!);
  if (rest.length === 0) return read;
  return (version) => {
    let value = read(version);
    for (const step of rest) {
      value = value !== undefined && isStruct(value) ? structGet(value, step) : undefined;
    }
    return value;
  };
}
