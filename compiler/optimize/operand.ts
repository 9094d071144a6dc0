import type { Ir, Place } from "../ir/ir.js";
import { codeOf, partsOf } from "../ir/parts.js";

/**
 * True of code that looks at no element, and so gives the same for all of them within one consumption. It may call and
 * read whatever it likes: nothing below a set can write. What shows how often it ran is left out here as far as its
 * name says so; the rest is noticed when it runs (`Run.shown`). engine §4 "Repeatable"
 */
export function isFixed(ir: Ir): boolean {
  switch (ir.kind) {
    case "variable":
      return isCaptured(ir.place);
    case "unsupported":
    case "at":
      return false;
    case "global":
      return !SHOWING.has(ir.name);
    case "methodCall":
      if (SHOWING.has(ir.method.text)) return false;
      break;
    case "sequence":
      if (ir.steps.length !== 1) return false;
      break;
  }
  const code = codeOf(ir);
  if (code !== undefined && !code.captured.every(({ place }) => isCaptured(place))) return false;
  return partsOf(ir).every(isFixed);
}

function isCaptured(place: Place): boolean {
  return place.part === "captured";
}

/** Each call of these shows, or gives something else. */
const SHOWING: ReadonlySet<string> = new Set(["log", "dbg", "newId"]);
