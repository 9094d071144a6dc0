import { printLiteral } from "../../grammar/index.js";
import { primaryTypeName, type SingletonValue } from "../types/literal.js";
import type { ArgumentShape } from "./argumentType.js";

/** The arguments of a query as a cache of checks sees them. engine §7 */
export interface ArgumentProfile {
  /** Names and types, literals by the type they count as: arguments that differ only in values have the same. */
  readonly key: string;
  readonly literals: readonly SingletonValue[];
}

export function profileOf(args: ReadonlyMap<string, ArgumentShape>): ArgumentProfile {
  const literals: SingletonValue[] = [];
  let key = "";
  for (const [name, shape] of args) key += `${name}=${shapeKey(shape, literals)};`;
  return { key, literals };
}

function shapeKey(shape: ArgumentShape, literals: SingletonValue[]): string {
  switch (shape.kind) {
    case "literal":
      literals.push(shape.value);
      return `${primaryTypeName(shape.value)}:${shape.value.kind}`;
    case "named":
      return shape.name;
    case "container":
      return `${shape.name}<>`;
    case "array":
      return `[${shape.elements.map((each) => shapeKey(each, literals)).join()}]`;
    case "object": {
      let key = "{";
      for (const [name, field] of shape.fields) key += `${JSON.stringify(name)}${shapeKey(field, literals)},`;
      return `${key}}`;
    }
  }
}

/** Which literals the value of which a check depended on, after it ran. */
export function lookedAt({ literals }: ArgumentProfile): readonly number[] {
  return literals.flatMap(({ watch }, position) => (watch?.looked ? [position] : []));
}

/** The values of some of the literals. */
export function valuesAt({ literals }: ArgumentProfile, positions: readonly number[]): string {
  return positions.map((position) => printLiteral(literals[position]!)).join();
}
