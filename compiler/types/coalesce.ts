import {
  type FunctionParts,
  mapParts,
  mergeParts,
  NO_PARTS,
  namedParts,
  type Parts,
  partsKey,
  type Recursion,
  singletonParts,
} from "./parts.js";
import { boundsOf, mayRecur } from "./recursion.js";
import type { Shapes } from "./shape.js";
import type { FunctionOf, Type, Use, Value, VariableState } from "./type.js";
import { withoutNull } from "./withoutNull.js";

/**
 * The parts of a type with the bounds of its variables merged in. What contains itself becomes a recursion.
 * Overloads must have been annealed. spec/03 §7.1
 */
export function coalesce(type: Value | Use, polarity: boolean, shapes: Shapes): Parts {
  return new Coalescing(shapes, mayRecur(type, polarity)).expand(flatParts(type, polarity), polarity);
}

class Coalescing {
  readonly #open = new Map<string, Recursion | undefined>();
  /** Aliases without null, by name and polarity only. spec/03 §7.3 */
  readonly #aliases = new Map<string, Parts>();
  #recursions = 0;

  constructor(
    readonly shapes: Shapes,
    /** False if nothing inside can contain itself, which need not be looked for then. */
    readonly mayRecur: boolean,
  ) {}

  expand(parts: Parts, polarity: boolean): Parts {
    if (parts.isGround) return parts;
    if (!this.mayRecur) return this.#expandInner(this.#withBounds(parts, polarity), polarity);
    const inner = partsKey(parts);
    if (inner === undefined) return this.#expandInner(parts, polarity);
    const key = `${polarity}${inner}`;
    if (this.#open.has(key)) {
      const recursion = this.#open.get(key) ?? { id: `r${this.#recursions++}`, body: undefined };
      this.#open.set(key, recursion);
      return { ...NO_PARTS, variables: new Set([recursion]), isGround: false };
    }
    this.#open.set(key, undefined);
    const expanded = this.#expandInner(this.#withBounds(parts, polarity), polarity);
    const recursion = this.#open.get(key);
    this.#open.delete(key);
    if (recursion === undefined) return expanded;
    recursion.body = expanded;
    return { ...NO_PARTS, variables: new Set([recursion]), isGround: false };
  }

  #expandInner(parts: Parts, polarity: boolean): Parts {
    const expanded = mapParts(parts, polarity, (inner, at) => this.expand(inner, at));
    if (expanded.differences.length === 0) return expanded;
    return {
      ...expanded,
      differences: expanded.differences.map((each) => this.#withoutNull(each, polarity)),
    };
  }

  #withBounds(parts: Parts, polarity: boolean): Parts {
    let merged = parts;
    for (const unknown of parts.variables) {
      if ("body" in unknown) continue;
      for (const bound of boundsOf(unknown, polarity)) {
        if (bound.type.kind !== "variable")
          merged = mergeParts(merged, flatParts(bound.type, polarity), polarity);
      }
    }
    return merged;
  }

  #withoutNull(parts: Parts, polarity: boolean): Parts {
    let rest = parts;
    for (const name of [...parts.ids.keys(), ...parts.named.keys()]) {
      const alias = this.#aliasWithoutNull(name, parts.named.get(name) ?? [], polarity);
      if (alias === undefined) continue;
      const { ids, named } = rest;
      rest = mergeParts({ ...rest, ids: without(ids, name), named: without(named, name) }, alias, polarity);
    }
    return rest;
  }

  /** Undefined if the type stays as it is. */
  #aliasWithoutNull(name: string, args: readonly Parts[], polarity: boolean): Parts | undefined {
    if (name === "Null") return NO_PARTS;
    const shape = this.shapes.get(name);
    if (shape?.alias === undefined) return undefined;
    const key = `${polarity}${name}`;
    const known = this.#aliases.get(key);
    if (known !== undefined) return known;
    const type = shape.alias.type;
    const left = withoutNull(type, this.shapes);
    if (left === type) return undefined;
    const parameters = new Map(shape.parameters.map((parameter, index) => [parameter, args[index]!]));
    const parts = left === undefined ? NO_PARTS : flatParts(left, polarity, parameters);
    this.#aliases.set(key, parts);
    return parts;
  }
}

type Parameters = ReadonlyMap<string, Parts>;

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  return map.has(key) ? new Map([...map].filter(([each]) => each !== key)) : map;
}

/** The parts of a type as it stands: variables are not looked into, except for those that bound them. */
export function flatParts(type: Value | Use, polarity: boolean, parameters?: Parameters): Parts {
  let isGround = true;
  const noted = (parts: Parts): Parts => {
    if (!parts.isGround) isGround = false;
    return parts;
  };
  const same = (inner: Value | Use) => noted(flatParts(inner, polarity, parameters));
  const flipped = (inner: Value | Use) => noted(flatParts(inner, !polarity, parameters));
  const joined = (members: readonly (Value | Use)[]) =>
    members.length === 0 ? NO_PARTS : members.map(same).reduce((a, b) => mergeParts(a, b, polarity));
  switch (type.kind) {
    case "any":
      return { ...NO_PARTS, any: polarity };
    case "never":
      return { ...NO_PARTS, never: !polarity };
    case "singleton":
    case "literal":
      return singletonParts(type.literal);
    case "skolem":
      return parameters?.get(type.name) ?? { ...NO_PARTS, ids: new Map([[type.name, "generic"]]) };
    case "named": {
      if (type.args.length === 0) return namedParts(type.name);
      const named = new Map([[type.name, type.args.map(same)]]);
      return { ...NO_PARTS, named, isGround };
    }
    case "record": {
      const fields = new Map<string, Parts>();
      for (const [name, field] of type.fields) fields.set(name, same(field));
      const record = { fields, wildcard: type.wildcard === undefined ? undefined : same(type.wildcard) };
      return { ...NO_PARTS, record, isGround };
    }
    case "interface":
    case "fieldUse": {
      const fields = new Map([[type.field, same(type.result)]]);
      return { ...NO_PARTS, interface: fields, isGround };
    }
    case "tuple": {
      const tuples = new Map([[type.elements.length, type.elements.map(same)]]);
      return { ...NO_PARTS, tuples, isGround };
    }
    case "function": {
      const key = `${type.parameters.length}${type.variadic === undefined ? "" : "…"}`;
      const functions = new Map([[key, functionParts(type, same, flipped)]]);
      return { ...NO_PARTS, functions, isGround };
    }
    case "applyUse":
    case "accessUse": {
      const call: FunctionParts = {
        names: [],
        parameters: type.args.map(flipped),
        variadic: undefined,
        variadicName: undefined,
        result: same(type.result),
      };
      const calls = new Map([[`${type.args.length}`, call]]);
      const kind = type.kind === "applyUse" ? { functions: calls } : { accesses: calls };
      return { ...NO_PARTS, ...kind, isGround };
    }
    case "projectionUse": {
      const projection = { projector: flipped(type.projector), result: same(type.result) };
      return { ...NO_PARTS, projection, isGround };
    }
    case "union": {
      if (polarity) return joined(type.members);
      const overloads = [type.members.map(same)];
      return { ...NO_PARTS, overloads, isGround };
    }
    case "intersection": {
      if (!polarity) return joined(type.members);
      // `{ ... }`: anything has the fields asked for.
      if (type.members.length === 0) return { ...NO_PARTS, any: true };
      const overloads = [type.members.map(same)];
      return { ...NO_PARTS, overloads, isGround };
    }
    case "overloaded":
    case "oneOf": {
      const overloads = [type.members.map((member) => same(member.type))];
      return { ...NO_PARTS, overloads, isGround };
    }
    case "difference":
      return { ...NO_PARTS, differences: [same(type.value)], isGround: false };
    case "nullGuard":
      return same(type.use);
    case "variable":
      return variableParts(type.state, polarity);
  }
}

function functionParts(
  type: FunctionOf<Use, Value> | FunctionOf<Type, Type>,
  same: (inner: Value | Use) => Parts,
  flipped: (inner: Value | Use) => Parts,
): FunctionParts {
  return {
    names: type.names,
    parameters: type.parameters.map(flipped),
    variadic: type.variadic === undefined ? undefined : variadicParts(type.variadic, flipped),
    variadicName: type.variadicName,
    result: same(type.result),
  };
}

/** A union of variadic arguments is merged as if it were a result: of its records, what they share is left. */
function variadicParts(type: Value | Use, flipped: (inner: Value | Use) => Parts): Parts {
  if (type.kind !== "union") return flipped(type);
  return type.members.map(flipped).reduce((a, b) => mergeParts(a, b, true));
}

function variableParts(start: VariableState, polarity: boolean): Parts {
  const variables = reachedFrom(start, polarity);
  let poisoned = false;
  for (const state of variables) if (state.poisoned) poisoned = true;
  return { ...NO_PARTS, variables, poisoned, isGround: false };
}

/** A variable and those that flow into it, the last added first. */
export function reachedFrom(start: VariableState, polarity: boolean): ReadonlySet<VariableState> {
  const met = new Set<VariableState>();
  const stack = [start];
  for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
    if (met.has(state)) continue;
    met.add(state);
    for (const { type } of boundsOf(state, polarity)) if (type.kind === "variable") stack.push(type.state);
  }
  return met;
}
