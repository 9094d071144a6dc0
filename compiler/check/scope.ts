import type { Value } from "../types/type.js";

/** A name in scope. Variables of its type above the level are new at each mention. spec/03 §4 */
export interface Binding {
  readonly name: string;
  readonly type: Value;
  readonly level: number;
  /** True for annotations: their generics are new at each mention. */
  readonly hasGenerics: boolean;
}

/** The names in scope, innermost first. */
export interface Scope {
  readonly binding: Binding;
  readonly outer: Scope | undefined;
}

export function bind(scope: Scope | undefined, binding: Binding): Scope {
  return { binding, outer: scope };
}

export function lookUp(scope: Scope | undefined, name: string): Binding | undefined {
  for (let at = scope; at !== undefined; at = at.outer) if (at.binding.name === name) return at.binding;
  return undefined;
}
