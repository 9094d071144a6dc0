import { isNull, union } from "./build.js";
import type { Shapes } from "./shape.js";
import { substitute } from "./substitute.js";
import type { NamedType, Type, Value } from "./type.js";

/** What a named type stands for, with its arguments filled in; undefined if it is no alias. */
export function unfold(type: NamedType, shapes: Shapes): Type | undefined {
  const shape = shapes.get(type.name);
  if (shape?.alias === undefined) return undefined;
  if (type.args.length === 0) return shape.alias.type;
  // One unfolding for each mention, so that comparing it twice meets the same members.
  type.unfolded ??= substitute(shape.alias.type, (generic) => {
    const index = shape.parameters.indexOf(generic.name);
    return index < 0 ? generic : type.args[index]!;
  });
  return type.unfolded;
}

/** The value without null: the same if nothing was dropped, undefined if nothing is left. spec/03 §3, row 13 */
export function withoutNull(value: Value, shapes: Shapes): Value | undefined {
  if (value.kind === "named") {
    if (isNull(value)) return undefined;
    const alias = unfold(value, shapes);
    if (alias === undefined) return value;
    const rest = withoutNull(alias, shapes);
    return rest === alias ? value : rest;
  }
  if (value.kind === "union") {
    const members: Type[] = [];
    let isSame = true;
    for (const member of value.members) {
      const rest = withoutNull(member, shapes);
      if (rest !== member) isSame = false;
      if (rest !== undefined) members.push(rest as Type);
    }
    if (isSame) return value;
    if (members.length === 0) return undefined;
    return members.length === 1 ? members[0] : union(members, value.span);
  }
  if (value.kind === "intersection") {
    return value.members.every((member) => withoutNull(member, shapes) === undefined) ? undefined : value;
  }
  return value;
}

/** True if the type unfolds to `Null` and nothing else. */
export function isNullAlias(type: NamedType, shapes: Shapes): boolean {
  if (isNull(type)) return true;
  const alias = unfold(type, shapes);
  return alias !== undefined && isNull(alias);
}
