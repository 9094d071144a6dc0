import type { Type, Use, Value } from "./type.js";

/**
 * Looks at what a type, value or use is put together from, in the order in which it is written, each with its
 * polarity: what a function takes is on the other side. The bounds of variables are not looked into.
 */
export function forEachComponent(type: Type, polarity: boolean, visit: Visit<Type>): void;
export function forEachComponent(node: Value | Use, polarity: boolean, visit: Visit<Value | Use>): void;
export function forEachComponent(node: Value | Use, polarity: boolean, visit: Visit<never>): void {
  const look = visit as Visit<Value | Use>;
  switch (node.kind) {
    case "any":
    case "never":
    case "singleton":
    case "literal":
    case "skolem":
    case "variable":
      return;
    case "named":
      for (const arg of node.args) look(arg, polarity);
      return;
    case "record":
      for (const field of node.fields.values()) look(field, polarity);
      if (node.wildcard !== undefined) look(node.wildcard, polarity);
      return;
    case "tuple":
      for (const element of node.elements) look(element, polarity);
      return;
    case "function":
      for (const parameter of node.parameters) look(parameter, !polarity);
      if (node.variadic !== undefined) look(node.variadic, !polarity);
      look(node.result, polarity);
      return;
    case "union":
    case "intersection":
      for (const member of node.members) look(member, polarity);
      return;
    case "overloaded":
    case "oneOf":
      for (const { type } of node.members) look(type, polarity);
      return;
    case "difference":
      look(node.value, polarity);
      return;
    case "nullGuard":
      look(node.use, polarity);
      return;
    case "interface":
    case "fieldUse":
      look(node.result, polarity);
      return;
    case "applyUse":
    case "accessUse":
      for (const arg of node.args) look(arg, !polarity);
      look(node.result, polarity);
      return;
    case "projectionUse":
      look(node.projector, !polarity);
      look(node.result, polarity);
      return;
  }
}

type Visit<T> = (component: T, polarity: boolean) => void;
