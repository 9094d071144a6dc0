import { newPlainStruct, type PlainStruct, structPrototype, type Value } from "../values/index.js";

/** Makes plain structs of a fixed list of keys from their values in that order. */
export type RecordConstructor = (values: readonly Value[]) => PlainStruct;

/**
 * The constructor of records with these keys: distinct, and plain (`isPlainKey`). Emitted as JS where the host allows
 * it, so that all records of one site share a hidden class; a loop where it does not. engine §6
 */
export function recordConstructor(keys: readonly string[]): RecordConstructor {
  return emittedConstructor(keys) ?? loopingConstructor(keys);
}

function loopingConstructor(keys: readonly string[]): RecordConstructor {
  return (values) => {
    const record = newPlainStruct();
    for (let i = 0; i < keys.length; i++) record[keys[i]!] = values[i]!;
    return record;
  };
}

function emittedConstructor(keys: readonly string[]): RecordConstructor | undefined {
  if (!hostAllowsEmittedCode()) return undefined;
  const assignments = keys.map((key, i) => `this[${JSON.stringify(key)}] = values[${i}];`).join("\n");
  const make = new Function(
    "prototype",
    `function Record(values) { ${assignments} }
    Record.prototype = prototype;
    return (values) => new Record(values);`,
  );
  return make(structPrototype) as RecordConstructor;
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
