import type { FunctionIr, Ir } from "./ir.js";

/** The nodes right below a node, in order of evaluation. Code that only runs when it is called is not among them. */
export function partsOf(ir: Ir): readonly Ir[] {
  switch (ir.kind) {
    case "constant":
    case "variable":
    case "global":
    case "lambda":
    case "unsupported":
      return [];
    case "template":
      return ir.parts.filter((part) => typeof part !== "string");
    case "conditional":
      return [ir.condition, ir.then, ...(ir.otherwise === undefined ? [] : [ir.otherwise])];
    case "at":
      return [ir.time, ir.body];
    case "methodCall":
    case "access":
      return [ir.receiver, ...ir.args];
    case "apply":
      return [ir.callee, ...ir.args];
    case "select":
    case "callee":
      return [ir.receiver];
    case "nonNull":
      return [ir.operand];
    case "optional":
      return [ir.receiver, ...ir.index, ir.rest];
    case "operation":
      return ir.right === undefined ? [ir.left] : [ir.left, ir.right];
    case "coalesce":
    case "and":
    case "or":
      return [ir.left, ir.right];
    case "isa":
      return [ir.value, ir.module];
    case "object":
      return ir.fields.map(({ value }) => value);
    case "array":
      return ir.elements;
    case "sequence":
      return ir.steps.map(({ value }) => value);
    case "project":
      return [ir.base];
  }
}

/** The code that a node makes a function of. */
export function codeOf(ir: Ir): FunctionIr | undefined {
  return ir.kind === "lambda" || ir.kind === "project" ? ir.code : undefined;
}
