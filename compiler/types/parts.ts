import { isValueOf, literalKey, type SingletonValue } from "./literal.js";
import type { VariableState } from "./type.js";

/**
 * A type as a set of parts, joined at a polarity: in output position (true) what it may be, in input position what
 * it must be. The form in which types are merged and simplified before they are printed. spec/03 §7.1
 */
export interface Parts {
  readonly any: boolean;
  readonly never: boolean;
  readonly poisoned: boolean;
  readonly variables: ReadonlySet<Unknown>;
  readonly overloads: readonly (readonly Parts[])[];
  readonly singletons: ReadonlyMap<string, SingletonValue>;
  /** Named types without arguments, and written generics. */
  readonly ids: ReadonlyMap<string, "type" | "generic">;
  readonly named: ReadonlyMap<string, readonly Parts[]>;
  readonly functions: ReadonlyMap<string, FunctionParts>;
  readonly accesses: ReadonlyMap<string, FunctionParts>;
  readonly projection: { readonly projector: Parts; readonly result: Parts } | undefined;
  readonly record: RecordParts | undefined;
  readonly interface: ReadonlyMap<string, Parts> | undefined;
  readonly tuples: ReadonlyMap<number, readonly Parts[]>;
  readonly differences: readonly Parts[];
  /** True if no variable and no difference stands anywhere inside: nothing is left to be found out. */
  readonly isGround: boolean;
}

/** A variable of the checker, or one that stands for a recursive type. */
export type Unknown = VariableState | Recursion;

export interface Recursion {
  readonly id: string;
  /** Undefined until the parts that it stands for are known. */
  body: Parts | undefined;
}

export interface FunctionParts {
  readonly names: readonly (string | undefined)[];
  readonly parameters: readonly Parts[];
  readonly variadic: Parts | undefined;
  readonly variadicName: string | undefined;
  readonly result: Parts;
}

export interface RecordParts {
  readonly fields: ReadonlyMap<string, Parts>;
  readonly wildcard: Parts | undefined;
}

const NO_ENTRIES = new Map<never, never>();

export const NO_PARTS: Parts = {
  any: false,
  never: false,
  poisoned: false,
  variables: new Set(),
  overloads: [],
  singletons: NO_ENTRIES,
  ids: NO_ENTRIES,
  named: NO_ENTRIES,
  functions: NO_ENTRIES,
  accesses: NO_ENTRIES,
  projection: undefined,
  record: undefined,
  interface: undefined,
  tuples: NO_ENTRIES,
  differences: [],
  isGround: true,
};

/** Both in one: a union in output position, an intersection in input position. */
export function mergeParts(a: Parts, b: Parts, polarity: boolean): Parts {
  const same = (x: Parts, y: Parts) => mergeParts(x, y, polarity);
  const { singletons, ids } = absorbed(
    mergeMaps(a.singletons, b.singletons, (literal) => literal),
    mergeMaps(a.ids, b.ids, (kind) => kind),
    polarity,
  );
  return {
    any: polarity ? a.any || b.any : a.any && b.any,
    never: polarity ? a.never && b.never : a.never || b.never,
    poisoned: polarity ? a.poisoned && b.poisoned : a.poisoned || b.poisoned,
    variables: mergeSets(a.variables, b.variables),
    overloads: mergeArrays(a.overloads, b.overloads),
    singletons,
    ids,
    named: mergeMaps(a.named, b.named, (x, y) => mergeLists(x, y, same)),
    functions: mergeMaps(a.functions, b.functions, (x, y) => mergeFunctions(x, y, polarity)),
    accesses: mergeMaps(a.accesses, b.accesses, (x, y) => mergeFunctions(x, y, polarity)),
    projection: mergeOptional(a.projection, b.projection, (x, y) => ({
      projector: mergeParts(x.projector, y.projector, !polarity),
      result: same(x.result, y.result),
    })),
    record: mergeOptional(a.record, b.record, (x, y) => mergeRecords(x, y, polarity)),
    interface: mergeOptional(a.interface, b.interface, (x, y) => mergeFields(x, y, polarity)),
    tuples: mergeMaps(a.tuples, b.tuples, (x, y) => mergeLists(x, y, same)),
    differences: mergeArrays(a.differences, b.differences),
    isGround: a.isGround && b.isGround,
  };
}

/** In output position a literal vanishes in its type; in input position it is all that is left. */
function absorbed(
  singletons: Parts["singletons"],
  ids: Parts["ids"],
  polarity: boolean,
): Pick<Parts, "singletons" | "ids"> {
  if (singletons.size === 0) return { singletons, ids };
  if (!polarity) return { singletons, ids: NO_ENTRIES };
  const types = new Map(ids);
  if (singletons.has("true") && singletons.has("false")) types.set("Boolean", "type");
  if (types.size === 0) return { singletons, ids };
  const names = [...types].filter(([, kind]) => kind === "type").map(([name]) => name);
  const left = [...singletons].filter(([, literal]) => !names.some((name) => isValueOf(literal, name)));
  return { singletons: new Map(left), ids: types };
}

function mergeSets<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): ReadonlySet<T> {
  if (a.size === 0) return b;
  return b.size === 0 ? a : new Set([...a, ...b]);
}

function mergeArrays<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...a, ...b];
}

function mergeMaps<K, T>(
  a: ReadonlyMap<K, T>,
  b: ReadonlyMap<K, T>,
  merge: (x: T, y: T) => T,
): ReadonlyMap<K, T> {
  if (a.size === 0) return b;
  if (b.size === 0) return a;
  const merged = new Map(a);
  for (const [key, value] of b) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : merge(known, value));
  }
  return merged;
}

function mergeOptional<T>(a: T | undefined, b: T | undefined, merge: (x: T, y: T) => T): T | undefined {
  return a === undefined ? b : b === undefined ? a : merge(a, b);
}

function mergeLists(
  a: readonly Parts[],
  b: readonly Parts[],
  merge: (x: Parts, y: Parts) => Parts,
): readonly Parts[] {
  return a.map((each, index) => merge(each, b[index]!));
}

function mergeFunctions(a: FunctionParts, b: FunctionParts, polarity: boolean): FunctionParts {
  const flipped = (x: Parts, y: Parts) => mergeParts(x, y, !polarity);
  return {
    names: a.names,
    parameters: mergeLists(a.parameters, b.parameters, flipped),
    variadic: mergeOptional(a.variadic, b.variadic, flipped),
    variadicName: a.variadicName,
    result: mergeParts(a.result, b.result, polarity),
  };
}

function mergeRecords(a: RecordParts, b: RecordParts, polarity: boolean): RecordParts {
  const both = mergeOptional(a.wildcard, b.wildcard, (x, y) => mergeParts(x, y, polarity));
  if (!polarity) return { fields: mergeFields(a.fields, b.fields, false), wildcard: both };
  const fields = new Map<string, Parts>();
  for (const name of new Set([...a.fields.keys(), ...b.fields.keys()])) {
    const x = a.fields.get(name) ?? a.wildcard;
    const y = b.fields.get(name) ?? b.wildcard;
    if (x !== undefined && y !== undefined) fields.set(name, mergeParts(x, y, true));
  }
  return { fields, wildcard: a.wildcard === undefined || b.wildcard === undefined ? undefined : both };
}

function mergeFields(
  a: ReadonlyMap<string, Parts>,
  b: ReadonlyMap<string, Parts>,
  polarity: boolean,
): ReadonlyMap<string, Parts> {
  const merge = (x: Parts, y: Parts) => mergeParts(x, y, polarity);
  if (!polarity) return mergeMaps(a, b, merge);
  const fields = new Map<string, Parts>();
  for (const [name, x] of a) {
    const y = b.get(name);
    if (y !== undefined) fields.set(name, merge(x, y));
  }
  return fields;
}

/** False if nothing but variables, literals and names stands there. */
function hasInner(parts: Parts): boolean {
  return (
    parts.overloads.length > 0 ||
    parts.named.size > 0 ||
    parts.functions.size > 0 ||
    parts.accesses.size > 0 ||
    parts.projection !== undefined ||
    parts.record !== undefined ||
    parts.interface !== undefined ||
    parts.tuples.size > 0 ||
    parts.differences.length > 0
  );
}

/** The same parts with those inside of them changed. */
export function mapParts(
  parts: Parts,
  polarity: boolean,
  change: (inner: Parts, polarity: boolean) => Parts,
): Parts {
  if (!hasInner(parts)) return parts;
  let isGround = parts.variables.size === 0 && parts.differences.length === 0;
  const changed = (inner: Parts, at: boolean): Parts => {
    const now = change(inner, at);
    if (!now.isGround) isGround = false;
    return now;
  };
  const same = (inner: Parts) => changed(inner, polarity);
  const flipped = (inner: Parts) => changed(inner, !polarity);
  const { record, projection } = parts;
  const overloads = mapItems(parts.overloads, (members) => members.map(same));
  const named = mapEntries(parts.named, (args) => args.map(same));
  const functions = mapEntries(parts.functions, (each) => mapFunction(each, same, flipped));
  const accesses = mapEntries(parts.accesses, (each) => mapFunction(each, same, flipped));
  const mappedProjection = projection && {
    projector: flipped(projection.projector),
    result: same(projection.result),
  };
  const mappedRecord = record && {
    fields: mapEntries(record.fields, same),
    wildcard: record.wildcard && same(record.wildcard),
  };
  const mappedInterface = parts.interface && mapEntries(parts.interface, same);
  const tuples = mapEntries(parts.tuples, (elements) => elements.map(same));
  const differences = mapItems(parts.differences, same);
  return {
    any: parts.any,
    never: parts.never,
    poisoned: parts.poisoned,
    variables: parts.variables,
    overloads,
    singletons: parts.singletons,
    ids: parts.ids,
    named,
    functions,
    accesses,
    projection: mappedProjection,
    record: mappedRecord,
    interface: mappedInterface,
    tuples,
    differences,
    isGround,
  };
}

function mapFunction(
  each: FunctionParts,
  same: (inner: Parts) => Parts,
  flipped: (inner: Parts) => Parts,
): FunctionParts {
  return {
    names: each.names,
    parameters: each.parameters.map(flipped),
    variadic: each.variadic && flipped(each.variadic),
    variadicName: each.variadicName,
    result: same(each.result),
  };
}

/** Looks at the parts directly inside, each with its polarity. */
export function forEachInner(
  parts: Parts,
  polarity: boolean,
  visit: (inner: Parts, polarity: boolean) => void,
): void {
  if (!hasInner(parts)) return;
  const each = (list: readonly Parts[], at = polarity) => {
    for (const inner of list) visit(inner, at);
  };
  const call = (one: FunctionParts) => {
    each(one.parameters, !polarity);
    if (one.variadic !== undefined) visit(one.variadic, !polarity);
    visit(one.result, polarity);
  };
  for (const members of parts.overloads) each(members);
  for (const args of parts.named.values()) each(args);
  for (const one of parts.functions.values()) call(one);
  for (const one of parts.accesses.values()) call(one);
  if (parts.projection !== undefined) {
    visit(parts.projection.projector, !polarity);
    visit(parts.projection.result, polarity);
  }
  if (parts.record !== undefined) {
    for (const field of parts.record.fields.values()) visit(field, polarity);
    if (parts.record.wildcard !== undefined) visit(parts.record.wildcard, polarity);
  }
  if (parts.interface !== undefined) for (const field of parts.interface.values()) visit(field, polarity);
  for (const elements of parts.tuples.values()) each(elements);
  each(parts.differences);
}

function mapItems<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  return items.length === 0 ? items : items.map(change);
}

function mapEntries<K, T>(map: ReadonlyMap<K, T>, change: (value: T) => T): ReadonlyMap<K, T> {
  if (map.size === 0) return map;
  const mapped = new Map<K, T>();
  for (const [key, value] of map) mapped.set(key, change(value));
  return mapped;
}

/** A text that tells parts apart; undefined where no variable stands in them, which cannot be recursive. */
export function partsKey(parts: Parts): string | undefined {
  let hasVariable = false;
  const write = (each: Parts): string => {
    const words: string[] = [];
    if (each.any) words.push("any");
    if (each.never) words.push("never");
    if (each.poisoned) words.push("poisoned");
    if (each.variables.size > 0) {
      hasVariable = true;
      words.push(sortedIds(each.variables));
    }
    if (each.singletons.size > 0) words.push(...[...each.singletons.keys()].sort());
    if (each.ids.size > 0) words.push(...[...each.ids.keys()].sort());
    if (!hasInner(each)) return words.join("|");
    for (const members of each.overloads) words.push(`&[${members.map(write).join()}]`);
    for (const [name, args] of each.named) words.push(`${name}<${args.map(write).join()}>`);
    for (const [key, value] of each.functions) words.push(`fn${key}${writeFunction(value)}`);
    for (const [key, value] of each.accesses) words.push(`at${key}${writeFunction(value)}`);
    if (each.projection !== undefined) {
      words.push(`.{${write(each.projection.projector)}=>${write(each.projection.result)}}`);
    }
    if (each.record !== undefined) {
      const wildcard = each.record.wildcard === undefined ? "" : write(each.record.wildcard);
      words.push(`{${writeFields(each.record.fields)}*${wildcard}}`);
    }
    if (each.interface !== undefined) words.push(`i{${writeFields(each.interface)}}`);
    for (const [length, elements] of each.tuples) words.push(`t${length}[${elements.map(write).join()}]`);
    for (const difference of each.differences) words.push(`-(${write(difference)})`);
    return words.join("|");
  };
  const writeFunction = (each: FunctionParts): string => {
    const variadic = each.variadic === undefined ? "" : `...${write(each.variadic)}`;
    return `(${each.parameters.map(write).join()}${variadic}=>${write(each.result)})`;
  };
  const writeFields = (fields: ReadonlyMap<string, Parts>): string =>
    [...fields]
      .map(([name, value]) => `${JSON.stringify(name)}:${write(value)}`)
      .sort()
      .join();
  const key = write(parts);
  return hasVariable ? key : undefined;
}

function sortedIds(variables: ReadonlySet<Unknown>): string {
  if (variables.size === 1) for (const { id } of variables) return `$${id}`;
  const ids = [...variables].map(({ id }) => `$${id}`);
  return ids.sort().join("|");
}

/** A literal by itself; literals are told apart by how they print. */
export function singletonParts(literal: SingletonValue): Parts {
  return { ...NO_PARTS, singletons: new Map([[literalKey(literal), literal]]) };
}

const byName = new Map<string, Parts>();
const MAX_NAMES = 1000;

/** A named type without arguments by itself; the same few are met all the time. */
export function namedParts(name: string): Parts {
  let parts = byName.get(name);
  if (parts === undefined) {
    if (byName.size === MAX_NAMES) byName.clear();
    parts = { ...NO_PARTS, ids: new Map([[name, "type"]]) };
    byName.set(name, parts);
  }
  return parts;
}
