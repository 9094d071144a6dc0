import type { Run } from "../call/index.js";
import {
  isPlainKey,
  newPlainStruct,
  OrderedStruct,
  type PlainStruct,
  type Struct,
  structGet,
  structPrototype,
  type Value,
} from "../values/index.js";
import type { Code } from "./layout.js";
import { type Operand, operandValue } from "./operand.js";

/**
 * Code that makes records of these keys — distinct, and plain (`isPlainKey`) — from their values, in that
 * order. Emitted as JS where the host allows it, so that all records of one site share a hidden class and nothing
 * is allocated besides them; a loop where it does not. engine §6
 */
export function recordCode(keys: readonly string[], values: readonly Operand[]): Code {
  return emittedRecordCode(keys, values) ?? loopingRecordCode(keys, values);
}

function loopingRecordCode(keys: readonly string[], values: readonly Operand[]): Code {
  return (run, frame) => {
    const record = newPlainStruct();
    for (let i = 0; i < keys.length; i++) record[keys[i]!] = operandValue(values[i]!, run, frame);
    return record;
  };
}

type Read = (operand: Operand, run: Run, frame: Value[]) => Value;
type Maker = (
  prototype: object,
  read: Read,
  values: readonly Operand[],
) => (run: Run, frame: Value[]) => Value;

const makers = new Map<string, Maker>();
const MOST_MAKERS = 1000;

function emittedRecordCode(keys: readonly string[], values: readonly Operand[]): Code | undefined {
  if (!hostAllowsEmittedCode()) return undefined;
  const names = JSON.stringify(keys);
  let maker = makers.get(names);
  if (maker === undefined) {
    maker = emitMaker(keys);
    if (makers.size < MOST_MAKERS) makers.set(names, maker);
  }
  return maker(structPrototype, operandValue, values);
}

/** Emitting takes longer than linking all the rest of a small query: what was emitted once serves all sites. */
function emitMaker(keys: readonly string[]): Maker {
  const parameters = keys.map((_key, i) => `v${i}`).join(", ");
  const assignments = keys.map((key, i) => `this[${JSON.stringify(key)}] = v${i};`).join(" ");
  const calls = keys.map((_key, i) => `read(c${i}, run, frame)`).join(", ");
  const codes = keys.map((_key, i) => `c${i} = values[${i}]`).join(", ");
  return new Function(
    "prototype",
    "read",
    "values",
    `${codes === "" ? "" : `const ${codes};`}
    function Record(${parameters}) { ${assignments} }
    Record.prototype = prototype;
    return (run, frame) => new Record(${calls});`,
  ) as Maker;
}

type Reader = (struct: Struct) => Value | undefined;

const readers = new Map<string, Reader>();

/**
 * What an object has under a key. Reading by a name that is written in the code is several times as fast as by one in a
 * variable, so the reader of a key is emitted, once.
 */
export function structReader(key: string): Reader {
  let reader = readers.get(key);
  if (reader === undefined) {
    reader = makeReader(key);
    if (readers.size < MOST_MAKERS) readers.set(key, reader);
  }
  return reader;
}

function makeReader(key: string): Reader {
  if (!isPlainKey(key) || !hostAllowsEmittedCode()) return (struct) => structGet(struct, key);
  const read = new Function("struct", `return struct[${JSON.stringify(key)}];`) as (
    struct: PlainStruct,
  ) => Value | undefined;
  return (struct) => (struct instanceof OrderedStruct ? struct.fields.get(key) : read(struct));
}

let allowed: boolean | undefined;

/** Pages with a strict content policy and some edge workers forbid `new Function`. */
function hostAllowsEmittedCode(): boolean {
  if (allowed === undefined) {
    try {
      new Function("");
      allowed = true;
    } catch {
      allowed = false;
    }
  }
  return allowed;
}
