import type { Run } from "../call/index.js";
import type { Version } from "../storage/storage.js";
import {
  hostAllowsEmittedCode,
  isPlainKey,
  newPlainStruct,
  OrderedStruct,
  propertyReader,
  type Struct,
  structGet,
  structPrototype,
  type Value,
} from "../values/index.js";

/** Makes a record, perhaps out of the version of a document that is at hand. */
export type RecordCode<Result = Value> = (run: Run, frame: Value[], version?: Version) => Result;

/** Makes one value of a record, of what was linked for it. */
type Read<Part, Result> = (part: Part, run: Run, frame: Value[], version: Version | undefined) => Result;

/** What records are: FQL objects, or JS objects of an answer. */
type Form = "struct" | "object";

/**
 * Code that makes records of these keys — distinct, and plain (`isPlainKey`) — from their values, in that
 * order. Emitted as JS where the host allows it, so that all records of one site share a hidden class and nothing
 * is allocated besides them; a loop where it does not. engine §6
 */
export function recordCode<Part>(
  keys: readonly string[],
  parts: readonly Part[],
  read: Read<Part, Value>,
): RecordCode {
  return codeOf("struct", keys, parts, read) as RecordCode;
}

/** The same, of JS objects for an answer. */
export function objectRecordCode<Part>(
  keys: readonly string[],
  parts: readonly Part[],
  read: Read<Part, unknown>,
): RecordCode<unknown> {
  return codeOf("object", keys, parts, read);
}

function codeOf<Part>(
  form: Form,
  keys: readonly string[],
  parts: readonly Part[],
  read: Read<Part, unknown>,
): RecordCode<unknown> {
  return emittedRecordCode(form, keys, parts, read) ?? loopingRecordCode(form, keys, parts, read);
}

function loopingRecordCode<Part>(
  form: Form,
  keys: readonly string[],
  parts: readonly Part[],
  read: Read<Part, unknown>,
): RecordCode<unknown> {
  return (run, frame, version) => {
    const record: Record<string, unknown> = form === "struct" ? newPlainStruct() : {};
    for (let i = 0; i < keys.length; i++) record[keys[i]!] = read(parts[i]!, run, frame, version);
    return record;
  };
}

type Maker = (prototype: object, read: unknown, parts: readonly unknown[]) => RecordCode<unknown>;

const makers = new Map<string, Maker>();
const MOST_MAKERS = 1000;

function emittedRecordCode<Part>(
  form: Form,
  keys: readonly string[],
  parts: readonly Part[],
  read: Read<Part, unknown>,
): RecordCode<unknown> | undefined {
  if (!hostAllowsEmittedCode()) return undefined;
  const names = `${form} ${JSON.stringify(keys)}`;
  let maker = makers.get(names);
  if (maker === undefined) {
    maker = emitMaker(keys);
    if (makers.size < MOST_MAKERS) makers.set(names, maker);
  }
  return maker(form === "struct" ? structPrototype : Object.prototype, read, parts);
}

/** Emitting takes longer than linking all the rest of a small query: what was emitted once serves all sites. */
function emitMaker(keys: readonly string[]): Maker {
  const parameters = keys.map((_key, i) => `v${i}`).join(", ");
  const assignments = keys.map((key, i) => `this[${JSON.stringify(key)}] = v${i};`).join(" ");
  const calls = keys.map((_key, i) => `read(p${i}, run, frame, version)`).join(", ");
  const names = keys.map((_key, i) => `p${i} = parts[${i}]`).join(", ");
  return new Function(
    "prototype",
    "read",
    "parts",
    `${names === "" ? "" : `const ${names};`}
    function Record(${parameters}) { ${assignments} }
    Record.prototype = prototype;
    return (run, frame, version) => new Record(${calls});`,
  ) as Maker;
}

/** What an object has under a key. */
export function structReader(key: string): (struct: Struct) => Value | undefined {
  if (!isPlainKey(key)) return (struct) => structGet(struct, key);
  const read = propertyReader(key);
  return (struct) => (struct instanceof OrderedStruct ? struct.fields.get(key) : read(struct));
}
