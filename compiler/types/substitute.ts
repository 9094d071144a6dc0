import { difference, functionOf, interfaceOf, intersection, named, record, tuple, union } from "./build.js";
import type { Skolem, Type } from "./type.js";

/** The type with its skolems replaced. Parts without any are shared. */
export function substitute(type: Type, replace: (generic: Skolem) => Type): Type {
  const go = (part: Type): Type => substitute(part, replace);
  switch (type.kind) {
    case "any":
    case "never":
    case "singleton":
    case "variable":
      return type;
    case "skolem":
      return replace(type);
    case "named": {
      if (type.args.length === 0) return type;
      const args = mapShared(type.args, go);
      return args === type.args ? type : named(type.name, args, type.span);
    }
    case "record": {
      const fields = mapValues(type.fields, go);
      const wildcard = type.wildcard === undefined ? undefined : go(type.wildcard);
      return fields === type.fields && wildcard === type.wildcard
        ? type
        : record(fields, wildcard, type.span);
    }
    case "interface": {
      const result = go(type.result);
      return result === type.result ? type : interfaceOf(type.field, result, type.span);
    }
    case "tuple": {
      const elements = mapShared(type.elements, go);
      return elements === type.elements ? type : tuple(elements, type.span);
    }
    case "function": {
      const parameters = mapShared(type.parameters, go);
      const variadic = type.variadic === undefined ? undefined : go(type.variadic);
      const result = go(type.result);
      const isSame = parameters === type.parameters && variadic === type.variadic && result === type.result;
      return isSame ? type : functionOf({ ...type, parameters, variadic, result });
    }
    case "difference": {
      const value = go(type.value);
      return value === type.value ? type : difference(value, type.span);
    }
    case "union": {
      const members = mapShared(type.members, go);
      return members === type.members ? type : union(members, type.span);
    }
    case "intersection": {
      const members = mapShared(type.members, go);
      return members === type.members ? type : intersection(members, type.span);
    }
  }
}

/** Maps a list, giving back the same list if nothing changed. */
export function mapShared<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  let changed: T[] | undefined;
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!;
    const mapped = change(item);
    if (mapped !== item && changed === undefined) changed = items.slice(0, index);
    changed?.push(mapped);
  }
  return changed ?? items;
}

/** Maps the values of a map, giving back the same map if nothing changed. */
export function mapValues<T>(map: ReadonlyMap<string, T>, change: (value: T) => T): ReadonlyMap<string, T> {
  let isChanged = false;
  const mapped = new Map<string, T>();
  for (const [key, value] of map) {
    const now = change(value);
    if (now !== value) isChanged = true;
    mapped.set(key, now);
  }
  return isChanged ? mapped : map;
}
