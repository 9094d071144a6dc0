import type { Ir } from "../../compiler/index.js";
import type { Name, Span } from "../../grammar/index.js";
import { BoundMethod, callFunction, type Run, typeName } from "../call/index.js";
import {
  absence,
  type FieldPlace,
  hintObjectRead,
  nullDocumentFailure,
  readableVersion,
} from "../documents/index.js";
import { notAFunction, typeMismatch, unknownFunction } from "../problems/calls.js";
import { nullCreatedHere, nullValue, overlaps } from "../problems/nulls.js";
import { constructorOf } from "../stdlib/library.js";
import { DocumentValue, FunctionValue, isStruct, ModuleValue, Null, type Value } from "../values/index.js";
import { accessAt } from "./access.js";
import { documentFieldReader } from "./documentField.js";
import { grow } from "./growth.js";
import { type Code, type Layout, type Link, slotOf } from "./layout.js";
import {
  accessOnNull,
  findMember,
  invokeAt,
  type MemberFinder,
  memberFinder,
  placed,
  selectMember,
} from "./members.js";
import { isNull, nullOfDocument } from "./nulls.js";
import { operandOf, operandValue, operandValues } from "./operand.js";
import { structReader } from "./records.js";

/** `x.f` */
export function linkSelect(ir: Extract<Ir, { kind: "select" }>, layout: Layout, link: Link): Code {
  const receiver = operandOf(ir.receiver, layout, link);
  const { field, receiverSpan } = ir;
  const missing = missingFieldOf(field);
  const place: FieldPlace = { receiver: receiverSpan, field: field.span };
  const readField = documentFieldReader(field.text, place, layout.schema);
  const read = structReader(field.text);
  const find = memberFinder(field.text);
  return (run, frame) => {
    const value = operandValue(receiver, run, frame);
    if (value instanceof DocumentValue) {
      const found = readField(run, value);
      if (found !== undefined) return found;
    }
    if (isStruct(value)) {
      const found = read(value);
      if (run.performanceHints) hintObjectRead(run, value, field.text, found, field.span);
      return found ?? missing(value);
    }
    return selectAt(run, value, field, place, find) ?? missing(value);
  };
}

function selectAt(
  run: Run,
  value: Value,
  field: Name,
  place: FieldPlace,
  find: MemberFinder,
): Value | undefined {
  if (value instanceof Null && find(run, value) === undefined) {
    throw accessOnNull(field.text, value, field.span);
  }
  return selectMember(run, value, field.text, place, find);
}

/** The null of an absent field: one object for each receiver type at a site. engine §1 */
function missingFieldOf(field: Name): (receiver: Value) => Null {
  let last: Null | undefined;
  return (receiver) => {
    const type = typeName(receiver);
    if (last?.cause.kind !== "missingField" || last.cause.receiver !== type) {
      last = new Null({ kind: "missingField", field: field.text, receiver: type }, field.span);
    }
    return last;
  };
}

/** `x.f(a)`: receiver, then what is called, then arguments. spec/05 §2 "Method call" */
export function linkMethodCall(ir: Extract<Ir, { kind: "methodCall" }>, layout: Layout, link: Link): Code {
  const receiver = operandOf(ir.receiver, layout, link);
  const call = linkCallOf(ir, layout, link);
  return (run, frame) => call(run, frame, operandValue(receiver, run, frame));
}

/** The same for a receiver that is evaluated. */
export function linkCallOf(
  ir: Extract<Ir, { kind: "methodCall" }>,
  layout: Layout,
  link: Link,
): (run: Run, frame: Value[], receiver: Value) => Value {
  const args = ir.args.map((each) => operandOf(each, layout, link));
  const { method, receiverSpan, applySpan } = ir;
  const place: FieldPlace = { receiver: receiverSpan, field: method.span };
  const memberAt = memberFinder(method.text);
  const growth = layout.growths.get(ir);
  return (run, frame, value) => {
    const member = memberAt(run, value);
    if (member?.kind === "method") {
      if (value instanceof DocumentValue && method.text !== "exists") {
        readableVersion(run, value, method.text, place);
      }
      const values = operandValues(args, run, frame);
      if (growth !== undefined) {
        const grown = grow(run, frame, growth, method.text, value, values, applySpan);
        if (grown !== undefined) return grown;
      }
      return invokeAt(run, member, value, values, applySpan);
    }
    const target = selectAt(run, value, method, place, memberAt);
    if (target === undefined) throw unknownFunction(method.text, typeName(value)).at(method.span);
    if (!(target instanceof FunctionValue || target instanceof ModuleValue)) {
      throw notAFunction(method.text, typeName(target)).at(method.span);
    }
    return applyAt(run, target, operandValues(args, run, frame), applySpan);
  };
}

/** `x.f` of `x.f?.(a)` */
export function linkCallee(ir: Extract<Ir, { kind: "callee" }>, layout: Layout, link: Link): Code {
  const receiver = link(ir.receiver, layout);
  const { method, receiverSpan } = ir;
  const missing = missingFieldOf(method);
  const find = memberFinder(method.text);
  const place: FieldPlace = { receiver: receiverSpan, field: method.span };
  return (run, frame) => {
    const value = receiver(run, frame);
    const target = selectAt(run, value, method, place, find) ?? missing(value);
    if (target instanceof Null || target instanceof FunctionValue || target instanceof ModuleValue)
      return target;
    throw notAFunction(method.text, typeName(target)).at(method.span);
  };
}

/** `f(a)` */
export function linkApply(ir: Extract<Ir, { kind: "apply" }>, layout: Layout, link: Link): Code {
  const callee = operandOf(ir.callee, layout, link);
  const args = ir.args.map((each) => operandOf(each, layout, link));
  const { applySpan } = ir;
  return (run, frame) => {
    const target = operandValue(callee, run, frame);
    return applyAt(run, target, operandValues(args, run, frame), applySpan);
  };
}

/** Applies a value in the frame of its parentheses. spec/05 §2 "Apply" */
function applyAt(run: Run, target: Value, args: readonly Value[], applySpan: Span): Value {
  if (target instanceof ModuleValue) {
    const construct = constructorOf(target);
    if (construct !== undefined) return invokeAt(run, construct, target, args, applySpan);
  }
  if (target instanceof BoundMethod) return invokeAt(run, target.member, target.self, args, applySpan);
  if (!(target instanceof FunctionValue)) throw notCallable(target, applySpan);
  run.enter(applySpan);
  const result = callFunction(run, target, args);
  run.depth -= 1;
  return placed(result, applySpan);
}

function notCallable(target: Value, applySpan: Span) {
  if (target instanceof Null && target.cause.kind === "missingField") {
    return unknownFunction(target.cause.field, target.cause.receiver).at(target.origin);
  }
  return typeMismatch("Function", typeName(target)).at(applySpan);
}

/** `x[i]` */
export function linkAccess(ir: Extract<Ir, { kind: "access" }>, layout: Layout, link: Link): Code {
  const receiver = operandOf(ir.receiver, layout, link);
  const args = ir.args.map((each) => operandOf(each, layout, link));
  const { accessSpan, receiverSpan } = ir;
  return (run, frame) => {
    const value = operandValue(receiver, run, frame);
    if (value instanceof Null) throw accessOnNull("[]", value, accessSpan);
    return accessAt(run, value, operandValues(args, run, frame), accessSpan, receiverSpan);
  };
}

/** `x!` */
export function linkNonNull(ir: Extract<Ir, { kind: "nonNull" }>, layout: Layout, link: Link): Code {
  const operand = link(ir.operand, layout);
  const { span } = ir;
  return (run, frame) => {
    const value = operand(run, frame);
    return isNull(run, value, "`!`", span) ? failNull(run, value, span) : value;
  };
}

/** spec/05 §2.5 */
function failNull(run: Run, value: Value, span: Span): never {
  if (value instanceof DocumentValue) {
    throw nullDocumentFailure(run, value, absence(run, value)!).at(span);
  }
  const { cause, origin } = value as Null;
  if (cause.kind === "nullDocument") {
    throw nullDocumentFailure(run, cause.document, cause.absence).at(span);
  }
  const failure = nullValue(cause).at(span);
  throw overlaps(origin, span) ? failure : failure.withHint(nullCreatedHere(origin));
}

/** `x?.…` */
export function linkOptional(ir: Extract<Ir, { kind: "optional" }>, layout: Layout, link: Link): Code {
  const receiver = link(ir.receiver, layout);
  const rest = link(ir.rest, layout);
  const index = ir.index.map((each) => operandOf(each, layout, link));
  const slot = slotOf(ir.place, layout);
  const { includesNullDocuments, method, receiverSpan, required } = ir;
  return (run, frame) => {
    const value = receiver(run, frame);
    const stop = nullOf(run, value);
    if (stop !== undefined) {
      operandValues(index, run, frame);
      return required === undefined ? stop : failNull(run, stop, required);
    }
    frame[slot] = value;
    return rest(run, frame);
  };

  /** The null at which the chain stops. */
  function nullOf(run: Run, value: Value): Null | undefined {
    if (value instanceof Null) {
      return method === undefined || findMember(run, value, method) === undefined ? value : undefined;
    }
    if (!includesNullDocuments || !(value instanceof DocumentValue)) return undefined;
    run.demand("read", "Reading a field", ir.receiver.span);
    return nullOfDocument(run, value, receiverSpan);
  }
}
