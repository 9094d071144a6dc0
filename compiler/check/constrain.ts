import type { Span } from "../../grammar/index.js";
import { type Alternative, areApart, BASE, type Group, isClosed, settled } from "../types/alternative.js";
import { isValueOf } from "../types/literal.js";
import type { Shapes, Signature } from "../types/shape.js";
import { hasSkolem } from "../types/shape.js";
import {
  Bound,
  grown,
  type NamedType,
  type Overloaded,
  type Type,
  type UnionType,
  type Use,
  type Value,
  type VariableState,
} from "../types/type.js";
import { arityOf } from "./arity.js";
import {
  Both,
  type Comparer,
  type Comparison,
  type Failure,
  Leaf,
  OfVariable,
  type Pair,
  TRIVIAL,
} from "./comparison.js";
import { innerGeneric } from "./failures.js";
import { alternativeAt, extrude, link, noteConflict } from "./levels.js";
import { checkComplexity, type Limits } from "./limits.js";
import type { Session } from "./session.js";
import { instantiateSignature } from "./signature.js";
import { compareStructure } from "./structure.js";
import { VisitedPairs } from "./visitedPairs.js";

/**
 * One call of `constrain(V <: U, callSite)`: walks value and use together, in the order of the rows of spec/03 §3,
 * and adds bounds to variables as it goes. Rows about variables, unions and overloads stand here, those about
 * structure in `structure.ts`.
 */
export class Constraining implements Comparer {
  /** True once anything was found that has to be resolved. */
  isNotable = false;
  /** What failed in this call, of whatever alternative. */
  readonly failed: Leaf[] = [];
  #depth = 0;
  readonly #visited: VisitedPairs;
  #groups: Map<object, Map<object, Map<Alternative, Group>>> | undefined;
  #instances: Instance[] | undefined;

  constructor(
    readonly session: Session,
    readonly shapes: Shapes,
    readonly limits: Limits,
    readonly callSite: Span | undefined,
    visited = new VisitedPairs(),
  ) {
    this.#visited = visited;
  }

  compare(value: Value, valueAlternative: Alternative, use: Use, useAlternative: Alternative): Comparison {
    checkComplexity(this.limits, this.#depth, this.callSite);
    this.#depth++;
    const comparison = this.#compare(value, valueAlternative, use, useAlternative);
    this.#depth--;
    return comparison;
  }

  #compare(value: Value, valueAlternative: Alternative, use: Use, useAlternative: Alternative): Comparison {
    if (value === use) return this.#same(value, valueAlternative, use, useAlternative);
    if (areApart(valueAlternative, useAlternative)) return TRIVIAL;
    if (valueAlternative !== BASE && isClosed(valueAlternative)) return TRIVIAL;
    // Reading the kind of a node of unknown kind is slow: each is asked for once.
    const used = use.kind;
    if (used === "variable") return this.#compareVariable(value, valueAlternative, use, useAlternative);
    switch (value.kind) {
      case "variable":
        return this.#compareVariable(value, valueAlternative, use, useAlternative);
      case "union":
        return this.#compareMembers(value.members, valueAlternative, use, useAlternative);
      case "overloaded":
      case "intersection":
        if (used === "intersection") break;
        return this.#compareOverload(value, valueAlternative, use, useAlternative);
    }
    switch (use.kind) {
      case "intersection":
        return this.#compareWithMembers(value, valueAlternative, use.members, useAlternative);
      case "oneOf":
        return this.#compareWithBranches(value, valueAlternative, nested(use.members, useAlternative));
      case "union": {
        const branches = this.#branches(use.members, useAlternative);
        if (valueAlternative === BASE && useAlternative === BASE && isOneOf(value, use)) {
          return TRIVIAL;
        }
        return this.#compareWithBranches(value, valueAlternative, branches);
      }
      default:
        return compareStructure(this, { value, valueAlternative, use, useAlternative });
    }
  }

  #compareOverload(
    value: Overloaded | (Value & { kind: "intersection" }),
    valueAlternative: Alternative,
    use: Use,
    useAlternative: Alternative,
  ): Comparison {
    let found: Comparison = TRIVIAL;
    for (const { type, alternative } of this.#alternatives(value, valueAlternative, use)) {
      found = both(found, this.compare(type, alternative, use, useAlternative));
    }
    return found;
  }

  #compareWithBranches(
    value: Value,
    valueAlternative: Alternative,
    branches: readonly Bound<Use>[],
  ): Comparison {
    let found: Comparison = TRIVIAL;
    for (const { type, alternative } of branches) {
      const compared = this.compare(value, valueAlternative, type, alternative);
      found = both(found, compared);
      // A generic takes whatever its bounds do not rule out; without any, nothing else would say that it does.
      if (type.kind === "variable" && compared !== TRIVIAL) {
        found = both(found, this.fits({ value, valueAlternative, use: type, useAlternative: alternative }));
      }
    }
    return found;
  }

  /** Every member of a union as a value. */
  #compareMembers(
    members: readonly Type[],
    valueAlternative: Alternative,
    use: Use,
    useAlternative: Alternative,
  ): Comparison {
    let found: Comparison = TRIVIAL;
    for (const member of members) {
      found = both(found, this.compare(member, valueAlternative, use, useAlternative));
    }
    return found;
  }

  /** The value with every member of an intersection as a use. */
  #compareWithMembers(
    value: Value,
    valueAlternative: Alternative,
    members: readonly Type[],
    useAlternative: Alternative,
  ): Comparison {
    let found: Comparison = TRIVIAL;
    for (const member of members) {
      found = both(found, this.compare(value, valueAlternative, member, useAlternative));
    }
    return found;
  }

  fits(pair: Pair): Comparison {
    const { useAlternative } = pair;
    if (pair.valueAlternative === useAlternative) return TRIVIAL;
    const valueAlternative = settled(pair.valueAlternative);
    if (valueAlternative === useAlternative) return TRIVIAL;
    this.isNotable = true;
    link(this.session, valueAlternative, useAlternative);
    return leafOf(pair, valueAlternative, undefined, NO_PARTS);
  }

  fails(pair: Pair, failure: Failure): Comparison {
    const { useAlternative, value } = pair;
    const valueAlternative =
      pair.valueAlternative === useAlternative ? useAlternative : settled(pair.valueAlternative);
    this.isNotable = true;
    if (valueAlternative !== useAlternative) {
      link(this.session, valueAlternative, useAlternative);
      noteConflict(this.session, valueAlternative, useAlternative, value);
    }
    const leaf = leafOf(pair, valueAlternative, failure, NO_PARTS);
    this.failed.push(leaf);
    return leaf;
  }

  all(pair: Pair, parts: readonly Comparison[]): Comparison {
    const notable = parts.includes(TRIVIAL) ? parts.filter((each) => each !== TRIVIAL) : parts;
    if (notable.length === 0) return this.fits(pair);
    return leafOf(pair, pair.valueAlternative, undefined, notable);
  }

  passedOn(pair: Pair, value: Value, use: Use): Comparison {
    const part = this.flow(pair, value, use);
    return part === TRIVIAL
      ? this.fits(pair)
      : leafOf(pair, pair.valueAlternative, undefined, grown(NO_PARTS, part));
  }

  flow(pair: Pair, value: Value, use: Use): Comparison {
    return this.compare(value, pair.valueAlternative, use, pair.useAlternative);
  }

  flowBack(pair: Pair, value: Value, use: Use): Comparison {
    return this.compare(value, pair.useAlternative, use, pair.valueAlternative);
  }

  /**
   * A signature as a member of a receiver: its parameters are the arguments of the receiver, further generics are
   * new. Remembered by place and alternatives, not by arguments, so that recursive element types end. spec/03 §4
   */
  signature(signature: Signature, receiver: NamedType, side: "value" | "use", pair: Pair): Type {
    if (!signature.generic) return signature.type;
    this.#instances ??= [];
    const known = this.#instances.find(
      (instance) =>
        instance.signature === signature &&
        instance.side === side &&
        instance.valueAlternative === pair.valueAlternative &&
        instance.useAlternative === pair.useAlternative &&
        isSamePlace(instance.span, receiver.span),
    );
    if (known !== undefined) return known.type;
    const type = instantiateSignature(this.session, this.shapes, signature.type, receiver);
    const { valueAlternative, useAlternative } = pair;
    this.#instances.push({ signature, side, valueAlternative, useAlternative, span: receiver.span, type });
    return type;
  }

  #same(value: Value, valueAlternative: Alternative, use: Use, useAlternative: Alternative): Comparison {
    if (valueAlternative === useAlternative) return TRIVIAL;
    return this.fits({ value, valueAlternative, use, useAlternative });
  }

  #compareVariable(
    value: Value,
    valueAlternative: Alternative,
    use: Use,
    useAlternative: Alternative,
  ): Comparison {
    const isFrom = value.kind === "variable";
    const isInto = use.kind === "variable";
    const valueKey = isFrom ? value.state : value;
    const useKey = isInto ? use.state : use;
    if (valueKey === useKey) return this.#same(value, valueAlternative, use, useAlternative);
    if (!this.#visited.add(valueKey, useKey, valueAlternative, useAlternative)) return TRIVIAL;
    if (isInto && value.level <= use.level) {
      if (!isFrom && value.kind === "union") {
        return this.#compareMembers(value.members, valueAlternative, use, useAlternative);
      }
      return this.#addLower(use.state, value, valueAlternative);
    }
    if (isFrom && use.level <= value.level) {
      if (!isInto && use.kind === "intersection") {
        return this.#compareWithMembers(value, valueAlternative, use.members, useAlternative);
      }
      if (value.state.isKnown && valueAlternative === BASE && useAlternative === BASE) {
        return this.#compareKnown(value.state, use);
      }
      return this.#addUpper(value.state, use, useAlternative);
    }
    if (isInto) {
      return this.#addLower(use.state, extrude(this.session, value, true, use.level), valueAlternative);
    }
    if (!isFrom) return TRIVIAL;
    if (hasSkolem(use)) {
      const pair: Pair = { value, valueAlternative, use, useAlternative };
      return this.fails(pair, innerGeneric(value, use, this.callSite));
    }
    return this.#addUpper(value.state, extrude(this.session, use, false, value.level), useAlternative);
  }

  #addLower(state: VariableState, value: Value, valueAlternative: Alternative): Comparison {
    const alternative = alternativeAt(this.session, valueAlternative, state.level);
    const count = state.upper.length;
    this.session.addLower(state, value, alternative);
    if (state.poisoned) return TRIVIAL;
    for (let index = 0; index < count; index++) {
      const upper = state.upper[index]!;
      this.#remember(state, this.compare(value, alternative, upper.type, upper.alternative));
    }
    return new OfVariable(state);
  }

  #addUpper(state: VariableState, use: Use, useAlternative: Alternative): Comparison {
    const alternative = alternativeAt(this.session, useAlternative, state.level);
    const count = state.lower.length;
    this.session.addUpper(state, use, alternative);
    if (state.poisoned) return TRIVIAL;
    for (let index = 0; index < count; index++) {
      const lower = state.lower[index]!;
      this.#remember(state, this.compare(lower.type, lower.alternative, use, alternative));
    }
    return new OfVariable(state);
  }

  /** What is known for certain need not be remembered for what else may come. */
  #compareKnown(state: VariableState, use: Use): Comparison {
    let found: Comparison = TRIVIAL;
    if (state.poisoned) return found;
    for (const { type } of state.lower) found = both(found, this.compare(type, BASE, use, BASE));
    return found;
  }

  #remember(state: VariableState, comparison: Comparison): void {
    if (comparison !== TRIVIAL) this.session.addComparison(state, comparison);
  }

  /**
   * One alternative of an exclusive overload takes all arguments of a call. Other calls of it take their own, also of
   * a method of one variable: `s => s.slice(0, 1) + s.slice(1)`.
   */
  #alternatives(
    value: Overloaded | (Value & { kind: "intersection" }),
    around: Alternative,
    use: Use,
  ): readonly Bound<Value>[] {
    if (value.kind === "overloaded") return nested(value.members, around);
    const { members } = value;
    const arities = members.map((member) => arityOf(member));
    const exclusive = arities.some((arity) => arity > 1);
    const byCall = exclusive || arities.some((arity) => arity !== arities[0]);
    return this.#members(members, settled(around), exclusive, byCall ? use : members);
  }

  #branches(members: readonly Type[], around: Alternative): Bound<Type>[] {
    return this.#members(members, around, false, members);
  }

  /** One group for each place at which the members are met. */
  #members(members: readonly Type[], around: Alternative, exclusive: boolean, place: object): Bound<Type>[] {
    this.#groups ??= new Map();
    let byPlace = this.#groups.get(members);
    if (byPlace === undefined) {
      byPlace = new Map();
      this.#groups.set(members, byPlace);
    }
    let byAlternative = byPlace.get(place);
    if (byAlternative === undefined) {
      byAlternative = new Map();
      byPlace.set(place, byAlternative);
    }
    let group = byAlternative.get(around);
    if (group === undefined) {
      const container = around === BASE ? undefined : around;
      group = this.session.newGroup(members.length, exclusive, this.session.level, container);
      byAlternative.set(around, group);
    }
    const { alternatives } = group;
    return members.map((type, index) => new Bound(type, alternatives[index]!));
  }
}

/** True if a member of a union takes the value at sight, and no generic might: nothing hangs on which it is then. */
function isOneOf(value: Value, { members, level }: UnionType): boolean {
  if (level >= 0) return false;
  switch (value.kind) {
    case "literal":
      return members.some((member) => member.kind === "named" && isValueOf(value.literal, member.name));
    case "named":
      return members.some(
        (member) => member.kind === "named" && member.name === value.name && member.args.length === 0,
      );
    default:
      return false;
  }
}

interface Instance {
  readonly signature: Signature;
  readonly side: "value" | "use";
  readonly valueAlternative: Alternative;
  readonly useAlternative: Alternative;
  readonly span: Span | undefined;
  readonly type: Type;
}

function isSamePlace(a: Span | undefined, b: Span | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.start === b.start && a.end === b.end && a.source.name === b.source.name;
}

const NO_PARTS: readonly Comparison[] = [];

function leafOf(
  pair: Pair,
  valueAlternative: Alternative,
  failure: Failure | undefined,
  parts: readonly Comparison[],
): Leaf {
  const { value, use, useAlternative } = pair;
  return new Leaf(value, valueAlternative, use, useAlternative, failure, parts);
}

function both(first: Comparison, second: Comparison): Comparison {
  if (first === TRIVIAL) return second;
  return second === TRIVIAL ? first : new Both(first, second);
}

/** The members of an annealed overload keep their alternatives. */
function nested<T>(members: readonly Bound<T>[], around: Alternative): readonly Bound<T>[] {
  return members.filter(({ alternative }) => !areApart(alternative, around));
}
