import type { InferredFunction, InferredParameter, InferredType } from "./inferred.js";
import { displayType } from "./inferred.js";
import type { FunctionParts, Parts, Unknown } from "./parts.js";
import type { Substitution } from "./simplify.js";

/** Names that variables must not take. */
export type IsTaken = (name: string) => boolean;

/**
 * Simplified parts as a type for people: members in their order, variables named as they are met. `namesOpen` names also
 * those of which nothing is known. spec/03 §7.3
 */
export function presentType(
  parts: Parts,
  polarity: boolean,
  substitution: Substitution,
  isTaken: IsTaken,
  namesOpen = false,
): InferredType {
  return new Presenting(substitution, isTaken, namesOpen).type(parts, polarity);
}

export const ANY: InferredType = { kind: "any" };
export const NEVER: InferredType = { kind: "never" };
export const NULL: InferredType = { kind: "named", name: "Null", args: [] };

class Presenting {
  readonly #names = new Map<Unknown, string>();
  readonly #open = new Set<Unknown>();
  #letters = 0;

  constructor(
    readonly substitution: Substitution,
    readonly isTaken: IsTaken,
    readonly namesOpen: boolean,
  ) {}

  type(parts: Parts, polarity: boolean): InferredType {
    if (!polarity && parts.poisoned) return ANY;
    if (!polarity && parts.never) return NEVER;
    const members = this.#members(parts, polarity);
    if (members.length === 0) {
      const [unknown] = this.namesOpen ? parts.variables : [];
      if (unknown !== undefined) return { kind: "variable", name: this.#name(unknown) };
      if (!polarity) return ANY;
      return parts.poisoned ? { kind: "hole" } : NEVER;
    }
    return joined(members, polarity);
  }

  #members(parts: Parts, polarity: boolean): InferredType[] {
    const members: InferredType[] = polarity && parts.any ? [ANY] : [];
    for (const unknown of this.#variables(parts)) members.push(this.#variable(unknown, polarity));
    for (const overload of parts.overloads) members.push(this.#overload(overload, polarity));
    for (const value of parts.singletons.values()) members.push({ kind: "literal", value });
    for (const [name, kind] of parts.ids) {
      if (name === "Null") continue;
      members.push(kind === "generic" ? { kind: "variable", name } : { kind: "named", name, args: [] });
    }
    for (const [name, args] of parts.named) {
      members.push({ kind: "named", name, args: args.map((arg) => this.type(arg, polarity)) });
    }
    for (const each of [...parts.functions.values(), ...parts.accesses.values()]) {
      members.push(this.#function(each, polarity));
    }
    members.push(...this.#structures(parts, polarity));
    for (const difference of parts.differences) members.push(...this.#difference(difference, polarity));
    if (parts.ids.has("Null")) members.push(NULL);
    return distinct(members);
  }

  #structures(parts: Parts, polarity: boolean): InferredType[] {
    const members: InferredType[] = [];
    const { projection, record } = parts;
    const fields = (all: ReadonlyMap<string, Parts>) =>
      new Map([...all].map(([name, field]) => [name, this.type(field, polarity)]));
    if (projection !== undefined) {
      const projector = this.type(projection.projector, !polarity);
      members.push({ kind: "projection", projector, result: this.type(projection.result, polarity) });
    }
    if (record !== undefined) {
      const own = fields(record.fields);
      const wildcard = record.wildcard === undefined ? undefined : this.type(record.wildcard, polarity);
      members.push({ kind: "object", fields: own, wildcard });
    }
    if (parts.interface !== undefined) members.push({ kind: "interface", fields: fields(parts.interface) });
    for (const elements of parts.tuples.values()) {
      members.push({ kind: "tuple", elements: elements.map((element) => this.type(element, polarity)) });
    }
    return members;
  }

  #variables(parts: Parts): ReadonlySet<Unknown> {
    if (parts.variables.size === 0) return parts.variables;
    const left = new Set<Unknown>();
    for (const unknown of parts.variables) {
      let at: Unknown | undefined = unknown;
      while (at !== undefined && this.substitution.has(at)) at = this.substitution.get(at);
      if (at !== undefined) left.add(at);
    }
    return left;
  }

  #variable(unknown: Unknown, polarity: boolean): InferredType {
    if (!("body" in unknown) || unknown.body === undefined || this.#open.has(unknown)) {
      return { kind: "variable", name: this.#name(unknown) };
    }
    this.#open.add(unknown);
    const body = this.type(unknown.body, polarity);
    this.#open.delete(unknown);
    return { kind: "recursive", body, name: this.#name(unknown) };
  }

  #name(unknown: Unknown): string {
    const known = this.#names.get(unknown);
    if (known !== undefined) return known;
    for (;;) {
      const index = this.#letters++;
      const name = String.fromCharCode(65 + (index % 26)).repeat(1 + Math.floor(index / 26));
      if (this.isTaken(name)) continue;
      this.#names.set(unknown, name);
      return name;
    }
  }

  #overload(members: readonly Parts[], polarity: boolean): InferredType {
    const types = distinct(members.map((member) => this.type(member, polarity)));
    return { kind: polarity ? "intersection" : "union", members: types };
  }

  #function(each: FunctionParts, polarity: boolean): InferredFunction {
    const parameters: InferredParameter[] = each.parameters.map((parameter, index) => ({
      name: each.names[index],
      type: this.type(parameter, !polarity),
    }));
    const variadic =
      each.variadic === undefined
        ? undefined
        : { name: each.variadicName, type: intersected(this.type(each.variadic, !polarity)) };
    return { kind: "function", parameters, variadic, result: this.type(each.result, polarity) };
  }

  /** What is left of a value without null, and `A - Null` as long as that is not known. */
  #difference(parts: Parts, polarity: boolean): InferredType[] {
    const members = this.#members(parts, polarity).filter((member) => !isNullType(member));
    if (members.some((member) => member.kind === "variable" || member.kind === "recursive")) {
      return [{ kind: "difference", base: joined(members, polarity) }];
    }
    return members;
  }
}

/** True of the type `Null`. */
export function isNullType(type: InferredType): boolean {
  return type.kind === "named" && type.name === "Null";
}

/** A union, or of uses an intersection; of one member that member. */
export function joined(members: readonly InferredType[], polarity: boolean): InferredType {
  return members.length === 1 ? members[0]! : { kind: polarity ? "union" : "intersection", members };
}

/** A union of variadic arguments prints as an intersection. */
function intersected(type: InferredType): InferredType {
  return type.kind === "union" ? { kind: "intersection", members: type.members } : type;
}

/** Equal members once. */
export function distinct(members: readonly InferredType[]): InferredType[] {
  if (members.length < 2) return [...members];
  const texts = new Set<string>();
  return members.filter((member) => {
    const text = displayType(member);
    if (texts.has(text)) return false;
    texts.add(text);
    return true;
  });
}
