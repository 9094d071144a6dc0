import type { Use, Value, VariableState } from "../types/type.js";

/** How many arguments a value takes before it is no function any more; results count. spec/03 §6.2 */
export function arityOf(node: Value | Use, met: Set<VariableState> = new Set()): number {
  const most = (nodes: Iterable<Value | Use>): number => {
    let arity = 0;
    for (const each of nodes) arity = Math.max(arity, arityOf(each, met));
    return arity;
  };
  switch (node.kind) {
    case "any":
    case "never":
    case "singleton":
    case "literal":
    case "skolem":
    case "named":
      return 0;
    case "record":
      return Math.max(
        most(node.fields.values()),
        node.wildcard === undefined ? 0 : arityOf(node.wildcard, met),
      );
    case "interface":
    case "fieldUse":
      return arityOf(node.result, met);
    case "tuple":
      return most(node.elements);
    case "function":
      return node.parameters.length + arityOf(node.result, met);
    case "applyUse":
    case "accessUse":
      return node.args.length + arityOf(node.result, met);
    case "projectionUse":
      return arityOf(node.result, met);
    case "union":
    case "intersection":
      return most(node.members);
    case "overloaded":
    case "oneOf":
      return most(node.members.map(({ type }) => type));
    case "difference":
      return arityOf(node.value, met);
    case "nullGuard":
      return arityOf(node.use, met);
    case "variable": {
      if (met.has(node.state)) return 0;
      met.add(node.state);
      return most([...node.state.lower, ...node.state.upper].map(({ type }) => type));
    }
  }
}
