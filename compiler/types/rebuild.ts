import {
  accessUse,
  applyUse,
  difference,
  fieldUse,
  functionOf,
  interfaceOf,
  intersection,
  named,
  nullGuard,
  projectionUse,
  record,
  tuple,
  union,
} from "./build.js";
import { mapShared, mapValues } from "./substitute.js";
import type { OneOf, Overloaded, Use, Value, Variable } from "./type.js";

/** What to put in place of the parts of a type that can change. Polarity is true where values flow out. */
export interface Rebuilding {
  /** Nodes of a lower or equal level have nothing to change, and are shared. */
  readonly above: number;
  variable(mention: Variable, polarity: boolean): Variable;
  overloaded(node: Overloaded, polarity: boolean): Value;
  oneOf(node: OneOf, polarity: boolean): Use;
}

/** The same type with its variables and overloads replaced; a type stays a type. */
export function rebuild<T extends Value | Use>(node: T, polarity: boolean, parts: Rebuilding): T {
  if (node.level <= parts.above) return node;
  return rebuildNode(node, polarity, parts) as T;
}

function rebuildNode(node: Value | Use, polarity: boolean, parts: Rebuilding): Value | Use {
  const same = <N extends Value | Use>(part: N): N => rebuild(part, polarity, parts);
  const flipped = <N extends Value | Use>(part: N): N => rebuild(part, !polarity, parts);
  switch (node.kind) {
    case "any":
    case "never":
    case "singleton":
    case "literal":
    case "skolem":
      return node;
    case "variable":
      return parts.variable(node, polarity);
    case "overloaded":
      return parts.overloaded(node, polarity);
    case "oneOf":
      return parts.oneOf(node, polarity);
    case "named":
      return named(node.name, mapShared(node.args, same), node.span);
    case "record": {
      const wildcard = node.wildcard === undefined ? undefined : same(node.wildcard);
      return record<Value>(mapValues<Value>(node.fields, same), wildcard, node.span);
    }
    case "interface":
      return interfaceOf(node.field, same(node.result), node.span);
    case "tuple":
      return tuple<Value>(mapShared<Value>(node.elements, same), node.span);
    case "function":
      return functionOf<Use, Value>({
        ...node,
        parameters: mapShared<Use>(node.parameters, flipped),
        variadic: node.variadic === undefined ? undefined : flipped<Use>(node.variadic),
        result: same<Value>(node.result),
      });
    case "union":
      return union(mapShared(node.members, same), node.span);
    case "intersection":
      return intersection(mapShared(node.members, same), node.span);
    case "difference":
      return difference(same(node.value), node.span);
    case "nullGuard":
      return nullGuard(same(node.use));
    case "fieldUse":
      return fieldUse(node.field, same(node.result), node.span, node.dotSpan);
    case "applyUse":
      return applyUse(mapShared(node.args, flipped), same(node.result), node.span);
    case "accessUse":
      return accessUse(mapShared(node.args, flipped), same(node.result), node.span);
    case "projectionUse":
      return projectionUse(flipped(node.projector), same(node.result), node.span);
  }
}

/**
 * Rebuilds a node, then the bounds of the variables that were met on the way, one after the other: they can reach as
 * deep as a program is long.
 */
export function rebuildAll<T extends Value | Use>(
  node: T,
  polarity: boolean,
  parts: Rebuilding,
  later: readonly (() => void)[],
): T {
  const rebuilt = rebuild(node, polarity, parts);
  for (let index = 0; index < later.length; index++) later[index]!();
  return rebuilt;
}
