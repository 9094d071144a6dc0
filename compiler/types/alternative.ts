import { hashTrieOrder } from "./hashTrie.js";

/**
 * Which branch of an overload or a written union a bound belongs to. Groups nest: a group made inside an
 * alternative narrows it. spec/03 §6.2
 */
export interface Alternative {
  readonly index: number;
  readonly group: Group;
  /** Set once no value can take this branch any more. */
  dead: boolean;
  /** Set once values that are known for certain take another branch, of a group that is exclusive. */
  ruledOut: boolean;
  /** Groups made inside this alternative: it is a leaf while there are none. */
  readonly inner: Group[];
}

export interface Group {
  /** 0 is the base group; the others count up. Orders of alternatives hang on it. spec/03 §8.3 */
  readonly id: number;
  readonly alternatives: readonly Alternative[];
  /** One alternative must accept everything. */
  readonly exclusive: boolean;
  readonly container: Alternative | undefined;
  /** The outermost group of this tree: itself if it has no container. */
  readonly outermost: Group;
  /** The level of `let` it belongs to; −1 for the base group. */
  readonly level: number;
  /** What is known about the values that met it. */
  readonly evidence: Evidence;
}

/** What comparisons taught about the alternatives of a group, as uses. */
export interface Evidence {
  /** Value alternatives linked to use alternatives of this group: each was compared with each. */
  readonly links: Map<Alternative, Set<Alternative>>;
  /** Value alternative → use alternative → the values it rejected. */
  readonly conflicts: Map<Alternative, Map<Alternative, Set<object>>>;
  /** Value alternative → sets of use alternatives, each the whole choice that one value has. */
  readonly records: Map<Alternative, ReadonlySet<Alternative>[]>;
  /** The same group as seen from another level of `let`. */
  readonly copies: Group[];
}

export function makeGroup(
  id: number,
  size: number,
  exclusive: boolean,
  level: number,
  container: Alternative | undefined = undefined,
): Group {
  const alternatives: Alternative[] = [];
  const group = {
    id,
    alternatives,
    exclusive,
    container,
    level,
    evidence: { links: new Map(), conflicts: new Map(), records: new Map(), copies: [] },
  } as unknown as Group & { outermost: Group };
  group.outermost = container === undefined ? group : container.group.outermost;
  for (let index = 0; index < size; index++)
    alternatives.push({ index, group, dead: false, ruledOut: false, inner: [] });
  container?.inner.push(group);
  return group;
}

const baseGroup = makeGroup(0, 1, true, -1);

/** The alternative of everything that is under no overload. */
export const BASE: Alternative = baseGroup.alternatives[0]!;

/** True if `outer` is `inner` or contains it. */
export function encloses(outer: Alternative, inner: Alternative): boolean {
  for (let at: Alternative | undefined = inner; at !== undefined; at = at.group.container) {
    if (at === outer) return true;
  }
  return false;
}

/** True for different branches of one overload: a value of one is never a value of the other. */
export function areApart(a: Alternative, b: Alternative): boolean {
  if (a === b || a === BASE || b === BASE || a.group.outermost !== b.group.outermost) return false;
  return !encloses(a, b) && !encloses(b, a);
}

/** The alternative of the outermost group that holds this one. */
export function topOf(alternative: Alternative): Alternative {
  let at = alternative;
  while (at.group.container !== undefined) at = at.group.container;
  return at;
}

/** True if no value can take it, or any branch that holds it. */
export function isDead(alternative: Alternative): boolean {
  for (let at: Alternative | undefined = alternative; at !== undefined; at = at.group.container) {
    if (at.dead) return true;
  }
  return false;
}

/** True if it is dead, or certain values take other branches. */
export function isClosed(alternative: Alternative): boolean {
  for (let at: Alternative | undefined = alternative; at !== undefined; at = at.group.container) {
    if (at.dead || at.ruledOut) return true;
  }
  return false;
}

/** What an alternative comes to: the only branch that is open is as good as what is around it. */
export function settled(alternative: Alternative): Alternative {
  let at = alternative;
  while (at !== BASE) {
    for (const other of at.group.alternatives) {
      if (other !== at && !other.dead && !other.ruledOut) return at;
    }
    at = at.group.container ?? BASE;
  }
  return at;
}

/** The open leaves of a group's tree, in resolution order. spec/03 §8.3 */
export function openLeaves(group: Group): Alternative[] {
  const leaves: Alternative[] = [];
  for (const index of resolutionOrder(group.alternatives.length, group.id)) {
    const alternative = group.alternatives[index]!;
    if (alternative.dead || alternative.ruledOut) continue;
    if (alternative.inner.length === 0) leaves.push(alternative);
    else for (const inner of alternative.inner) leaves.push(...openLeaves(inner));
  }
  return leaves;
}

const orders = new Map<number, readonly number[]>();

/** In which order the alternatives of a group are visited: that of a mutable hash set. spec/03 §8.3 */
export function resolutionOrder(size: number, groupId: number): readonly number[] {
  if (size === 1) return [0];
  const key = groupId * 1024 + size;
  const known = orders.get(key);
  if (known !== undefined) return known;
  let slots = 16;
  while (size > 0.75 * slots) slots *= 2;
  const order = Array.from({ length: size }, (_, index) => {
    const hash = hashOf(index, groupId);
    return { index, hash: hash ^ (hash >>> 16) };
  })
    .sort((a, b) => (a.hash & (slots - 1)) - (b.hash & (slots - 1)) || a.hash - b.hash)
    .map((entry) => entry.index);
  if (orders.size > 4096) orders.clear();
  orders.set(key, order);
  return order;
}

/** Sorts alternatives as a set of them iterates. spec/03 §8.3 */
export function trieOrder(alternatives: readonly Alternative[]): Alternative[] {
  return hashTrieOrder(alternatives, ({ index, group }) => hashOf(index, group.id));
}

/** murmur3 over the constructor's name and both numbers, as Scala hashes a pair of them. */
function hashOf(index: number, groupId: number): number {
  let hash = 0xcafebabe | 0;
  for (const word of [65929, index, groupId]) {
    let k = Math.imul(word, 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    hash ^= Math.imul(k, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  hash ^= 2;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
