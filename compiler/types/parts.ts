import { isValueOf, literalKey, type SingletonValue } from "./literal.js";
import type { VariableState } from "./type.js";

/**
 * A type as a set of parts, joined at a polarity: in output position (true) what it may be, in input position what
 * it must be. The form in which types are merged and simplified before they are printed. spec/03 §7.1
 */
export interface Parts {
  any: boolean;
  never: boolean;
  poisoned: boolean;
  variables: Set<Unknown>;
  overloads: (readonly Parts[])[];
  singletons: Map<string, SingletonValue>;
  /** Named types without arguments, and written generics. */
  ids: Map<string, "type" | "generic">;
  named: Map<string, readonly Parts[]>;
  functions: Map<string, FunctionParts>;
  accesses: Map<string, FunctionParts>;
  projection: { readonly projector: Parts; readonly result: Parts } | undefined;
  record: RecordParts | undefined;
  interface: ReadonlyMap<string, Parts> | undefined;
  tuples: Map<number, readonly Parts[]>;
  differences: Parts[];
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

export function noParts(): Parts {
  return {
    any: false,
    never: false,
    poisoned: false,
    variables: new Set(),
    overloads: [],
    singletons: new Map(),
    ids: new Map(),
    named: new Map(),
    functions: new Map(),
    accesses: new Map(),
    projection: undefined,
    record: undefined,
    interface: undefined,
    tuples: new Map(),
    differences: [],
  };
}

/** Both in one: a union in output position, an intersection in input position. */
export function mergeParts(a: Parts, b: Parts, polarity: boolean): Parts {
  const same = (x: Parts, y: Parts) => mergeParts(x, y, polarity);
  const merged: Parts = {
    any: polarity ? a.any || b.any : a.any && b.any,
    never: polarity ? a.never && b.never : a.never || b.never,
    poisoned: polarity ? a.poisoned && b.poisoned : a.poisoned || b.poisoned,
    variables: new Set([...a.variables, ...b.variables]),
    overloads: [...a.overloads, ...b.overloads],
    singletons: new Map([...a.singletons, ...b.singletons]),
    ids: new Map([...a.ids, ...b.ids]),
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
    differences: [...a.differences, ...b.differences],
  };
  absorbSingletons(merged, polarity);
  return merged;
}

/** In output position a literal vanishes in its type; in input position it is all that is left. */
function absorbSingletons(parts: Parts, polarity: boolean): void {
  const { singletons, ids } = parts;
  if (singletons.size === 0) return;
  if (!polarity) {
    ids.clear();
    return;
  }
  if (singletons.has("true") && singletons.has("false")) ids.set("Boolean", "type");
  if (ids.size === 0) return;
  const names = [...ids].filter(([, kind]) => kind === "type").map(([name]) => name);
  for (const [key, literal] of singletons) {
    if (names.some((name) => isValueOf(literal, name))) singletons.delete(key);
  }
}

function mergeMaps<K, T>(a: ReadonlyMap<K, T>, b: ReadonlyMap<K, T>, merge: (x: T, y: T) => T): Map<K, T> {
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

/** The same parts with those inside of them changed. */
export function mapParts(
  parts: Parts,
  polarity: boolean,
  change: (inner: Parts, polarity: boolean) => Parts,
): Parts {
  const same = (inner: Parts) => change(inner, polarity);
  const flipped = (inner: Parts) => change(inner, !polarity);
  const mapFunction = (each: FunctionParts): FunctionParts => ({
    ...each,
    parameters: each.parameters.map(flipped),
    variadic: each.variadic === undefined ? undefined : flipped(each.variadic),
    result: same(each.result),
  });
  const mapFields = (fields: ReadonlyMap<string, Parts>) => mapEntries(fields, same);
  const { record, projection } = parts;
  return {
    ...parts,
    overloads: parts.overloads.map((members) => members.map(same)),
    named: mapEntries(parts.named, (args) => args.map(same)),
    functions: mapEntries(parts.functions, mapFunction),
    accesses: mapEntries(parts.accesses, mapFunction),
    projection:
      projection === undefined
        ? undefined
        : { projector: flipped(projection.projector), result: same(projection.result) },
    record:
      record === undefined
        ? undefined
        : {
            fields: mapFields(record.fields),
            wildcard: record.wildcard === undefined ? undefined : same(record.wildcard),
          },
    interface: parts.interface === undefined ? undefined : mapFields(parts.interface),
    tuples: mapEntries(parts.tuples, (elements) => elements.map(same)),
    differences: parts.differences.map(same),
  };
}

function mapEntries<K, T>(map: ReadonlyMap<K, T>, change: (value: T) => T): Map<K, T> {
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
    if (each.variables.size > 0) hasVariable = true;
    words.push(...[...each.variables].map(({ id }) => `$${id}`).sort());
    words.push(...[...each.singletons.keys()].sort(), ...[...each.ids.keys()].sort());
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

/** The singletons of parts by their printed form. */
export function addSingleton(parts: Parts, literal: SingletonValue): void {
  parts.singletons.set(literalKey(literal), literal);
}
