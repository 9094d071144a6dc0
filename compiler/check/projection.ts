import { applyUse, isNull, NULL, named } from "../types/build.js";
import type { Shapes } from "../types/shape.js";
import type {
  InterfaceType,
  NamedType,
  ProjectionUse,
  RecordOf,
  Type,
  Use,
  Value,
  Variable,
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
  const form = projectionOf(value, c.shapes);
  if (form === undefined) return c.passedOn(pair, NULL, use.result);
  return project(c, pair, form.element, use, form.results);
}

/** What a projection is applied to, and what is made of the result. */
interface ProjectionForm {
  readonly element: Value;
  results(projected: Variable): readonly Type[];
}

/** Undefined for `Null`, which stays what it is. */
export function projectionOf(
  value: NamedType | RecordOf<Value> | InterfaceType,
  shapes: Shapes,
): ProjectionForm | undefined {
  if (value.kind !== "named") return { element: value, results: (projected) => [projected] };
  const { name, args, span } = value;
  const [element] = args;
  if (element !== undefined && CONTAINERS.has(name))
    return { element, results: (projected) => [named(name, [projected], span)] };
  if (element !== undefined && REFERENCES.has(name))
    return { element, results: (projected) => [projected, NULL] };
  if (element !== undefined && EMPTY_REFERENCES.has(name)) return { element, results: () => [NULL] };
  if (isNull(value) || isNullAlias(value, shapes)) return undefined;
  return { element: value, results: (projected) => [projected] };
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
