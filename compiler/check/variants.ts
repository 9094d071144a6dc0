import {
  type Alternative,
  BASE,
  type Group,
  isClosed,
  openLeaves,
  settled,
  trieOrder,
} from "../types/alternative.js";
import { conjoined, distinctSets, isLinked, isSameSet, usesOf } from "./evidence.js";
import { tooComplex } from "./limits.js";

type Alternatives = ReadonlySet<Alternative>;

/** One way in which the overloads inside a type can be taken. */
export interface Variant {
  /** Of parameters. */
  readonly active: readonly Alternative[];
  readonly chosen: Alternatives;
}

/** Alternatives as starting points, with the ways from each into groups. */
type OpenPaths = ReadonlyMap<Alternative, ReadonlyMap<Group, readonly Alternatives[]>>;

export interface Variants {
  readonly all: readonly Variant[];
  /** Alternatives of parameters in scope that lead to a variant: those of groups up to the level. */
  leadingTo(variant: Variant, level: number): readonly Alternative[];
}

/** A type has at most so many variants: realistic code has a handful. */
const MAX_VARIANTS = 512;
/** So many ways to take the groups on the way to one variant are told apart. */
const MAX_UNIONS = 64;

/** Where a path starts: at an alternative, or at what is known for certain about a group. */
type Root = Alternative | Group;

interface Path {
  readonly root: Root;
  readonly set: Alternatives;
}

function isGround(root: Root): root is Group {
  return "alternatives" in root;
}

/** The variants of a type whose overloads show in its outputs and hang on its inputs. spec/03 §6.4, steps 2 to 4 */
export function variantsOf(outputs: readonly Alternative[], inputs: readonly Alternative[]): Variants {
  const outer = new Set(outputs.map((alternative) => alternative.group.outermost));
  const { ground, open } = pathsOf(outer);
  return {
    all: complete(chosenBy(ground, open, inputs), outer),
    leadingTo: ({ chosen }, level) =>
      [...open]
        .filter(([root, ways]) => root.group.level <= level && leadsInto(ways, chosen))
        .map(([root]) => root),
  };
}

function leadsInto(ways: ReadonlyMap<Group, readonly Alternatives[]>, chosen: Alternatives): boolean {
  return [...ways.values()].every((sets) => sets.some((set) => isSubset(set, chosen)));
}

/** Steps 3 and 4. */
function chosenBy(
  ground: ReadonlyMap<Root, readonly Alternatives[]>,
  open: OpenPaths,
  inputs: readonly Alternative[],
): Variant[] {
  const base = smallestUnion([...ground.values()].map(distinctSets)) ?? new Set<Alternative>();
  if (inputs.length === 0 && base.size > 0) return [{ active: [], chosen: base }];
  const active = inputs.length > 0 ? inputs : trieOrder([...open.keys()]);
  const variants: Variant[] = [];
  const groups = byGroupInOrder(active, inputs.length > 0);
  const search = (index: number, taken: readonly Alternative[], unions: readonly Alternatives[]): void => {
    const roots = groups[index];
    if (roots === undefined) {
      variants.push({ active: taken, chosen: smallest(unions) });
      if (variants.length > MAX_VARIANTS) throw tooComplex(undefined);
      return;
    }
    for (const root of roots) {
      const next = extended(unions, [...(open.get(root)?.values() ?? [])]);
      if (next.length > 0) search(index + 1, [...taken, root], next);
    }
  };
  search(0, [], [base]);
  return inputs.length > 0 ? variants : withoutSupersets(variants);
}

/** The paths into some groups: those that start at what is known for certain, and those from each alternative. */
function pathsOf(groups: Iterable<Group>): {
  readonly ground: ReadonlyMap<Root, readonly Alternatives[]>;
  readonly open: OpenPaths;
} {
  const paths = new Paths();
  const ground = new Map<Root, Alternatives[]>();
  const open = new Map<Alternative, Map<Group, Alternatives[]>>();
  for (const group of groups) {
    for (const { root, set } of paths.of(group)) {
      if (isGround(root)) ground.set(root, [...(ground.get(root) ?? []), set]);
      else {
        const byGroup = open.get(root) ?? new Map<Group, Alternatives[]>();
        open.set(root, byGroup);
        byGroup.set(group, [...(byGroup.get(group) ?? []), set]);
      }
    }
  }
  return { ground, open };
}

/** Groups that nothing decides, such as that of a call without arguments, take each of their live alternatives. */
function complete(variants: readonly Variant[], groups: Iterable<Group>): Variant[] {
  let completed = [...variants];
  for (const group of groups) {
    const isDecided = ({ chosen }: Variant) => [...chosen].some((each) => each.group.outermost === group);
    if (completed.every(isDecided)) continue;
    const live = trieOrder(openLeaves(group));
    completed = completed.flatMap((variant) => {
      if (isDecided(variant)) return [variant];
      return live.map((each) => ({ ...variant, chosen: new Set([...variant.chosen, each]) }));
    });
    if (completed.length > MAX_VARIANTS) throw tooComplex(undefined);
  }
  return completed;
}

/** Step 2, with paths remembered by group. */
class Paths {
  readonly #known = new Map<Group, readonly Path[]>();
  readonly #open = new Set<Group>();
  /** True while a group was met on a cycle: what depends on it is only part of the paths. */
  #isCut = false;

  of(group: Group): readonly Path[] {
    const known = this.#known.get(group);
    if (known !== undefined) return known;
    const found: Path[] = openLeaves(group).map((alternative) => ({
      root: alternative,
      set: new Set([alternative]),
    }));
    if (this.#open.has(group)) {
      this.#isCut = true;
      return found;
    }
    this.#open.add(group);
    const before = new Set(
      [...group.evidence.links.keys()].filter((v) => !isClosed(v)).map((v) => settled(v).group.outermost),
    );
    for (const valueGroup of before) {
      for (const path of valueGroup === BASE.group ? BASE_PATHS : this.of(valueGroup)) {
        for (const set of through(group, path.set)) {
          add(found, { root: path.root === BASE ? group : path.root, set });
        }
      }
    }
    this.#open.delete(group);
    if (this.#open.size === 0) this.#isCut = false;
    if (!this.#isCut) this.#known.set(group, found);
    return found;
  }
}

const BASE_PATHS: readonly Path[] = [{ root: BASE, set: new Set([BASE]) }];

function add(paths: Path[], path: Path): void {
  if (!paths.some((each) => each.root === path.root && isSameSet(each.set, path.set))) paths.push(path);
}

/** Every way in which values under these alternatives can go on into a group. */
function through(group: Group, values: Alternatives): Alternatives[] {
  const linked = [...values].filter((value) => isLinked(group, value));
  if (linked.length === 0) return [];
  const together = linked.flatMap((value) => conjoined(group, value));
  let sets: Alternatives[] = [new Set(together)];
  for (const value of linked) {
    const uses = usesOf(group, value);
    if (uses.length === 0) continue;
    sets = distinctSets(sets.flatMap((set) => uses.map((use) => new Set([...set, use])))).slice(
      0,
      MAX_UNIONS,
    );
  }
  return sets.filter((set) => set.size > 0);
}

/** The smallest union of one set of each list; the first of those of one size. Undefined if a list is empty. */
function smallestUnion(lists: readonly (readonly Alternatives[])[]): Alternatives | undefined {
  let best: Alternatives | undefined;
  let steps = 0;
  const search = (index: number, union: Alternatives): void => {
    if (best !== undefined && (union.size >= best.size || ++steps > 10_000)) return;
    if (index === lists.length) {
      best = union;
      return;
    }
    const grown = lists[index]!.map((set) => (isSubset(set, union) ? union : new Set([...union, ...set])));
    for (const each of grown) search(index + 1, each);
  };
  search(0, new Set());
  return best;
}

function isSubset(a: Alternatives, b: Alternatives): boolean {
  return a.size <= b.size && [...a].every((each) => b.has(each));
}

/** Alternatives by group: in the order in which they came, or groups by the order of a hash trie. */
function byGroupInOrder(alternatives: readonly Alternative[], asMet: boolean): Alternative[][] {
  const groups = new Map<Group, Alternative[]>();
  for (const alternative of alternatives) {
    const group = alternative.group.outermost;
    groups.set(group, [...(groups.get(group) ?? []), alternative]);
  }
  const lists = [...groups.values()];
  if (asMet) for (const list of lists) list.sort((a, b) => (a.group === b.group ? a.index - b.index : 0));
  return lists;
}

/** The unions with one set of each list, those left out that no value could take. */
function extended(
  unions: readonly Alternatives[],
  lists: readonly (readonly Alternatives[])[],
): readonly Alternatives[] {
  let grown = unions;
  for (const list of lists) {
    grown = distinctSets(grown.flatMap((union) => distinctSets(list).map((set) => joinSets(union, set))))
      .filter((set) => !takesExclusiveTwice(set))
      .slice(0, MAX_UNIONS);
  }
  return grown;
}

function joinSets(a: Alternatives, b: Alternatives): Alternatives {
  return isSubset(b, a) ? a : new Set([...a, ...b]);
}

/** The first of the smallest. */
function smallest(sets: readonly Alternatives[]): Alternatives {
  return sets.reduce((best, set) => (set.size < best.size ? set : best));
}

function takesExclusiveTwice(set: Alternatives): boolean {
  const taken = new Map<Group, Alternative>();
  for (const leaf of set) {
    for (let at: Alternative | undefined = leaf; at !== undefined; at = at.group.container) {
      if (!at.group.exclusive) continue;
      const other = taken.get(at.group);
      if (other !== undefined && other !== at) return true;
      taken.set(at.group, at);
    }
  }
  return false;
}

function withoutSupersets(variants: readonly Variant[]): Variant[] {
  const kept: Variant[] = [];
  for (const variant of variants) {
    if (kept.some((each) => isSameSet(each.chosen, variant.chosen))) continue;
    const isLarger = variants.some(
      (each) => each.chosen.size < variant.chosen.size && isSubset(each.chosen, variant.chosen),
    );
    if (!isLarger) kept.push(variant);
  }
  return kept;
}
