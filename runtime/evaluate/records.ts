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

/** What records are: FQL objects, or JS objects of an answer. */
export type RecordForm = "struct" | "object";

/** How one value of a record is made. */
export interface RecordPart<Result> {
  readonly make: RecordCode<Result>;
  /** The property of the version that is the value wherever it is a string or a number: most are, and need no call. */
  readonly property?: string | undefined;
}

/**
 * Code that makes records of these keys — distinct, and plain (`isPlainKey`) — from their values, in that
 * order. Emitted as JS where the host allows it, so that all records of one site share a hidden class and nothing
 * is allocated besides them; a loop where it does not. engine §6
 */
export function recordCode<Result>(
  form: RecordForm,
  keys: readonly string[],
  parts: readonly RecordPart<Result>[],
): RecordCode<Result> {
  const code = hostAllowsEmittedCode()
    ? emittedRecordCode(form, keys, parts)
    : loopingRecordCode(form, keys, parts);
  return code as RecordCode<Result>;
}

function loopingRecordCode(
  form: RecordForm,
  keys: readonly string[],
  parts: readonly RecordPart<unknown>[],
): RecordCode<unknown> {
  return (run, frame, version) => {
    const record: Record<string, unknown> = form === "struct" ? newPlainStruct() : {};
    for (let i = 0; i < keys.length; i++) record[keys[i]!] = parts[i]!.make(run, frame, version);
    return record;
  };
}

type Maker = (prototype: object, makes: readonly RecordCode<unknown>[]) => RecordCode<unknown>;

const makers = new Map<string, Maker>();
const MOST_MAKERS = 1000;

function emittedRecordCode(
  form: RecordForm,
  keys: readonly string[],
  parts: readonly RecordPart<unknown>[],
): RecordCode<unknown> {
  const properties = parts.map(({ property }) => property);
  const names = JSON.stringify([form, keys, properties]);
  let maker = makers.get(names);
  if (maker === undefined) {
    maker = emitMaker(keys, properties);
    if (makers.size < MOST_MAKERS) makers.set(names, maker);
  }
  return maker(
    form === "struct" ? structPrototype : Object.prototype,
    parts.map(({ make }) => make),
  );
}

/** Emitting takes longer than linking all the rest of a small query: what was emitted once serves all sites. */
function emitMaker(keys: readonly string[], properties: readonly (string | undefined)[]): Maker {
  const each = (text: (i: number) => string, separator: string) =>
    keys.map((_, i) => text(i)).join(separator);
  const value = (i: number) => {
    const made = `m${i}(run, frame, version)`;
    return properties[i] === undefined
      ? made
      : `typeof (v = version[${JSON.stringify(properties[i])}]) === "string" || typeof v === "number" ? v : ${made}`;
  };
  return new Function(
    "prototype",
    "makes",
    `const [${each((i) => `m${i}`, ", ")}] = makes;
    function Record(${each((i) => `v${i}`, ", ")}) { ${each((i) => `this[${JSON.stringify(keys[i])}] = v${i};`, " ")} }
    Record.prototype = prototype;
    return (run, frame, version) => { let v; return new Record(${each(value, ", ")}); };`,
  ) as Maker;
}

/** What an object has under a key. */
export function structReader(key: string): (struct: Struct) => Value | undefined {
  if (!isPlainKey(key)) return (struct) => structGet(struct, key);
  const read = propertyReader(key);
  return (struct) => (struct instanceof OrderedStruct ? struct.fields.get(key) : read(struct));
}
