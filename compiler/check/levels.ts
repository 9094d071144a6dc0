import {
  type Alternative,
  BASE,
  type Evidence,
  type Group,
  isClosed,
  settled,
} from "../types/alternative.js";
import { oneOf, overloaded, variable } from "../types/build.js";
import { type Rebuilding, rebuild, rebuildAll } from "../types/rebuild.js";
import { Bound, grown, type Use, type Value, type Variable, type VariableState } from "../types/type.js";
import type { Session } from "./session.js";

/**
 * The part of a type above a level, moved down to it: fresh variables there, tied to the old ones in the
 * direction in which values flow. spec/03 §4
 */
export function extrude<T extends Value | Use>(
  session: Session,
  node: T,
  polarity: boolean,
  level: number,
): T {
  const known = new Map<VariableState, { in?: Variable; out?: Variable }>();
  const later: (() => void)[] = [];
  const parts: Rebuilding = {
    above: level,
    variable(mention, polarity) {
      const old = mention.state;
      if (old.level <= level) return mention;
      const moved = known.get(old) ?? {};
      known.set(old, moved);
      const side = polarity ? "out" : "in";
      const before = moved[side];
      if (before !== undefined) return variable(before.state, mention.span);
      const fresh = session.fresh(mention.span, level);
      moved[side] = fresh;
      fresh.state.poisoned = old.poisoned;
      if (polarity) {
        session.addUpper(old, fresh, BASE);
        for (const bound of old.lower) {
          later.push(() => {
            const alternative = alternativeAt(session, bound.alternative, level);
            session.addLower(fresh.state, rebuild(bound.type, true, parts), alternative);
          });
        }
      } else {
        session.addLower(old, fresh, BASE);
        for (const bound of old.upper) {
          later.push(() => {
            const alternative = alternativeAt(session, bound.alternative, level);
            session.addUpper(fresh.state, rebuild(bound.type, false, parts), alternative);
          });
        }
      }
      return fresh;
    },
    overloaded: (node, polarity) =>
      overloaded(
        node.members.map(({ alternative, type }) => {
          const moved = alternativeAt(session, alternative, level);
          return new Bound(rebuild(type, polarity, parts), moved);
        }),
        node.span,
      ),
    oneOf: (node, polarity) =>
      oneOf(
        node.members.map(({ alternative, type }) => {
          const moved = alternativeAt(session, alternative, level);
          return new Bound(rebuild(type, polarity, parts), moved);
        }),
        node.span,
      ),
  };
  return rebuildAll(node, polarity, parts, later);
}

/** An alternative as a variable of an outer `let` sees it: that of a copy of its group there. spec/03 §6.2 */
export function alternativeAt(session: Session, alternative: Alternative, level: number): Alternative {
  if (alternative.group.level <= level) return alternative;
  return groupAt(session, alternative.group, level).alternatives[alternative.index]!;
}

function groupAt(session: Session, group: Group, level: number): Group {
  const known = group.evidence.copies.find((copy) => copy.level === level);
  if (known !== undefined) return known;
  const container =
    group.container === undefined ? undefined : alternativeAt(session, group.container, level);
  const copy = session.newGroup(group.alternatives.length, group.exclusive, level, container);
  session.append(group.evidence.copies, copy);
  session.append(copy.evidence.copies, group);
  for (const [index, original] of group.alternatives.entries()) {
    const twin = copy.alternatives[index]!;
    twin.dead = original.dead;
    twin.ruledOut = original.ruledOut;
    link(session, original, twin);
    link(session, twin, original);
  }
  return copy;
}

/** Notes that a value under one alternative was compared with a use under another; the base keeps no evidence. */
export function link(session: Session, from: Alternative, to: Alternative): void {
  if (to === BASE) return;
  const { links } = to.group.outermost.evidence;
  let targets = links.get(from);
  if (targets === undefined) {
    targets = new Set();
    links.set(from, targets);
    session.undoWith(() => links.delete(from));
  }
  if (targets.has(to)) return;
  targets.add(to);
  const added = targets;
  session.undoWith(() => added.delete(to));
}

/** Notes that a use rejects a value. */
export function noteConflict(session: Session, value: Alternative, use: Alternative, rejected: object): void {
  if (use === BASE) return;
  const { conflicts } = use.group.outermost.evidence;
  let byUse = conflicts.get(value);
  if (byUse === undefined) {
    byUse = new Map();
    conflicts.set(value, byUse);
    session.undoWith(() => conflicts.delete(value));
  }
  let values = byUse.get(use);
  if (values === undefined) {
    values = new Set();
    byUse.set(use, values);
    const uses = byUse;
    session.undoWith(() => uses.delete(use));
  }
  if (values.has(rejected)) return;
  values.add(rejected);
  const added = values;
  session.undoWith(() => added.delete(rejected));
}

/** Type variables above the level of a scheme are new at each mention. spec/03 §4 */
export function instantiate(session: Session, scheme: Value, schemeLevel: number): Value {
  if (scheme.level <= schemeLevel) return scheme;
  const variables = new Map<VariableState, Variable>();
  const groups = new Map<Group, Group>();
  const later: (() => void)[] = [];
  const copyAlternative = (alternative: Alternative): Alternative => {
    if (alternative.group.level <= schemeLevel) return alternative;
    if (settled(alternative) === BASE) return BASE;
    return copyGroup(alternative.group).alternatives[alternative.index]!;
  };
  const copyGroup = (group: Group): Group => {
    const known = groups.get(group);
    if (known !== undefined) return known;
    const container = group.container === undefined ? undefined : copyAlternative(group.container);
    const copy = session.newGroup(group.alternatives.length, group.exclusive, session.level, container);
    groups.set(group, copy);
    for (const [index, original] of group.alternatives.entries()) {
      copy.alternatives[index]!.dead = original.dead;
      copy.alternatives[index]!.ruledOut = original.ruledOut;
    }
    copyEvidence(group.evidence, copy.evidence, copyAlternative);
    return copy;
  };
  const copyBounds = <B extends Value | Use>(
    bounds: readonly Bound<B>[],
    polarity: boolean,
  ): readonly Bound<B>[] => {
    let copies: readonly Bound<B>[] = [];
    for (const { type, alternative } of bounds) {
      if (isClosed(alternative)) continue;
      copies = grown(copies, new Bound(rebuild(type, polarity, parts), copyAlternative(alternative)));
    }
    return copies;
  };
  const parts: Rebuilding = {
    above: schemeLevel,
    variable(mention) {
      const old = mention.state;
      if (old.level <= schemeLevel) return mention;
      const known = variables.get(old);
      if (known !== undefined) return variable(known.state, mention.span);
      const fresh = session.fresh(mention.span);
      fresh.state.isKnown = old.isKnown;
      fresh.state.poisoned = old.poisoned;
      variables.set(old, fresh);
      const { state } = fresh;
      if (old.lower.length > 0 || old.upper.length > 0) {
        later.push(() => {
          state.lower = copyBounds(old.lower, true);
          state.upper = copyBounds(old.upper, false);
        });
      }
      return fresh;
    },
    overloaded: (node, polarity) =>
      overloaded(
        node.members.map(({ alternative, type }) => {
          const copied = copyAlternative(alternative);
          return new Bound(rebuild(type, polarity, parts), copied);
        }),
        node.span,
      ),
    oneOf: (node, polarity) =>
      oneOf(
        node.members.map(({ alternative, type }) => {
          const copied = copyAlternative(alternative);
          return new Bound(rebuild(type, polarity, parts), copied);
        }),
        node.span,
      ),
  };
  return rebuildAll(scheme, true, parts, later);
}

function copyEvidence(from: Evidence, to: Evidence, copy: (alternative: Alternative) => Alternative): void {
  const copySet = (alternatives: ReadonlySet<Alternative>) => new Set([...alternatives].map(copy));
  for (const [value, targets] of from.links) to.links.set(copy(value), copySet(targets));
  for (const [value, byUse] of from.conflicts) {
    to.conflicts.set(copy(value), new Map([...byUse].map(([use, values]) => [copy(use), new Set(values)])));
  }
  for (const [value, choices] of from.records) to.records.set(copy(value), choices.map(copySet));
}
