import {
  applyUse,
  type InterfaceType,
  isNull,
  type NamedType,
  NULL,
  named,
  type ProjectionUse,
  type RecordOf,
  type Use,
  type Value,
  type Variable,
} from "../types/type.js";
import { isNullAlias } from "../types/withoutNull.js";
import type { Comparer, Comparison, Pair } from "./comparison.js";

const CONTAINERS: ReadonlySet<string> = new Set(["Array", "Set", "EventSource"]);
const REFERENCES: ReadonlySet<string> = new Set(["Ref", "NamedRef"]);
const EMPTY_REFERENCES: ReadonlySet<string> = new Set(["EmptyRef", "EmptyNamedRef"]);

/** Rows 33 to 38: what `{ a, b }` makes of a value. */
export function compareProjection(
  c: Comparer,
  pair: Pair,
  value: NamedType | RecordOf<Value> | InterfaceType,
  use: ProjectionUse,
): Comparison {
  if (value.kind !== "named") return project(c, pair, value, use, (projected) => [projected]);
  const { name, args } = value;
  const [argument] = args;
  if (argument !== undefined && CONTAINERS.has(name)) {
    return project(c, pair, argument, use, (projected) => [named(name, [projected], value.span)]);
  }
  if (argument !== undefined && REFERENCES.has(name)) {
    return project(c, pair, argument, use, (projected) => [projected, NULL]);
  }
  if (argument !== undefined && EMPTY_REFERENCES.has(name))
    return project(c, pair, argument, use, () => [NULL]);
  if (isNull(value) || isNullAlias(value, c.shapes)) return c.passedOn(pair, NULL, use.result);
  return project(c, pair, value, use, (projected) => [projected]);
}

/** Applies the projector to an element; what it gives, as the container has it, flows to the result. */
function project(
  c: Comparer,
  pair: Pair,
  element: Value,
  use: ProjectionUse,
  results: (projected: Variable) => readonly Value[],
): Comparison {
  const projected = c.session.fresh(use.span, c.session.level, true);
  const call: Use = applyUse([element], projected, undefined);
  const parts = [c.flowBack(pair, use.projector, call)];
  for (const result of results(projected)) parts.push(c.flow(pair, result, use.result));
  return c.all(pair, parts);
}
