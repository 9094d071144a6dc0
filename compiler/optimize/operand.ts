import type { Ir } from "../ir/ir.js";

/**
 * True of code that looks at no element, and gives the same each time within one consumption: no calls but those that
 * only build a value, so no `log`, `newId` or user function. engine §4 "Repeatable"
 */
export function isFixed(ir: Ir, mayRunCode: (field: string) => boolean): boolean {
  const fixed = (part: Ir): boolean => isFixed(part, mayRunCode);
  switch (ir.kind) {
    case "constant":
      return true;
    case "variable":
      return ir.place.part === "captured";
    case "select":
      return !mayRunCode(ir.field.text) && fixed(ir.receiver);
    case "access":
      return fixed(ir.receiver) && ir.args.every((each) => each.kind === "constant");
    case "nonNull":
      return fixed(ir.operand);
    case "array":
      return ir.elements.every(fixed);
    case "object":
      return ir.fields.every(({ value }) => fixed(value));
    case "template":
      return ir.parts.every((part) => typeof part === "string" || fixed(part));
    case "operation":
      return fixed(ir.left) && (ir.right === undefined || fixed(ir.right));
    case "apply":
      return ir.callee.kind === "global" && CONSTRUCTORS.has(ir.callee.name) && ir.args.every(fixed);
    case "methodCall":
      return isReference(ir) && ir.args.every(fixed);
    case "sequence":
      return ir.steps.length === 1 && fixed(ir.steps[0]!.value);
    default:
      return false;
  }
}

/** Modules whose call makes a value of its arguments. */
const CONSTRUCTORS: ReadonlySet<string> = new Set(["Time", "Date", "ID", "UUID", "Bytes"]);

/** `Customer.byId("1")` */
function isReference({ receiver, method }: Extract<Ir, { kind: "methodCall" }>): boolean {
  return receiver.kind === "global" && method.text === "byId";
}
