import { BASE, settled } from "./alternative.js";
import { flatParts, reachedFrom } from "./coalesce.js";
import type { InferredType } from "./inferred.js";
import { look } from "./literal.js";
import { mergeParts } from "./parts.js";
import { ANY, distinct, isNullType, joined, NEVER, NULL, presentType } from "./present.js";
import { boundsOf } from "./recursion.js";
import type { Shapes } from "./shape.js";
import type { Substitution } from "./simplify.js";
import type { NamedType, Value, VariableState } from "./type.js";
import { withoutNull } from "./withoutNull.js";

/**
 * An output type as it is reported, where that can be read off: no variable will show, since nothing inside takes
 * anything, and no structures have to be merged. Undefined for others, which have to be taken apart. spec/03 §7
 */
export function plainType(value: Value, shapes: Shapes): InferredType | undefined {
  return new Reading(shapes).type(value);
}

/** What one value may be. */
interface Members {
  readonly shown: Value[];
  /** True if an alias gave way to what it stands for, which changes the order. */
  isUnfolded: boolean;
  /** These show without null, after the others. */
  readonly differences: Value[];
  readonly variables: Set<VariableState>;
}

class Reading {
  /** Variables that are being read: one that is met inside of itself makes a recursive type. */
  readonly #open = new Set<VariableState>();
  /** Aliases without null, by name only. spec/03 §7.3 */
  readonly #aliases = new Map<string, Value | undefined>();

  constructor(readonly shapes: Shapes) {}

  type(value: Value): InferredType | undefined {
    switch (value.kind) {
      case "any":
        return ANY;
      case "never":
        return NEVER;
      case "singleton":
      case "literal":
        look(value.literal);
        return { kind: "literal", value: value.literal };
      case "named": {
        const args = this.#all(value.args);
        return args && { kind: "named", name: value.name, args };
      }
      case "tuple": {
        const elements = this.#all(value.elements);
        return elements && { kind: "tuple", elements };
      }
      case "record": {
        const fields = new Map<string, InferredType>();
        for (const [name, field] of value.fields) {
          const type = this.type(field);
          if (type === undefined) return undefined;
          fields.set(name, type);
        }
        const wildcard = value.wildcard && this.type(value.wildcard);
        if (value.wildcard !== undefined && wildcard === undefined) return undefined;
        return { kind: "object", fields, wildcard };
      }
      case "variable":
      case "union":
      case "difference": {
        const types = this.#union(value, false);
        return types && (types.length === 0 ? NEVER : joined(types, true));
      }
      default:
        return undefined;
    }
  }

  #all(values: readonly Value[]): InferredType[] | undefined {
    const types: InferredType[] = [];
    for (const value of values) {
      const type = this.type(value);
      if (type === undefined) return undefined;
      types.push(type);
    }
    return types;
  }

  /** The types that a value may have, in the order of printing. */
  #union(value: Value, dropsNull: boolean): InferredType[] | undefined {
    const members = this.#members(value, dropsNull);
    if (members === undefined) return undefined;
    for (const state of members.variables) this.#open.add(state);
    const types = this.#types(members);
    for (const state of members.variables) this.#open.delete(state);
    return types;
  }

  #members(value: Value, dropsNull: boolean): Members | undefined {
    const members: Members = { shown: [], isUnfolded: false, differences: [], variables: new Set() };
    this.#add(value, members, dropsNull);
    const { variables } = members;
    const { size } = variables;
    for (const state of variables) {
      if (state.poisoned || this.#open.has(state)) return undefined;
      for (const { type, alternative } of boundsOf(state, true)) {
        if (alternative !== BASE && settled(alternative) !== BASE) return undefined;
        if (type.kind !== "variable") this.#add(type as Value, members, dropsNull);
      }
    }
    return variables.size === size ? members : undefined;
  }

  #add(value: Value, members: Members, dropsNull: boolean): void {
    switch (value.kind) {
      case "never":
        return;
      case "variable":
        for (const state of reachedFrom(value.state, true)) members.variables.add(state);
        return;
      case "union":
        for (const member of value.members) this.#add(member, members, dropsNull);
        return;
      case "difference":
        members.differences.push(value.value);
        return;
      case "named": {
        const rest = dropsNull ? this.#withoutNull(value) : value;
        if (rest === value) break;
        if (rest === undefined) return;
        members.isUnfolded = true;
        this.#add(rest, members, false);
        return;
      }
    }
    if (!members.shown.includes(value)) members.shown.push(value);
  }

  #withoutNull(value: NamedType): Value | undefined {
    const { name } = value;
    if (this.#aliases.has(name)) return this.#aliases.get(name);
    const rest = withoutNull(value, this.shapes);
    if (rest !== value) this.#aliases.set(name, rest);
    return rest;
  }

  #types({ shown, differences, isUnfolded }: Members): InferredType[] | undefined {
    const types = shown.length > 1 ? this.#several(shown, isUnfolded) : this.#all(shown);
    if (types === undefined || differences.length === 0) return types;
    for (const difference of differences) {
      const left = this.#union(difference, true);
      if (left === undefined) return undefined;
      types.push(...left);
    }
    return nullLast(distinct(types));
  }

  #several(shown: readonly Value[], isUnfolded: boolean): InferredType[] | undefined {
    const structures = shown.filter((each) => !isAtom(each));
    if (structures.length > 1 || isUnfolded) return undefined;
    const types = this.#all(structures);
    const atoms = shown.filter(isAtom);
    const merged = atoms.length === 1 ? this.type(atoms[0]!) : mergedAtoms(atoms);
    if (types === undefined || merged === undefined) return undefined;
    return nullLast([...(merged.kind === "union" ? merged.members : [merged]), ...types]);
  }
}

const NOTHING: Substitution = new Map();

/** Literals vanish in their types. */
function mergedAtoms(atoms: readonly Value[]): InferredType {
  const parts = atoms.map((each) => flatParts(each, true)).reduce((a, b) => mergeParts(a, b, true));
  return presentType(parts, true, NOTHING, () => false);
}

/** True if nothing stands inside. */
function isAtom(value: Value): boolean {
  switch (value.kind) {
    case "literal":
    case "singleton":
    case "any":
      return true;
    default:
      return value.kind === "named" && value.args.length === 0;
  }
}

function nullLast(types: InferredType[]): InferredType[] {
  const others = types.filter((type) => !isNullType(type));
  return others.length === types.length ? types : [...others, NULL];
}
