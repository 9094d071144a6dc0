import {
  type Alternative,
  BASE,
  type Group,
  isClosed,
  isDead,
  resolutionOrder,
  settled,
} from "../types/alternative.js";
import type { Value, VariableState } from "../types/type.js";
import type { Comparison, Failure, Leaf } from "./comparison.js";
import { isRuledOut, isSameSet, isUnsatisfiable, requiredByBase } from "./evidence.js";
import { tooComplex } from "./limits.js";
import type { Session } from "./session.js";

/** How deep comparisons of recursive types may lead into one another. */
const MAX_NESTED = 128;

/** Whether a comparison holds, and why not. A failure without reasons comes from a dead alternative. */
export interface Resolution {
  readonly ok: boolean;
  readonly failures: readonly Failure[];
}

const FINE: Resolution = { ok: true, failures: [] };

/**
 * Decides at the end of a call which alternatives accept what was compared, and drops those that accept nothing.
 * Earlier calls are looked at again when alternatives that they met are dropped. spec/03 §6.3
 */
export class Resolver {
  /** Calls that succeeded, by the groups they met. */
  readonly #calls = new Map<Group, Set<Comparison>>();
  /** Groups that the alternatives of a group met as values. */
  readonly #after = new Map<Group, Set<Group>>();
  #dropped = new Set<Alternative>();
  /** What is being judged: recursive types compare with parts of themselves, and then count as fine meanwhile. */
  readonly #judging = new Set<Leaf>();
  /** What was judged since anything changed: a recursive comparison leads to the same leaves on many ways. */
  readonly #judged = new Map<Leaf, Resolution>();

  constructor(readonly session: Session) {}

  /** `failed` are all leaves of this call that failed. */
  resolve(comparison: Comparison, failed: readonly Leaf[]): Resolution {
    this.#judged.clear();
    this.#dropped = new Set();
    const resolution = this.#resolve(comparison);
    if (!resolution.ok) return resolution;
    if (!this.#recheck(new Set())) {
      return { ok: false, failures: withoutRuledOut(this.#reasons(failed)).map(({ failure }) => failure) };
    }
    this.#register(comparison);
    return FINE;
  }

  /** Step 5: calls that met a group of a dropped alternative. */
  #recheck(done: Set<Comparison>): boolean {
    const groups = new Set([...this.#dropped].map((alternative) => alternative.group.outermost));
    for (const group of groups) {
      for (const call of this.#calls.get(group) ?? []) {
        if (done.has(call)) continue;
        done.add(call);
        const before = this.#dropped.size;
        if (!this.#resolve(call).ok) return false;
        if (this.#dropped.size > before) return this.#recheck(new Set());
      }
    }
    return true;
  }

  #register(comparison: Comparison): void {
    const registerAt = ({ group }: Alternative): void => {
      if (group === BASE.group) return;
      const calls = this.#calls.get(group.outermost);
      if (calls === undefined) this.#calls.set(group.outermost, new Set([comparison]));
      else calls.add(comparison);
    };
    forEachLeaf(comparison, (leaf) => {
      registerAt(leaf.valueAlternative);
      registerAt(leaf.useAlternative);
    });
  }

  #reasons(failed: readonly Leaf[]): Reason[] {
    const reasons: Reason[] = [];
    for (const { failure, valueAlternative } of failed) {
      if (failure === undefined) continue;
      if (valueAlternative === BASE || this.#dropped.has(valueAlternative)) {
        reasons.push({ failure, alternative: valueAlternative });
      }
    }
    return reasons;
  }

  #resolve(comparison: Comparison): Resolution {
    switch (comparison.kind) {
      case "trivial":
        return FINE;
      case "leaf":
        return this.#judge(comparison);
      case "ofVariable":
        return comparison.state.comparisons.length === 0 ? FINE : this.#choose(comparison);
      case "both":
      case "unfolded":
        return this.#choose(comparison);
    }
  }

  #judge(leaf: Leaf): Resolution {
    const { useAlternative, failure, parts } = leaf;
    const valueAlternative = settled(leaf.valueAlternative);
    if (valueAlternative !== useAlternative) {
      const isOut = valueAlternative === BASE ? isDead(useAlternative) : isClosed(useAlternative);
      if (isOut || isClosed(valueAlternative)) return { ok: false, failures: [] };
    }
    if (failure !== undefined) return { ok: false, failures: [failure] };
    if (parts.length === 0 || this.#judging.has(leaf)) return FINE;
    const known = this.#judged.get(leaf);
    if (known !== undefined) return known;
    if (this.#judging.size >= MAX_NESTED) throw tooComplex(undefined);
    this.#judging.add(leaf);
    let resolution = FINE;
    for (const part of parts) resolution = combine(resolution, this.#resolve(part));
    this.#judging.delete(leaf);
    this.#judged.set(leaf, resolution);
    return resolution;
  }

  #choose(comparison: Comparison): Resolution {
    const { keys, plain } = flatten(comparison);
    let ok = true;
    const failures: Failure[] = [];
    const reject = (reasons: readonly Failure[]) => {
      ok = false;
      failures.push(...reasons);
    };
    for (const leaf of plain) {
      const judged = this.#judge(leaf);
      if (!judged.ok) reject(judged.failures);
    }
    if (keys.length === 0) return ok ? FINE : { ok, failures };
    const rejections = new Map<Group, Reason[]>();
    for (const key of keys.reverse()) {
      if (key.alternative !== BASE && isClosed(key.alternative)) continue;
      for (const [group, leaves] of byUseGroup(key)) {
        const reasons = this.#accept(key, group, leaves);
        if (reasons === undefined) continue;
        if (key.alternative === BASE) {
          reject(reasons);
          continue;
        }
        this.#close(key.alternative, "dead");
        const valueGroup = key.alternative.group.outermost;
        const known = rejections.get(valueGroup) ?? [];
        known.push(...reasons.map((failure) => ({ failure, alternative: key.alternative })));
        rejections.set(valueGroup, known);
      }
    }
    for (const [group, reasons] of rejections) {
      if (hasOpen(group)) continue;
      reject(withoutRuledOut(reasons).map(({ failure }) => failure));
    }
    return ok ? FINE : { ok, failures };
  }

  /** Step 3: undefined if some alternative accepts, or else why none does. */
  #accept(key: Key, group: Group, leaves: ReadonlyMap<Alternative, readonly Leaf[]>): Failure[] | undefined {
    const accepting = new Set<Alternative>();
    const failures: Failure[] = [];
    for (const [alternative, own] of inResolutionOrder(group, leaves)) {
      let judged = FINE;
      for (const leaf of own) judged = combine(judged, this.#judge(leaf));
      if (judged.ok) accepting.add(alternative);
      else failures.push(...judged.failures);
    }
    if (accepting.size === 0) return failures;
    if (group === BASE.group) return undefined;
    const undo = this.#record(group, key.alternative, accepting);
    if (undo === undefined) return undefined;
    for (const each of this.#from(group)) {
      if (!each.exclusive || !isUnsatisfiable(each)) continue;
      undo();
      return failures;
    }
    if (key.alternative === BASE && group.exclusive) this.#ruleOut(group);
    return undefined;
  }

  /** The group, and those whose uses its alternatives met as values, at any remove. */
  #from(group: Group): Iterable<Group> {
    if (!this.#after.has(group)) return [group];
    const found = new Set([group]);
    for (const each of found) for (const next of this.#after.get(each) ?? []) found.add(next);
    return found;
  }

  /** What certain values take in an exclusive group, all must take. */
  #ruleOut(group: Group): void {
    const required = requiredByBase(group);
    if (required === undefined) return;
    for (const alternative of group.alternatives) {
      if (!required.has(alternative)) this.#close(alternative, "ruledOut");
    }
  }

  /** Notes what a value may choose; undefined if that was known. */
  #record(group: Group, value: Alternative, accepting: ReadonlySet<Alternative>): (() => void) | undefined {
    const { records } = group.evidence;
    if (value !== BASE) {
      const valueGroup = value.group.outermost;
      this.#after.set(valueGroup, (this.#after.get(valueGroup) ?? new Set()).add(group));
    }
    let known = records.get(value);
    if (known === undefined) {
      known = [];
      records.set(value, known);
      this.session.undoWith(() => records.delete(value));
    }
    if (known.some((each) => isSameSet(each, accepting))) return undefined;
    const list = known;
    const { length } = list;
    list.push(accepting);
    this.#judged.clear();
    const undo = () => {
      this.#judged.clear();
      list.length = length;
    };
    this.session.undoWith(undo);
    return undo;
  }

  #close(alternative: Alternative, how: "dead" | "ruledOut"): void {
    if (alternative[how]) return;
    alternative[how] = true;
    this.#judged.clear();
    this.#dropped.add(alternative);
    this.session.undoWith(() => {
      alternative[how] = false;
    });
    const { container, evidence, alternatives } = alternative.group;
    for (const copy of evidence.copies) this.#close(copy.alternatives[alternative.index]!, how);
    if (container !== undefined && alternatives.every((each) => each.dead)) this.#close(container, "dead");
  }
}

interface Reason {
  readonly failure: Failure;
  readonly alternative: Alternative;
}

/** Alternatives that known values rule out anyway explain nothing, as long as there are others. */
function withoutRuledOut(reasons: readonly Reason[]): readonly Reason[] {
  const open = reasons.filter(({ alternative }) => alternative === BASE || !isRuledOut(alternative));
  return open.length === 0 ? reasons : open;
}

function hasOpen(group: Group): boolean {
  return group.alternatives.some((alternative) => !isClosed(alternative));
}

function combine(a: Resolution, b: Resolution): Resolution {
  if (a.ok) return b;
  return b.ok ? a : { ok: false, failures: [...a.failures, ...b.failures] };
}

/** One value under one alternative, and what it unfolds from; its leaves say which uses accept it. */
interface Key {
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
function flatten(comparison: Comparison): { readonly keys: Key[]; readonly plain: readonly Leaf[] } {
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
function byUseGroup(key: Key): Map<Group, Map<Alternative, Leaf[]>> {
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

function inResolutionOrder(
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

/** All leaves below a comparison, those of parts too. */
function forEachLeaf(comparison: Comparison, use: (leaf: Leaf) => void): void {
  const met = new Set<VariableState>();
  const visit = (each: Comparison): void => {
    switch (each.kind) {
      case "trivial":
        return;
      case "leaf":
        use(each);
        for (const part of each.parts) visit(part);
        return;
      case "both":
        visit(each.first);
        visit(each.second);
        return;
      case "unfolded":
        visit(each.comparison);
        return;
      case "ofVariable":
        if (met.has(each.state)) return;
        met.add(each.state);
        for (const found of each.state.comparisons) visit(found as Comparison);
    }
  };
  visit(comparison);
}
