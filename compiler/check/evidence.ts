import {
  type Alternative,
  BASE,
  type Group,
  isClosed,
  openLeaves,
  settled,
  topOf,
} from "../types/alternative.js";

/** What the values under an alternative were found to be rejected by. Alternatives that come to the same are one. */
function conflictsOf(
  group: Group,
  value: Alternative,
): ReadonlyMap<Alternative, ReadonlySet<object>> | undefined {
  const { conflicts } = group.evidence;
  let found: ReadonlyMap<Alternative, ReadonlySet<object>> | undefined;
  for (const [each, byUse] of conflicts) {
    if (settled(each) !== value || isClosed(each)) continue;
    if (found === undefined) found = byUse;
    else {
      const merged = new Map(found);
      for (const [use, values] of byUse) merged.set(use, new Set([...(merged.get(use) ?? []), ...values]));
      found = merged;
    }
  }
  return found;
}

/** True if values under `value` were compared with uses of the group. */
export function isLinked(group: Group, value: Alternative): boolean {
  for (const each of group.evidence.links.keys()) if (settled(each) === value && !isClosed(each)) return true;
  return false;
}

/** What each of the alternatives that come to the same was compared with. */
function linksOf(group: Group, value: Alternative): ReadonlySet<Alternative>[] {
  const linked: ReadonlySet<Alternative>[] = [];
  for (const [each, uses] of group.evidence.links) {
    if (settled(each) === value && !isClosed(each)) linked.push(uses);
  }
  return linked;
}

/**
 * The alternatives of a group that values under `value` take only together: each rejects some, none all, and no other
 * accepts all. spec/03 §6.1, §6.4, step 1
 */
export function conjoined(group: Group, value: Alternative): readonly Alternative[] {
  const byUse = conflictsOf(group, value);
  if (byUse === undefined) return [];
  for (const uses of linksOf(group, value)) {
    for (const use of uses) if (!byUse.has(use) && !isClosed(use)) return [];
  }
  const rejected = new Set<object>();
  for (const values of byUse.values()) for (const each of values) rejected.add(each);
  for (const each of rejected) {
    if ([...byUse.values()].every((values) => values.has(each))) return [];
  }
  return [...byUse].filter(([, values]) => values.size < rejected.size).map(([use]) => use);
}

/** The alternatives of a group that values under `value` may take. spec/03 §6.4 */
export function usesOf(group: Group, value: Alternative): readonly Alternative[] {
  const together = conjoined(group, value);
  const conflicts = conflictsOf(group, value);
  const open = openLeaves(group);
  const fitting = open.filter((use) => conflicts?.has(use) !== true || together.includes(use));
  const linked = linksOf(group, value);
  const shared = fitting.filter((use) => linked.every((uses) => uses.has(use)));
  if (shared.length > 0) return shared;
  if (fitting.length < open.length) return fitting;
  return fitting.filter((use) => linked.some((uses) => uses.has(use)));
}

/** True if what is known for certain rules the alternative out. */
export function isRuledOut(alternative: Alternative): boolean {
  const group = alternative.group.outermost;
  return conflictsOf(group, BASE)?.has(alternative) === true && !conjoined(group, BASE).includes(alternative);
}

/** The alternatives of an exclusive group that certain values leave. */
export function requiredByBase(group: Group): ReadonlySet<Alternative> | undefined {
  let required: ReadonlySet<Alternative> | undefined;
  for (const [value, records] of group.evidence.records) {
    if (settled(value) !== BASE || isClosed(value)) continue;
    for (const record of records) {
      required = required === undefined ? tops(record) : intersect(required, tops(record));
    }
  }
  return required;
}

function tops(record: ReadonlySet<Alternative>): ReadonlySet<Alternative> {
  const found = new Set<Alternative>();
  for (const each of record) found.add(topOf(each));
  return found;
}

/**
 * True if no choice of alternatives lets one alternative of an exclusive group accept everything. spec/03 §6.3, step 3
 */
export function isUnsatisfiable(group: Group): boolean {
  const { records } = group.evidence;
  // What led here belongs to an alternative that fell with it, of another group.
  if (group.alternatives.every((each) => each.dead)) return false;
  if (records.size === 1 && records.has(BASE)) {
    // Mostly all that met it is certain.
    const required = requiredByBase(group);
    return required !== undefined && !group.alternatives.some((each) => !each.dead && required.has(each));
  }
  const before = valuesBefore(group);
  const requirements = new Requirements(group, before);
  const byGroup = new Map<Group, Map<Alternative, ReadonlySet<Alternative>>>();
  for (const value of before) {
    const sets = requirements.of(value);
    if (sets.length === 0) continue;
    const valueGroup = value.group.outermost;
    const known = byGroup.get(valueGroup) ?? new Map<Alternative, ReadonlySet<Alternative>>();
    known.set(value, sets.reduce(intersect));
    byGroup.set(valueGroup, known);
  }
  let left: readonly ReadonlySet<Alternative>[] = [new Set(group.alternatives.filter((each) => !each.dead))];
  for (const [valueGroup, known] of byGroup) {
    const choices = valueGroup === BASE.group ? [BASE] : openLeaves(valueGroup);
    const next: ReadonlySet<Alternative>[] = [];
    for (const choice of choices) {
      const required = known.get(choice);
      for (const each of left) {
        const both = required === undefined ? each : intersect(each, required);
        if (both.size > 0) next.push(both);
      }
    }
    left = distinctSets(next);
    if (left.length === 0) return true;
  }
  return false;
}

/** Value alternatives that have something to say about a group, directly or through groups between. */
function valuesBefore(group: Group): ReadonlySet<Alternative> {
  const values = new Set<Alternative>();
  const met = new Set<Group>([group]);
  const queue = [group];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const each of next.evidence.records.keys()) {
      if (isClosed(each)) continue;
      const value = settled(each);
      values.add(value);
      const before = value.group.outermost;
      if (value === BASE || met.has(before)) continue;
      met.add(before);
      queue.push(before);
    }
  }
  return values;
}

/** Sets of alternatives of a group, of each of which one must be taken; remembered for each value. */
class Requirements {
  readonly #known = new Map<Alternative, readonly ReadonlySet<Alternative>[]>();
  readonly #open = new Set<Alternative>();
  /** The groups whose alternatives are values of the group, or of such. */
  readonly #between: readonly Group[];

  constructor(
    readonly group: Group,
    before: ReadonlySet<Alternative>,
  ) {
    const groups = new Set([...before].map((value) => value.group.outermost));
    this.#between = [...groups].filter((each) => each !== BASE.group && each !== group);
  }

  of(value: Alternative): readonly ReadonlySet<Alternative>[] {
    const known = this.#known.get(value);
    if (known !== undefined) return known;
    if (this.#open.has(value)) return [];
    this.#open.add(value);
    const sets = recordsOf(this.group, value).map(tops);
    for (const between of this.#between) {
      for (const record of recordsOf(between, value)) {
        sets.push(
          ...unions([...record].filter((each) => !isClosed(each)).map((each) => this.of(settled(each)))),
        );
      }
    }
    this.#open.delete(value);
    const distinct = distinctSets(sets);
    this.#known.set(value, distinct);
    return distinct;
  }
}

function recordsOf(group: Group, value: Alternative): ReadonlySet<Alternative>[] {
  const found: ReadonlySet<Alternative>[] = [];
  for (const [each, records] of group.evidence.records) {
    if (settled(each) === value && !isClosed(each)) found.push(...records);
  }
  return found;
}

/** All unions of one set of each list; none if a list is empty. */
function unions(
  lists: readonly (readonly ReadonlySet<Alternative>[])[],
): readonly ReadonlySet<Alternative>[] {
  if (lists.length === 0) return [];
  let results: readonly ReadonlySet<Alternative>[] = [new Set()];
  for (const list of lists) {
    results = distinctSets(results.flatMap((result) => list.map((each) => new Set([...result, ...each]))));
  }
  return results;
}

function intersect(a: ReadonlySet<Alternative>, b: ReadonlySet<Alternative>): ReadonlySet<Alternative> {
  const both = new Set<Alternative>();
  for (const each of a) if (b.has(each)) both.add(each);
  return both;
}

/** Whether two sets have the same elements. */
export function isSameSet(a: ReadonlySet<Alternative>, b: ReadonlySet<Alternative>): boolean {
  if (a.size !== b.size) return false;
  for (const each of a) if (!b.has(each)) return false;
  return true;
}

/** Each set once. */
export function distinctSets(sets: readonly ReadonlySet<Alternative>[]): readonly ReadonlySet<Alternative>[] {
  const distinct: ReadonlySet<Alternative>[] = [];
  for (const set of sets) if (!distinct.some((each) => isSameSet(each, set))) distinct.push(set);
  return distinct;
}
