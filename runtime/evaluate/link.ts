import type { FunctionIr, Ir } from "../../compiler/index.js";
import type { Source, Span } from "../../grammar/index.js";
import { Lambda, type LambdaCode, type Run, type Schema, typeName } from "../call/index.js";
import { typeMismatch } from "../problems/calls.js";
import { notSupported } from "../problems/unsupported.js";
import type { Arity, Value } from "../values/index.js";
import {
  linkAccess,
  linkApply,
  linkCallee,
  linkMethodCall,
  linkNonNull,
  linkOptional,
  linkSelect,
} from "./chains.js";
import { linkConstant } from "./constants.js";
import { linkGlobal } from "./globals.js";
import { keeping } from "./keeping.js";
import { type Code, type Layout, layoutOf, slotOf } from "./layout.js";
import { operandOf, operandValue } from "./operand.js";
import { linkCoalesce, linkIsa, linkLogical, linkOperation } from "./operators.js";
import { linkProject } from "./projections.js";
import { withoutElement } from "./reuses.js";
import { linkArray, linkObject, linkTemplate } from "./structures.js";
import { linkAt } from "./timeTravel.js";

/**
 * Links a function: IR to closures, once. The frame of a call holds parameters, captured values, locals.
 *
 * @param text the source that its spans point into
 * @param isRepeated false of the code of a query, which runs once
 */
export function linkFunction(
  code: FunctionIr,
  schema: Schema,
  text: Source,
  isRepeated: boolean,
): LambdaCode {
  const layout = layoutOf(code, schema, text, isRepeated);
  return {
    arity: arityOf(code),
    parameterCount: code.parameterCount,
    variadic: code.variadic,
    frameSize: layout.frameSize,
    body: link(code.body, layout),
    source: code.source,
    text,
    capturedNames: code.captured.map((each) => each.name),
    ir: code,
    linkPart: (part) => link(part, { ...layout, reuses: withoutElement(layout.reuses) }),
    relink: (ir) => linkFunction(ir, schema, text, isRepeated),
  };
}

/** How many arguments a function takes. */
export function arityOf(code: FunctionIr): Arity {
  return code.variadic ? { atLeast: code.parameterCount } : { counts: [code.parameterCount] };
}

/** Links one node. */
export function link(ir: Ir, layout: Layout): Code {
  const reuse = layout.reuses.get(ir);
  const code = linkNode(ir, layout);
  return reuse === undefined ? code : keeping(reuse, code, layout);
}

/** Every kind of node has its linker in a file of its family. */
function linkNode(ir: Ir, layout: Layout): Code {
  switch (ir.kind) {
    case "constant":
      return linkConstant(ir);
    case "variable": {
      const slot = slotOf(ir.place, layout);
      return (_run, frame) => frame[slot]!;
    }
    case "global":
      return linkGlobal(ir, layout);
    case "template":
      return linkTemplate(ir, layout, link);
    case "conditional":
      return linkConditional(ir, layout);
    case "at":
      return linkAt(ir, layout, link);
    case "lambda":
      return linkLambda(ir.code, layout);
    case "methodCall":
      return linkMethodCall(ir, layout, link);
    case "callee":
      return linkCallee(ir, layout, link);
    case "apply":
      return linkApply(ir, layout, link);
    case "select":
      return linkSelect(ir, layout, link);
    case "access":
      return linkAccess(ir, layout, link);
    case "nonNull":
      return linkNonNull(ir, layout, link);
    case "optional":
      return linkOptional(ir, layout, link);
    case "operation":
      return linkOperation(ir, layout, link);
    case "coalesce":
      return linkCoalesce(ir, layout, link);
    case "and":
    case "or":
      return linkLogical(ir, layout, link);
    case "isa":
      return linkIsa(ir, layout, link);
    case "object":
      return linkObject(ir, layout, link, linkLambda);
    case "array":
      return linkArray(ir, layout, link);
    case "sequence":
      return linkSteps(ir, layout, (last) => link(last, layout));
    case "project":
      return linkProject(ir, layout, link, linkLambda);
    case "unsupported": {
      const { what, span } = ir;
      return () => {
        throw notSupported(what).at(span);
      };
    }
  }
}

/** A lambda in an expression: its code is linked once, its captured values are taken each time. */
export function linkLambda(code: FunctionIr, layout: Layout): Code {
  const linked = linkFunction(code, layout.schema, layout.text, true);
  const slots = code.captured.map((each) => slotOf(each.place, layout));
  // Each evaluation makes a value of its own, even if nothing is captured: `==` tells them apart (spec/04 §3).
  return (_run, frame) =>
    new Lambda(
      linked,
      slots.map((slot) => frame[slot]!),
    );
}

function linkConditional(ir: Extract<Ir, { kind: "conditional" }>, layout: Layout): Code {
  const condition = operandOf(ir.condition, layout, link);
  // No operands: recursion goes through branches, where each JS frame counts.
  const then = link(ir.then, layout);
  const otherwise = link(
    ir.otherwise ?? { kind: "constant", value: { kind: "null" }, span: ir.span },
    layout,
  );
  const conditionSpan = ir.condition.span;
  return (run, frame) => {
    const value = operandValue(condition, run, frame);
    if (value === true) return then(run, frame);
    if (value === false) return otherwise(run, frame);
    throw notBoolean(value, conditionSpan);
  };
}

function notBoolean(value: Value, span: Span) {
  return typeMismatch("Boolean", typeName(value)).at(span);
}

/** `{ let a = 1; a }`; `linkLast` links the last step, whose value is that of the block and has no place. */
export function linkSteps<Result>(
  ir: Extract<Ir, { kind: "sequence" }>,
  layout: Layout,
  linkLast: (last: Ir) => (run: Run, frame: Value[]) => Result,
): (run: Run, frame: Value[]) => Result {
  const steps = ir.steps.slice(0, -1).map(({ place, value }) => {
    const code = link(value, layout);
    return place === undefined ? code : assignment(code, slotOf(place, layout));
  });
  const last = linkLast(ir.steps[ir.steps.length - 1]!.value);
  if (steps.length === 0) return last;
  return (run, frame) => {
    for (let i = 0; i < steps.length; i++) steps[i]!(run, frame);
    return last(run, frame);
  };
}

function assignment(code: Code, slot: number): Code {
  return (run, frame) => {
    const value = code(run, frame);
    frame[slot] = value;
    return value;
  };
}
