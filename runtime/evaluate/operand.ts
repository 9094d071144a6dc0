import type { Ir } from "../../compiler/index.js";
import type { Run } from "../call/index.js";
import type { Value } from "../values/index.js";
import { literalOf } from "./constants.js";
import { type Code, type Layout, type Link, slotOf } from "./layout.js";

/**
 * A part of a node, linked. Most parts are variables and literals: reading those here saves the call of a closure, which
 * costs as much as what it is called for. engine §6
 */
export interface Operand {
  /** The slot of a variable; -1 of all else. */
  readonly slot: number;
  /** The value of a literal; undefined of all else. */
  readonly constant: Value | undefined;
  readonly code: Code;
}

export function operandOf(ir: Ir, layout: Layout, link: Link): Operand {
  return {
    slot: ir.kind === "variable" ? slotOf(ir.place, layout) : -1,
    constant: ir.kind === "constant" && ir.value.kind !== "null" ? literalOf(ir.value) : undefined,
    code: link(ir, layout),
  };
}

export function operandValue(operand: Operand, run: Run, frame: Value[]): Value {
  if (operand.slot >= 0) return frame[operand.slot]!;
  return operand.constant ?? operand.code(run, frame);
}

/** The values of all parts, in order. Arrays written with their elements take no more room than they need. */
export function operandValues(operands: readonly Operand[], run: Run, frame: Value[]): Value[] {
  switch (operands.length) {
    case 0:
      return [];
    case 1:
      return [operandValue(operands[0]!, run, frame)];
    case 2:
      return [operandValue(operands[0]!, run, frame), operandValue(operands[1]!, run, frame)];
    default: {
      const values = new Array<Value>(operands.length);
      for (let i = 0; i < operands.length; i++) values[i] = operandValue(operands[i]!, run, frame);
      return values;
    }
  }
}
