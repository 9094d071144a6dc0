import { type Alternative, BASE, encloses, isClosed, settled } from "../types/alternative.js";
import { oneOf, overloaded, variable } from "../types/build.js";
import { forEachComponent } from "../types/components.js";
import { type Rebuilding, rebuild, rebuildAll } from "../types/rebuild.js";
import { Bound, grown, type Use, type Value, type Variable, type VariableState } from "../types/type.js";
import { arityOf } from "./arity.js";
import { link } from "./levels.js";
import type { Session } from "./session.js";
import { type Variant, variantsOf } from "./variants.js";

/**
 * Makes the overloads that were left open inside a type visible: a copy without alternatives where they are decided,
 * else an overload of such copies. Variables and groups up to the level stay as they are. spec/03 §6.4
 */
export function anneal<T extends Value | Use>(
  session: Session,
  type: T,
  polarity: boolean,
  level: number,
): Value | Use {
  if (!session.hasGroups || type.level <= level) return type;
  const { outputs, inputs } = alternativesOf(type, polarity, level);
  if (outputs.length === 0) return type;
  const variants = variantsOf(outputs, inputs);
  const { all } = variants;
  if (all.length === 0) return type;
  const copyFor = (variant: Variant, alternative: Alternative) =>
    copyVariant(session, { type, polarity, level, variant, hasInputs: inputs.length > 0, alternative });
  if (all.length === 1) return copyFor(all[0]!, BASE);
  const group = session.newGroup(all.length, arityOf(type) > 1, level + 1);
  const members = all.map((variant, index) => {
    const alternative = group.alternatives[index]!;
    for (const each of variants.leadingTo(variant, level)) link(session, each, alternative);
    return new Bound(copyFor(variant, alternative), alternative);
  });
  return polarity
    ? overloaded(members as Bound<Value>[], type.span)
    : oneOf(members as Bound<Use>[], type.span);
}

/** The live alternatives on bounds that can be reached, as outputs and as inputs, in the order of the bounds. */
function alternativesOf(
  type: Value | Use,
  polarity: boolean,
  level: number,
): { readonly outputs: Alternative[]; readonly inputs: Alternative[] } {
  const sides = { out: new Set<Alternative>(), in: new Set<Alternative>() };
  const met = { out: new Set<VariableState>(), in: new Set<VariableState>() };
  const later: { readonly type: Value | Use; readonly at: boolean }[] = [{ type, at: polarity }];
  const note = (alternative: Alternative, at: boolean) => {
    if (alternative.group.level <= level || isClosed(alternative)) return;
    if (settled(alternative) === BASE) return;
    sides[at === polarity ? "out" : "in"].add(alternative);
  };
  const visit = (node: Value | Use, at: boolean): void => {
    if (node.level <= level) return;
    if (node.kind === "variable") {
      const seen = met[at ? "out" : "in"];
      if (seen.has(node.state)) return;
      seen.add(node.state);
      const bounds: readonly Bound<Value | Use>[] = at ? node.state.lower : node.state.upper;
      for (const bound of bounds) {
        if (isClosed(bound.alternative)) continue;
        note(bound.alternative, at);
        later.push({ type: bound.type, at });
      }
    } else if (node.kind === "overloaded" || node.kind === "oneOf") {
      for (const member of node.members) {
        note(member.alternative, at);
        visit(member.type, at);
      }
    } else forEachComponent(node, at, visit);
  };
  for (const each of later) visit(each.type, each.at);
  return { outputs: [...sides.out], inputs: [...sides.in] };
}

interface Copying<T> {
  readonly type: T;
  readonly polarity: boolean;
  readonly level: number;
  readonly variant: Variant;
  /** False if the type takes nothing of what its overloads hang on. */
  readonly hasInputs: boolean;
  /** What the bounds of the variant hang on from now on. */
  readonly alternative: Alternative;
}

/** Step 5: the type as one variant has it. */
function copyVariant<T extends Value | Use>(session: Session, copying: Copying<T>): T {
  const { type, polarity, level, variant, hasInputs } = copying;
  const known = new Map<VariableState, Variable>();
  const later: (() => void)[] = [];
  const inputs: Iterable<Alternative> = hasInputs ? variant.active : variant.chosen;
  const keeps = (alternative: Alternative, side: boolean): boolean => {
    for (const each of side === polarity ? variant.chosen : inputs) {
      if (encloses(alternative, each) || encloses(each, alternative)) return true;
    }
    return false;
  };
  const retag = (alternative: Alternative, side: boolean): Alternative | undefined => {
    if (isClosed(alternative)) return undefined;
    if (settled(alternative) === BASE) return copying.alternative;
    if (alternative.group.level <= level) return alternative;
    return keeps(alternative, side) ? copying.alternative : undefined;
  };
  const boundsOf = <B extends Value | Use>(
    bounds: readonly Bound<B>[],
    side: boolean,
  ): readonly Bound<B>[] => {
    let kept: readonly Bound<B>[] = [];
    for (const bound of bounds) {
      const alternative = retag(bound.alternative, side);
      if (alternative !== undefined)
        kept = grown(kept, new Bound(rebuild(bound.type, side, parts), alternative));
    }
    return kept;
  };
  const parts: Rebuilding = {
    above: level,
    variable(mention) {
      const old = mention.state;
      if (old.level <= level) return mention;
      const before = known.get(old);
      if (before !== undefined) return variable(before.state, mention.span);
      const fresh = session.fresh(mention.span, old.level);
      known.set(old, fresh);
      fresh.state.poisoned = old.poisoned;
      later.push(() => {
        fresh.state.lower = boundsOf(old.lower, true);
        fresh.state.upper = boundsOf(old.upper, false);
      });
      return fresh;
    },
    overloaded(node, side) {
      const members = node.members.flatMap((member) => {
        const alternative = retag(member.alternative, side);
        return alternative === undefined ? [] : [new Bound(rebuild(member.type, side, parts), alternative)];
      });
      if (members.length === 1 && members[0]!.alternative === copying.alternative) return members[0]!.type;
      if (members.every(({ alternative }) => alternative !== copying.alternative))
        return overloaded(members, node.span);
      const joined = session.fresh(node.span, level + 1);
      joined.state.lower = members;
      return joined;
    },
    oneOf(node, side) {
      const members = node.members.flatMap((member) => {
        const alternative = retag(member.alternative, side);
        return alternative === undefined ? [] : [new Bound(rebuild(member.type, side, parts), alternative)];
      });
      if (members.length === 1 && members[0]!.alternative === copying.alternative) return members[0]!.type;
      if (members.every(({ alternative }) => alternative !== copying.alternative))
        return oneOf(members, node.span);
      const joined = session.fresh(node.span, level + 1);
      joined.state.upper = members;
      return joined;
    },
  };
  return rebuildAll(type, polarity, parts, later);
}
