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

/** The node with other parts: what `change` makes of each. */
export function withParts(ir: Ir, change: (part: Ir) => Ir): Ir {
  switch (ir.kind) {
    case "constant":
    case "variable":
    case "global":
    case "lambda":
    case "unsupported":
      return ir;
    case "template":
      return { ...ir, parts: ir.parts.map((part) => (typeof part === "string" ? part : change(part))) };
    case "conditional":
      return {
        ...ir,
        condition: change(ir.condition),
        then: change(ir.then),
        otherwise: ir.otherwise && change(ir.otherwise),
      };
    case "at":
      return { ...ir, time: change(ir.time), body: change(ir.body) };
    case "methodCall":
    case "access":
      return { ...ir, receiver: change(ir.receiver), args: ir.args.map(change) };
    case "apply":
      return { ...ir, callee: change(ir.callee), args: ir.args.map(change) };
    case "select":
    case "callee":
      return { ...ir, receiver: change(ir.receiver) };
    case "nonNull":
      return { ...ir, operand: change(ir.operand) };
    case "optional":
      return { ...ir, receiver: change(ir.receiver), index: ir.index.map(change), rest: change(ir.rest) };
    case "operation":
      return { ...ir, left: change(ir.left), right: ir.right && change(ir.right) };
    case "coalesce":
    case "and":
    case "or":
      return { ...ir, left: change(ir.left), right: change(ir.right) };
    case "isa":
      return { ...ir, value: change(ir.value), module: change(ir.module) };
    case "object":
      return { ...ir, fields: ir.fields.map((field) => ({ ...field, value: change(field.value) })) };
    case "array":
      return { ...ir, elements: ir.elements.map(change) };
    case "sequence":
      return { ...ir, steps: ir.steps.map((step) => ({ ...step, value: change(step.value) })) };
    case "project":
      return { ...ir, base: change(ir.base) };
  }
}

/** The code that a node makes a function of. */
export function codeOf(ir: Ir): FunctionIr | undefined {
  return ir.kind === "lambda" || ir.kind === "project" ? ir.code : undefined;
}
