import type { FunctionIr, Ir } from "../../compiler/index.js";
import type { Span } from "../../grammar/index.js";
import { callFunction1, type Lambda, type Run } from "../call/index.js";
import { projectArray, projectSet } from "../operators/index.js";
import { DocumentValue, EventSource, isStruct, ModuleValue, SetValue, type Value } from "../values/index.js";
import type { Code, Layout, Link } from "./layout.js";
import { nullOfDocument } from "./nulls.js";

/** `e { a, b: .c }`, by the kind of `e`. spec/05 §3 */
export function linkProject(
  ir: Extract<Ir, { kind: "project" }>,
  layout: Layout,
  link: Link,
  linkLambda: LinkLambda,
): Code {
  const base = link(ir.base, layout);
  const project = linkProjection(ir, layout, linkLambda);
  return (run, frame) => project(run, frame, base(run, frame));
}

/** The same for a base that is evaluated. */
export function linkProjection(
  ir: Extract<Ir, { kind: "project" }>,
  layout: Layout,
  linkLambda: LinkLambda,
): (run: Run, frame: Value[], base: Value) => Value {
  const makeProjector = projectorOf(ir.code, layout, linkLambda);
  const { span, baseSpan } = ir;
  return (run, frame, base) => {
    const projector = makeProjector(run, frame) as Lambda;
    run.enter(span);
    const result = project(run, base, projector, baseSpan);
    run.depth -= 1;
    return result;
  };
}

export type LinkLambda = (code: FunctionIr, layout: Layout) => Code;

/** Nobody sees a projector, so one that captures nothing is made once. */
function projectorOf(code: FunctionIr, layout: Layout, linkLambda: LinkLambda): Code {
  const make = linkLambda(code, layout);
  if (code.captured.length > 0) return make;
  let only: Value | undefined;
  return (run, frame) => {
    only ??= make(run, frame);
    return only;
  };
}

function project(run: Run, value: Value, projector: Lambda, origin: Span): Value {
  if (value instanceof DocumentValue) {
    run.demand("read", "Projection", undefined);
    return nullOfDocument(run, value, origin) ?? callFunction1(run, projector, value);
  }
  if (isStruct(value) || value instanceof ModuleValue) return callFunction1(run, projector, value);
  if (Array.isArray(value)) return projectArray(run, value as readonly Value[], projector);
  if (value instanceof SetValue || value instanceof EventSource) return projectSet(run, value, projector);
  return value;
}
