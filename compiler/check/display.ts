import { coalesce } from "../types/coalesce.js";
import { displayType, type InferredType } from "../types/inferred.js";
import { forEachInner, type Parts } from "../types/parts.js";
import { plainType } from "../types/plain.js";
import { presentType } from "../types/present.js";
import type { Shapes } from "../types/shape.js";
import { simplify } from "../types/simplify.js";
import type { Use, Value, VariableState } from "../types/type.js";
import { anneal } from "./anneal.js";
import type { Printer } from "./comparison.js";
import type { Session } from "./session.js";

/** A type as it is reported: overloads made visible, bounds merged, variables named. spec/03 §7 */
export function inferredType(
  session: Session,
  shapes: Shapes,
  type: Value | Use,
  polarity: boolean,
  namesOpen = false,
): InferredType {
  const plain = polarity ? plainType(type as Value, shapes) : undefined;
  if (plain !== undefined) return plain;
  const parts = coalesce(anneal(session, type, polarity, -1), polarity, shapes);
  return presentType(
    parts,
    polarity,
    simplify(parts, polarity),
    (name) => shapes.get(name) !== undefined,
    namesOpen,
  );
}

/** The type of a value of which only its uses are known, such as a parameter of a function that is generalized, is theirs. */
export function seenType(session: Session, shapes: Shapes, value: Value): InferredType {
  const isUsed = isOpen(value, new Set());
  return inferredType(session, shapes, value, !isUsed, isUsed);
}

function isOpen(value: Value, met: Set<VariableState>): boolean {
  if (value.kind !== "variable") return false;
  if (met.has(value.state)) return true;
  met.add(value.state);
  return value.state.lower.every(({ type }) => isOpen(type, met));
}

/** Prints types for messages. Printed overloads take group numbers, which later orders depend on. spec/03 §6.2 */
export function printerOf(session: Session, shapes: Shapes): Printer {
  const print = (type: Value | Use, polarity: boolean): string => {
    const parts = coalesce(anneal(session, type, polarity, -1), polarity, shapes);
    countOverloads(session, parts, polarity);
    const isTaken = (name: string) => shapes.get(name) !== undefined;
    return displayType(presentType(parts, polarity, simplify(parts, polarity), isTaken));
  };
  return { value: (value) => print(value, true), use: (use) => print(use, false) };
}

function countOverloads(session: Session, parts: Parts, polarity: boolean): void {
  for (const _ of parts.overloads) session.spendGroup();
  forEachInner(parts, polarity, (inner, at) => countOverloads(session, inner, at));
}
