import type { Expression, ObjectLiteral } from "../../grammar/index.js";
import { isNull, NULL, union } from "../types/build.js";
import type { Value } from "../types/type.js";
import { knownMembers } from "./known.js";
import { projectionOf } from "./projection.js";
import type { ExpressionTyper } from "./typer.js";

/**
 * `Order.all() { status, items { quantity } }`: fields of elements of which all is known, read from them at once.
 * Undefined where the table of spec/03 §3 has to decide, and where anything is wrong: it says so in its own way.
 */
export function projectKnown(
  typer: ExpressionTyper,
  base: Value,
  expression: Expression & { kind: "projection" },
  project: (element: Value) => Value,
): Value | undefined {
  const { session, errors, shapes } = typer;
  const { fields, span } = expression;
  if (!fields.every(isPlain)) return undefined;
  const members = knownMembers(base, shapes);
  const [sole, ...others] = members?.filter((member) => !isNull(member)) ?? [];
  if (others.length > 0 || (sole?.kind !== "named" && sole?.kind !== "record")) return undefined;
  const form = projectionOf(sole, shapes);
  if (form === undefined) return undefined;
  const before = errors.length;
  const projected = session.known(project(session.known(form.element, span)), span);
  if (errors.length > before) {
    errors.length = before;
    return undefined;
  }
  const results = members!.flatMap((member) => (member === sole ? form.results(projected) : [NULL]));
  return session.known(union(results, undefined), span);
}

/** True if nothing but fields is read: typing it twice leaves no trace. */
function isPlain({ value }: ObjectLiteral["fields"][number]): boolean {
  return isRead(value);
}

function isRead(value: Expression): boolean {
  switch (value.kind) {
    case "identifier":
      return value.name === "$this";
    case "chain":
      return isRead(value.base) && value.links.every(({ kind }) => kind === "field" || kind === "nonNull");
    case "projection":
      return isRead(value.base) && value.fields.every(isPlain);
    default:
      return false;
  }
}
