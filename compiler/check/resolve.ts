import { type Alternative, BASE, type Group, isClosed, isDead, settled } from "../types/alternative.js";
import type { VariableState } from "../types/type.js";
import type { Comparison, Failure, Leaf } from "./comparison.js";
import { isRuledOut, isSameSet, isUnsatisfiable, requiredByBase } from "./evidence.js";
import { byUseGroup, flatten, inResolutionOrder, type Key } from "./keys.js";
import { link, noteConflict } from "./levels.js";
import { tooComplex } from "./limits.js";
import type { Session } from "./session.js";
import { inWorld, isElsewhere, isInside, newWorld, takenBy, type World } from "./world.js";

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
  readonly #judged = new Map<Leaf, Map<World, Resolution>>();

  readonly #everywhere = newWorld();

  constructor(readonly session: Session) {}

  /** `failed` are all leaves of this call that failed. */
  resolve(comparison: Comparison, failed: readonly Leaf[]): Resolution {
    this.#judged.clear();
    this.#dropped = new Set();
    const resolution = this.#resolve(comparison);
    if (!resolution.ok) return resolution;
    if (this.#dropped.size > 0 && !this.#recheck(new Set())) {
      return { ok: false, failures: withoutRuledOut(this.#reasons(failed)).map(({ failure }) => failure) };
    }
    this.#register(comparison);
    return FINE;
  }

  /** Step 5: calls that met a group of a dropped alternative. */
  #recheck(done: Set<Comparison>): boolean {
    const groups = new Set<Group>();
    for (const { group } of this.#dropped) groups.add(group.outermost);
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

  #resolve(comparison: Comparison, around: World = this.#everywhere): Resolution {
    switch (comparison.kind) {
      case "trivial":
        return FINE;
      case "leaf":
        return this.#judge(comparison, around);
      case "ofVariable":
        return comparison.state.comparisons.length === 0 ? FINE : this.#choose(comparison, around);
      case "both":
      case "unfolded":
        return this.#choose(comparison, around);
    }
  }

  #judge(leaf: Leaf, around: World): Resolution {
    const { useAlternative, failure, parts } = leaf;
    const valueAlternative = settled(leaf.valueAlternative);
    if (valueAlternative !== useAlternative) {
      const isOut = valueAlternative === BASE ? isDead(useAlternative) : isClosed(useAlternative);
      if (isOut || isClosed(valueAlternative)) return { ok: false, failures: [] };
    }
    if (failure !== undefined) return { ok: false, failures: [failure] };
    if (parts.length === 0 || this.#judging.has(leaf)) return FINE;
    const inside = inWorld(inWorld(around, valueAlternative, "value"), useAlternative, "use");
    const known = this.#judged.get(leaf)?.get(inside);
    if (known !== undefined) return known;
    if (this.#judging.size >= MAX_NESTED) throw tooComplex(undefined);
    this.#judging.add(leaf);
    let resolution = FINE;
    for (const part of parts) resolution = combine(resolution, this.#resolve(part, inside));
    this.#judging.delete(leaf);
    let judged = this.#judged.get(leaf);
    if (judged === undefined) {
      judged = new Map();
      this.#judged.set(leaf, judged);
    }
    judged.set(inside, resolution);
    return resolution;
  }

  #choose(comparison: Comparison, around: World): Resolution {
    const { keys, plain } = flatten(comparison);
    let ok = true;
    const failures: Failure[] = [];
    const reject = (reasons: readonly Failure[]) => {
      ok = false;
      failures.push(...reasons);
    };
    const rejections = new Map<Group, Reason[]>();
    const drop = (alternative: Alternative, reasons: readonly Failure[]) => {
      if (isInside(alternative, around)) {
        reject(reasons);
        return;
      }
      this.#close(alternative, "dead");
      const { outermost } = alternative.group;
      const known = rejections.get(outermost) ?? [];
      known.push(...reasons.map((failure) => ({ failure, alternative })));
      rejections.set(outermost, known);
    };
    for (const leaf of plain) {
      if (isElsewhere(leaf.useAlternative, around)) continue;
      const judged = this.#judge(leaf, around);
      if (!judged.ok) drop(leaf.useAlternative, judged.failures);
    }
    for (const key of keys.reverse()) {
      if (key.alternative !== BASE && isClosed(key.alternative)) continue;
      for (const [group, leaves] of byUseGroup(key)) {
        const reasons = this.#accept(key, group, leaves, around);
        if (reasons !== undefined) drop(key.alternative, reasons);
      }
    }
    for (const [group, reasons] of rejections) {
      if (hasOpen(group)) continue;
      reject(withoutRuledOut(reasons).map(({ failure }) => failure));
    }
    return ok ? FINE : { ok, failures };
  }

  /** Step 3: undefined if some alternative accepts, or else why none does. */
  #accept(
    key: Key,
    group: Group,
    leaves: ReadonlyMap<Alternative, readonly Leaf[]>,
    around: World,
  ): Failure[] | undefined {
    const accepting = new Set<Alternative>();
    const failures: Failure[] = [];
    for (const [alternative, own] of inResolutionOrder(group, leaves)) {
      let judged = FINE;
      for (const leaf of own) judged = combine(judged, this.#judge(leaf, around));
      if (judged.ok) accepting.add(alternative);
      else failures.push(...judged.failures);
    }
    if (accepting.size === 0) return failures;
    if (group === BASE.group) return undefined;
    const taken = takenBy(group, around);
    if (taken !== "use") this.#compared(key, leaves.keys(), accepting);
    // Where an alternative of the group is taken already, accepting it is no choice.
    if (taken !== undefined) return undefined;
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

  /** A value is accepted or rejected as a whole, whatever its parts met. */
  #compared(key: Key, uses: Iterable<Alternative>, accepting: ReadonlySet<Alternative>): void {
    for (const use of uses) {
      link(this.session, key.alternative, use);
      if (!accepting.has(use)) noteConflict(this.session, key.alternative, use, key.value!);
    }
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
    const { container, evidence } = alternative.group;
    for (const copy of evidence.copies) this.#close(copy.alternatives[alternative.index]!, how);
    if (container?.inner.every(({ alternatives }) => alternatives.every((each) => each.dead)) === true)
      this.#close(container, "dead");
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
