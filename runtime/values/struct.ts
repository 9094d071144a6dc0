import { Boxed, defineKind, type PlainStruct, type Value } from "./value.js";

// The prototype of plain structs: nothing is inherited, and yet V8 keeps their hidden classes (objects whose
// prototype is null itself are slow dictionaries).
const structPrototype: object = Object.create(null);

// biome-ignore lint/complexity/useArrowFunction: a constructor is needed, so that instances share hidden classes
const StructConstructor = function () {} as unknown as new () => { [key: string]: Value };
StructConstructor.prototype = structPrototype;

/**
 * An FQL object. Most are plain JS objects; those with a key that JS would move or treat specially (`"1"`,
 * `__proto__`) keep their order in an `OrderedStruct`. Only the functions below tell the two apart. engine §1
 */
export type Struct = PlainStruct | OrderedStruct;

export class OrderedStruct extends Boxed {
  constructor(readonly fields: ReadonlyMap<string, Value>) {
    super();
  }
}
defineKind(OrderedStruct, "Object");

export function isStruct(value: unknown): value is Struct {
  return value instanceof StructConstructor || value instanceof OrderedStruct;
}

/** True where a plain JS object keeps `key` in its place and means nothing by it. */
export function isPlainKey(key: string): boolean {
  const first = key.charCodeAt(0);
  return !(first >= 48 && first <= 57 && isIntegerLike(key)) && key !== "__proto__";
}

function isIntegerLike(key: string): boolean {
  const n = Number(key);
  return Number.isInteger(n) && n >= 0 && n < 4294967295 && String(n) === key;
}

/** The function whose instances are plain structs: emitted record constructors share its prototype. */
export function newPlainStruct(): { [key: string]: Value } {
  return new StructConstructor();
}

export { structPrototype };

/** The struct of these fields, in order; of a repeated key the first place and the last value. spec/05 §2 */
export function structOf(entries: Iterable<readonly [string, Value]>): Struct {
  const plain = newPlainStruct();
  let fields: Map<string, Value> | undefined;
  for (const [key, value] of entries) {
    if (fields !== undefined) fields.set(key, value);
    else if (isPlainKey(key)) plain[key] = value;
    else fields = new Map<string, Value>(Object.entries(plain)).set(key, value);
  }
  return fields === undefined ? plain : new OrderedStruct(fields);
}

/** The struct of these keys, all different, without those that have no value. */
export function structFrom(keys: readonly string[], fieldOf: (key: string) => Value | undefined): Struct {
  if (!keys.every(isPlainKey)) {
    const entries = keys.map((key) => [key, fieldOf(key)] as const);
    return structOf(entries.filter((entry): entry is readonly [string, Value] => entry[1] !== undefined));
  }
  const plain = newPlainStruct();
  for (let i = 0; i < keys.length; i++) {
    const value = fieldOf(keys[i]!);
    if (value !== undefined) plain[keys[i]!] = value;
  }
  return plain;
}

/** Plain objects of more fields are copied several times as slowly as maps. */
const MOST_PLAIN = 64;

/** The fields of `first`, overwritten and followed by those of `second`. */
export function structAssign(first: Struct, second: Struct): Struct {
  if (first instanceof OrderedStruct || second instanceof OrderedStruct || structSize(first) > MOST_PLAIN) {
    return orderedAssign(first, second);
  }
  return Object.assign(newPlainStruct(), first, second);
}

/** The same, in the form to which fields can be added in place. */
export function orderedAssign(first: Struct, second: Struct): OrderedStruct {
  const fields = new Map(first instanceof OrderedStruct ? first.fields : structEntries(first));
  for (const [key, value] of structEntries(second)) fields.set(key, value);
  return new OrderedStruct(fields);
}

/** Adds fields to a struct that nobody else has seen. */
export function extendStruct(own: OrderedStruct, more: Struct): void {
  for (const [key, value] of structEntries(more)) (own.fields as Map<string, Value>).set(key, value);
}

export function structGet(struct: Struct, key: string): Value | undefined {
  return struct instanceof OrderedStruct ? struct.fields.get(key) : (struct as PlainStruct)[key];
}

export function structHas(struct: Struct, key: string): boolean {
  return structGet(struct, key) !== undefined;
}

export function structKeys(struct: Struct): readonly string[] {
  return struct instanceof OrderedStruct ? [...struct.fields.keys()] : Object.keys(struct);
}

export function structValues(struct: Struct): readonly Value[] {
  return struct instanceof OrderedStruct ? [...struct.fields.values()] : Object.values(struct as PlainStruct);
}

export function structEntries(struct: Struct): readonly (readonly [string, Value])[] {
  return struct instanceof OrderedStruct
    ? [...struct.fields.entries()]
    : Object.entries(struct as PlainStruct);
}

export function structSize(struct: Struct): number {
  return struct instanceof OrderedStruct ? struct.fields.size : Object.keys(struct).length;
}
