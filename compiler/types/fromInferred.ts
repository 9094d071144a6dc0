import {
  ANY,
  difference,
  functionOf,
  interfaceOf,
  intersection,
  NEVER,
  named,
  record,
  singleton,
  skolem,
  tuple,
  union,
} from "./build.js";
import type { InferredParameter, InferredType } from "./inferred.js";
import type { Type } from "./type.js";

/**
 * An inferred type as one that signatures can hold: its variables become generics. Forms that cannot be written are
 * read as what they are bounded by. spec/03b §2.1
 */
export function typeFromInferred(type: InferredType): Type {
  const go = typeFromInferred;
  switch (type.kind) {
    case "any":
    case "hole":
    case "projection":
    case "recursive":
      return ANY;
    case "never":
      return NEVER;
    case "literal":
      return singleton(type.value);
    case "named":
      return named(type.name, type.args.map(go));
    case "variable":
      return skolem(type.name, { valid: true }, 0, undefined);
    case "tuple":
      return tuple(type.elements.map(go), undefined);
    case "object":
      return record(
        mapFields(type.fields),
        type.wildcard === undefined ? undefined : go(type.wildcard),
        undefined,
      );
    case "interface": {
      const members = [...type.fields].map(([name, field]) => interfaceOf(name, go(field), undefined));
      return members.length === 1 ? members[0]! : intersection(members, undefined);
    }
    case "function": {
      const nameOf = (parameter: InferredParameter) => parameter.name;
      return functionOf({
        names: type.parameters.map(nameOf),
        parameters: type.parameters.map((parameter) => go(parameter.type)),
        variadic: type.variadic === undefined ? undefined : go(type.variadic.type),
        variadicName: type.variadic?.name,
        result: go(type.result),
        span: undefined,
      });
    }
    case "union":
      return union(type.members.map(go), undefined);
    case "intersection":
      return intersection(type.members.map(go), undefined);
    case "difference":
      return difference(go(type.base), undefined);
  }
}

function mapFields(fields: ReadonlyMap<string, InferredType>): ReadonlyMap<string, Type> {
  return new Map([...fields].map(([name, field]) => [name, typeFromInferred(field)]));
}
