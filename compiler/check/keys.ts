import { type Alternative, BASE, type Group, resolutionOrder, settled } from "../types/alternative.js";
import type { Value, VariableState } from "../types/type.js";
import type { Comparison, Leaf } from "./comparison.js";

/** One value under one alternative, and what it unfolds from; its leaves say which uses accept it. */
export interface Key {
  readonly value: Value | undefined;
  readonly alternative: Alternative;
  readonly parent: Key | undefined;
  /** What it unfolds to, by value. */
  inner: Map<Value, Key[]> | undefined;
  readonly leaves: Leaf[];
}

function innerKey(parent: Key, value: Value, alternative: Alternative): Key {
  parent.inner ??= new Map();
  let keys = parent.inner.get(value);
  if (keys === undefined) {
    keys = [];
    parent.inner.set(value, keys);
  }
  for (const key of keys) if (key.alternative === alternative) return key;
  const key: Key = { value, alternative, parent, inner: undefined, leaves: [] };
  keys.push(key);
  return key;
}

/** The leaves of a comparison by value; `plain` are those that concern no alternative. */
export function flatten(comparison: Comparison): { readonly keys: Key[]; readonly plain: readonly Leaf[] } {
  const keys: Key[] = [];
  const plain: Leaf[] = [];
  const met = new Set<VariableState>();
  const root: Key = { value: undefined, alternative: BASE, parent: undefined, inner: undefined, leaves: [] };
  const visit = (each: Comparison, parent: Key): void => {
    switch (each.kind) {
      case "trivial":
        return;
      case "both":
        visit(each.first, parent);
        visit(each.second, parent);
        return;
      case "ofVariable":
        if (met.has(each.state)) return;
        met.add(each.state);
        for (const found of each.state.comparisons) visit(found as Comparison, parent);
        return;
      case "unfolded":
        visit(each.comparison, innerKey(parent, each.value, settled(each.alternative)));
        return;
      case "leaf": {
        if (each.valueAlternative === each.useAlternative || each.failure?.fatal === true) {
          plain.push(each);
          return;
        }
        const key = innerKey(parent, each.value, settled(each.valueAlternative));
        if (key.leaves.length === 0) keys.push(key);
        key.leaves.push(each);
        return;
      }
    }
  };
  visit(comparison, root);
  return { keys, plain };
}

/** The leaves of a key and of what it unfolds from, by the group and alternative of their uses. */
export function byUseGroup(key: Key): Map<Group, Map<Alternative, Leaf[]>> {
  const groups = new Map<Group, Map<Alternative, Leaf[]>>();
  for (let at: Key | undefined = key; at !== undefined; at = at.parent) {
    for (const leaf of at.leaves) {
      const { useAlternative } = leaf;
      const group = useAlternative.group.outermost;
      let alternatives = groups.get(group);
      if (alternatives === undefined) {
        alternatives = new Map();
        groups.set(group, alternatives);
      }
      const leaves = alternatives.get(useAlternative);
      if (leaves === undefined) alternatives.set(useAlternative, [leaf]);
      else leaves.push(leaf);
    }
  }
  return groups;
}

export function inResolutionOrder(
  group: Group,
  leaves: ReadonlyMap<Alternative, readonly Leaf[]>,
): Iterable<readonly [Alternative, readonly Leaf[]]> {
  if (leaves.size === 1) return leaves;
  const direct: (readonly [Alternative, readonly Leaf[]])[] = [];
  for (const index of resolutionOrder(group.alternatives.length, group.id)) {
    const alternative = group.alternatives[index]!;
    const own = leaves.get(alternative);
    if (own !== undefined) direct.push([alternative, own]);
  }
  if (direct.length === leaves.size) return direct;
  const rank = (alternative: Alternative): number => {
    const { group, index } = alternative;
    const own = resolutionOrder(group.alternatives.length, group.id).indexOf(index);
    return group.container === undefined ? own : rank(group.container) + (own + 1) / 1024;
  };
  return [...leaves].sort(([a], [b]) => rank(a) - rank(b));
}
