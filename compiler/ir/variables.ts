import type { Ir, Place } from "./ir.js";
import { codeOf, partsOf } from "./parts.js";

/** The variables of its function that a node's value depends on: those that it reads, and does not bind itself. */
export function freeVariables(ir: Ir): readonly Place[] {
  const read = new Map<string, Place>();
  const bound = new Set<string>();
  visit(ir, read, bound);
  return [...read].filter(([name]) => !bound.has(name)).map(([, place]) => place);
}

/** Each binding has a place of its own, so it does not matter where it stands. */
function visit(ir: Ir, read: Map<string, Place>, bound: Set<string>): void {
  if (ir.kind === "variable") read.set(placeKey(ir.place), ir.place);
  if (ir.kind === "optional") bound.add(placeKey(ir.place));
  if (ir.kind === "sequence")
    for (const { place } of ir.steps) if (place !== undefined) bound.add(placeKey(place));
  for (const { place } of codeOf(ir)?.captured ?? []) read.set(placeKey(place), place);
  for (const part of partsOf(ir)) visit(part, read, bound);
}

/** Tells the places of one frame apart. */
export function placeKey({ part, index }: Place): string {
  return `${part} ${index}`;
}
