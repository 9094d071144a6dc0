import { ANY } from "../types/build.js";
import type { Shapes, Signature } from "../types/shape.js";
import type { FunctionOf, NamedType, Use, Value } from "../types/type.js";
import { unfold, withoutNull } from "../types/withoutNull.js";
import { absent } from "./records.js";
import type { Session } from "./session.js";
import { instantiateSignature } from "./signature.js";

/**
 * Short ways through the table of spec/03 §3 for values of which all is known, such as `Order.all().first()!`: what a
 * field is and what can be called is looked up, without variables between. Undefined wherever the table has to decide.
 */

/** The type of a field. Rows 21, 24, 26, 39 and 45 */
export function knownField(session: Session, shapes: Shapes, value: Value, field: string): Value | undefined {
  const known = knownValue(value, shapes);
  switch (known?.kind) {
    case "literal":
    case "singleton":
      return knownField(session, shapes, session.primaryType(known), field);
    case "named": {
      const signature = shapes.get(known.name)?.fields.get(field);
      if (signature !== undefined) return memberType(session, shapes, signature, known);
      const alias = unfold(known, shapes);
      return alias && knownField(session, shapes, alias, field);
    }
    case "record":
      return known.fields.get(field) ?? (known.wildcard && absent(known.wildcard));
    case "any":
      return ANY;
    default:
      return undefined;
  }
}

/**
 * The function that is called with so many arguments; of an overload the only one that takes as many, unless
 * variables of an outer level may meet its alternatives and make copies of them. Rows 10, 27 and 28
 */
export function knownFunction(
  session: Session,
  shapes: Shapes,
  callee: Value,
  count: number,
): FunctionOf<Use, Value> | undefined {
  const known = knownValue(callee, shapes);
  if (known?.kind === "named") {
    const apply = shapes.get(known.name)?.apply;
    return apply && knownFunction(session, shapes, memberType(session, shapes, apply, known), count);
  }
  if (known?.kind === "function") return takes(known, count) ? known : undefined;
  if (known?.kind !== "intersection" || session.meetsOuter) return undefined;
  const fitting = known.members.filter((member) => member.kind !== "function" || takes(member, count));
  if (fitting.length !== 1 || fitting[0]!.kind !== "function") return undefined;
  session.spendGroup();
  return fitting[0];
}

function takes({ parameters, variadic }: FunctionOf<Use, Value>, count: number): boolean {
  return count === parameters.length || (count > parameters.length && variadic !== undefined);
}

function memberType(session: Session, shapes: Shapes, signature: Signature, receiver: NamedType): Value {
  if (!signature.generic) return signature.type;
  return instantiateSignature(session, shapes, signature.type, receiver);
}

/** The only thing that a value can be. */
function knownValue(value: Value, shapes: Shapes): Value | undefined {
  const members = knownMembers(value, shapes);
  return members?.length === 1 ? members[0] : undefined;
}

/** All that a value can be. */
export function knownMembers(value: Value, shapes: Shapes): readonly Value[] | undefined {
  switch (value.kind) {
    case "variable": {
      const { isKnown, poisoned, lower } = value.state;
      if (!isKnown || poisoned) return undefined;
      if (lower.length === 1) return knownMembers(lower[0]!.type, shapes);
      return joined(
        lower.map(({ type }) => type),
        shapes,
      );
    }
    case "union":
      return joined(value.members, shapes);
    case "difference":
      return knownMembers(value.value, shapes)?.flatMap((member) => withoutNull(member, shapes) ?? []);
    case "overloaded":
      return undefined;
    default:
      return [value];
  }
}

function joined(values: readonly Value[], shapes: Shapes): readonly Value[] | undefined {
  const members: Value[] = [];
  for (const value of values) {
    const known = knownMembers(value, shapes);
    if (known === undefined) return undefined;
    members.push(...known);
  }
  return members;
}
