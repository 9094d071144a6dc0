import type { Ir, Place } from "../ir/ir.js";
import { codeOf, partsOf } from "../ir/parts.js";
import type { ElementFields } from "./elementFields.js";

/**
 * The stored fields by which code looks at the document that it is given as its first parameter; undefined where it
 * does anything else with it. So what it gives depends on those fields alone, and it keeps no hold of the document.
 */
export function elementUse(ir: Ir, fields: ElementFields): ReadonlySet<string> | undefined {
  const used = new Set<string>();
  return readsOnly(ir, fields, used) ? used : undefined;
}

function readsOnly(ir: Ir, fields: ElementFields, used: Set<string>): boolean {
  if (ir.kind === "variable") return !isElement(ir);
  if (ir.kind === "select" && isElement(ir.receiver)) {
    used.add(ir.field.text);
    return fields.isStored(ir.field.text);
  }
  // At another time its fields have other values.
  if (ir.kind === "at") return !looksAt(ir.body) && readsOnly(ir.time, fields, used);
  if (codeOf(ir)?.captured.some(({ place }) => isElementPlace(place))) return false;
  return partsOf(ir).every((part) => readsOnly(part, fields, used));
}

/** Whether code looks at its first parameter, or hands it on. */
export function looksAt(ir: Ir): boolean {
  if (ir.kind === "variable") return isElement(ir);
  return (
    codeOf(ir)?.captured.some(({ place }) => isElementPlace(place)) === true || partsOf(ir).some(looksAt)
  );
}

/** Whether a node is the document itself: the first parameter. */
export function isElement(ir: Ir): boolean {
  return ir.kind === "variable" && isElementPlace(ir.place);
}

/** The place of the first parameter. */
export function isElementPlace({ part, index }: Place): boolean {
  return part === "parameter" && index === 0;
}
