import { storedData, storedField, timestampOf } from "../documents/index.js";
import type { Version } from "../storage/storage.js";
import { termsKey } from "../storage/termsKey.js";
import { Id, isStruct, Null, structGet, type Value } from "../values/index.js";
import type { WatchedSource } from "./eventSource.js";
import type { SourceChange } from "./sourceChanges.js";

type Path = readonly (string | number)[];

/** Whether a change concerns the fields of `eventsOn`. spec/08 §9.4, step 2 */
export function concernsWatched(watched: WatchedSource["watched"], change: SourceChange): boolean {
  if (watched.length === 0) return true;
  const { kind, before, after } = change;
  if (kind === "delete") return watched.every((path) => fieldAt(before, path) !== undefined);
  return watched.some((path) => !sameField(fieldAt(before, path), fieldAt(after, path)));
}

function sameField(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return termsKey([a]) === termsKey([b]);
}

/** A stored field or metadata; paths lead into no other document. Undefined where it is null or not there. */
function fieldAt(version: Version | undefined, path: Path): Value | undefined {
  if (version === undefined) return undefined;
  const [first, ...rest] = path;
  let value = typeof first === "string" ? rootField(version, first) : undefined;
  for (const element of rest) value = step(value, element);
  return value instanceof Null ? undefined : value;
}

function rootField(version: Version, name: string): Value | undefined {
  switch (name) {
    case "id":
      return new Id(version.$id);
    case "ts":
      return timestampOf(version);
    case "ttl":
      return version.$ttl;
    case "data":
      return storedData(version);
    default:
      return storedField(version, name);
  }
}

function step(value: Value | undefined, element: string | number): Value | undefined {
  if (typeof element === "number") {
    return Array.isArray(value) ? (value as readonly Value[])[element] : undefined;
  }
  return isStruct(value) ? structGet(value, element) : undefined;
}
