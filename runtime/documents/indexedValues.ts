import { type IndexField, QueryFailure } from "../../compiler/index.js";
import type { PathElement } from "../../grammar/index.js";
import {
  attempt,
  type Collection,
  type ComputedField,
  callFunction1,
  NO_ACCESS,
  type Run,
} from "../call/index.js";
import type { Version } from "../storage/storage.js";
import { termsKey } from "../storage/termsKey.js";
import { Id, isStruct, NULL, structGet, type Value } from "../values/index.js";
import { CapturedDocument } from "./captured.js";
import { timestampOf } from "./readField.js";
import { storableOrNothing } from "./storable.js";
import { storedData, storedField } from "./version.js";

/** A version whose index entries are made. */
export interface Indexed {
  readonly run: Run;
  readonly collection: Collection;
  readonly version: Version;
}

/** The values that a document has at a field of an index: one, or with `mva` one or more. spec/06b §2 */
export function indexedValues(indexed: Indexed, field: IndexField): readonly Value[] {
  const value = indexedValue(indexed, field);
  return field.mva ? multipleValues(value) : [value];
}

/** The value at a field of an index as it stands, arrays as one; null where there is none. */
export function indexedValue(indexed: Indexed, field: IndexField): Value {
  if (isOwnId(field)) return new Id(indexed.version.$id);
  const found = valueAtPath(indexed, field.path.elements);
  return found === undefined ? NULL : (storableOrNothing(found) ?? NULL);
}

/** `.id`: the only ID that entries hold; others cannot be stored. */
export function isOwnId({ path }: IndexField): boolean {
  const [first] = path.elements;
  return path.elements.length === 1 && first?.kind === "field" && first.name === "id";
}

/** An array flattened, without objects and duplicates; null if nothing is left. */
function multipleValues(value: Value): readonly Value[] {
  const distinct = new Map(scalarsIn(value).map((each) => [termsKey([each]), each]));
  return distinct.size === 0 ? [NULL] : [...distinct.values()];
}

function scalarsIn(value: Value): readonly Value[] {
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(scalarsIn);
  return isStruct(value) ? [] : [value];
}

function valueAtPath(indexed: Indexed, path: readonly PathElement[]): Value | undefined {
  const first = path[0];
  if (first?.kind !== "field") return undefined;
  let value = rootValue(indexed, first.name);
  for (let i = 1; i < path.length && value !== undefined; i++) value = step(value, path[i]!);
  return value;
}

/** Paths never lead into another document. spec/06b §2.1 */
function step(value: Value, element: PathElement): Value | undefined {
  if (element.kind === "index") {
    return Array.isArray(value) ? (value as readonly Value[])[element.index] : undefined;
  }
  return isStruct(value) ? structGet(value, element.name) : undefined;
}

function rootValue(indexed: Indexed, name: string): Value | undefined {
  const { collection, version } = indexed;
  const computed = collection.computedFields.get(name);
  if (computed !== undefined) return computedForIndex(indexed, computed);
  switch (name) {
    case "id":
      return undefined;
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

/** Runs on the document's own data, in a pure context and without any privilege; undefined if it fails. spec/06 §7.1 */
function computedForIndex({ run, collection, version }: Indexed, computed: ComputedField): Value | undefined {
  const document = new CapturedDocument(collection.id, version.$id, version, true);
  const result = attempt(run, () =>
    run.accessing(NO_ACCESS, () =>
      run.limited("pure", "index bindings", () => callFunction1(run, computed.body, document)),
    ),
  );
  return result instanceof QueryFailure ? undefined : result;
}
