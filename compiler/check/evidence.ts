import { type Alternative, BASE, type Group, isDead, liveLeaves, topOf } from "../types/alternative.js";

/** The alternatives of a group that values under `value` take only together: each rejects some, none all. */
export function conjoined(group: Group, value: Alternative): readonly Alternative[] {
  const byUse = group.evidence.conflicts.get(value);
  if (byUse === undefined) return [];
  const rejected = new Set<object>();
  for (const values of byUse.values()) for (const each of values) rejected.add(each);
  for (const each of rejected) {
    if ([...byUse.values()].every((values) => values.has(each))) return [];
  }
  return [...byUse].filter(([, values]) => values.size < rejected.size).map(([use]) => use);
}

/** True if no value under `value` can take the alternative. spec/03 §6.4 */
export function clashes(value: Alternative, use: Alternative, together: readonly Alternative[]): boolean {
  const { conflicts } = use.group.outermost.evidence;
  return conflicts.get(value)?.has(use) === true && !together.includes(use);
}

/** The alternatives of a group that values under `value` may take. */
export function usesOf(group: Group, value: Alternative): readonly Alternative[] {
  const together = conjoined(group, value);
  const live = liveLeaves(group);
  const open = live.filter((use) => !clashes(value, use, together));
  if (open.length < live.length) return open;
  const linked = group.evidence.links.get(value);
  return open.filter((use) => linked?.has(use) === true);
}

/** True if what is known for certain rules the alternative out. */
export function isRuledOut(alternative: Alternative): boolean {
  const group = alternative.group.outermost;
  return clashes(BASE, alternative, conjoined(group, BASE));
}

/**
 * True if no choice of alternatives lets one alternative of an exclusive group accept everything. spec/03 §6.3, step 3
 */
export function isUnsatisfiable(group: Group): boolean {
  const values = new Map<Group, Map<Alternative, ReadonlySet<Alternative>>>();
  for (const value of valuesBefore(group)) {
    const choices = requirements(group, value, new Set());
    if (choices.length === 0) continue;
    const group_ = value.group.outermost;
    const known = values.get(group_) ?? new Map<Alternative, ReadonlySet<Alternative>>();
    known.set(value, choices.reduce(intersect));
    values.set(group_, known);
  }
  let open: ReadonlySet<Alternative>[] = [new Set(group.alternatives.filter((each) => !each.dead))];
  for (const [valueGroup, known] of values) {
    const live = liveLeaves(valueGroup);
    const next: ReadonlySet<Alternative>[] = [];
    for (const choice of live) {
      const required = known.get(choice);
      for (const left of open) {
        const both = required === undefined ? left : intersect(left, required);
        if (both.size > 0) next.push(both);
      }
    }
    open = distinctSets(next);
    if (open.length === 0) return true;
  }
  return false;
}

/** Value alternatives that have something to say about a group, directly or through groups between. */
function valuesBefore(group: Group): Set<Alternative> {
  const values = new Set<Alternative>();
  const met = new Set<Group>([group]);
  const queue = [group];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const value of next.evidence.records.keys()) {
      values.add(value);
      const before = value.group.outermost;
      if (value === BASE || met.has(before)) continue;
      met.add(before);
      queue.push(before);
    }
  }
  return values;
}

/** Sets of alternatives of the group, of each of which one must be taken. */
function requirements(group: Group, value: Alternative, met: Set<Alternative>): ReadonlySet<Alternative>[] {
  if (met.has(value) || isDead(value)) return [];
  const around = new Set([...met, value]);
  const own = (group.evidence.records.get(value) ?? []).map((record) => new Set([...record].map(topOf)));
  const passed: ReadonlySet<Alternative>[] = [];
  for (const between of groupsBetween(group)) {
    for (const record of between.evidence.records.get(value) ?? []) {
      passed.push(...unions([...record].map((each) => requirements(group, each, around))));
    }
  }
  return distinctSets([...own, ...passed]);
}

/** The groups whose alternatives are values of the group, or of such. */
function groupsBetween(group: Group): Group[] {
  const found = new Set<Group>();
  for (const value of valuesBefore(group)) {
    const between = value.group.outermost;
    if (value !== BASE && between !== group) found.add(between);
  }
  return [...found];
}

/** All unions of one set of each list; none if a list is empty. */
function unions(lists: readonly ReadonlySet<Alternative>[][]): ReadonlySet<Alternative>[] {
  let results: ReadonlySet<Alternative>[] = [new Set()];
  for (const list of lists) {
    results = distinctSets(results.flatMap((result) => list.map((each) => new Set([...result, ...each]))));
  }
  return lists.length === 0 ? [] : results;
}

export function intersect(
  a: ReadonlySet<Alternative>,
  b: ReadonlySet<Alternative>,
): ReadonlySet<Alternative> {
  return new Set([...a].filter((each) => b.has(each)));
}

export function isSameSet(a: ReadonlySet<Alternative>, b: ReadonlySet<Alternative>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}

export function distinctSets(sets: readonly ReadonlySet<Alternative>[]): ReadonlySet<Alternative>[] {
  const distinct: ReadonlySet<Alternative>[] = [];
  for (const set of sets) if (!distinct.some((each) => isSameSet(each, set))) distinct.push(set);
  return distinct;
}
