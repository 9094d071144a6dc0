import type { Ir } from "../../compiler/index.js";
import type { Span } from "../../grammar/index.js";
import { type Member, type Run, typeName } from "../call/index.js";
import { invalidArgument, typeMismatch, unknownFunction } from "../problems/calls.js";
import { nullCreatedHere } from "../problems/nulls.js";
import { isInstance } from "../stdlib/isInstance.js";
import { operatorOf } from "../stdlib/library.js";
import {
  compareOperands,
  Double,
  equals,
  type Kind,
  kindOf,
  ModuleValue,
  Null,
  type Value,
} from "../values/index.js";
import type { Code, Layout, Link } from "./layout.js";
import { invokeAt } from "./members.js";
import { existsForEquality, isNull } from "./nulls.js";
import { type Operand, operandOf, operandValue } from "./operand.js";

type Operation = Extract<Ir, { kind: "operation" }>;

/** `a + b`, `-a`: found on the left operand before the right one is evaluated. spec/05 §2.4 */
export function linkOperation(ir: Operation, layout: Layout, link: Link): Code {
  if (ir.right === undefined) return linkUnary(ir, link(ir.left, layout));
  const left = operandOf(ir.left, layout, link);
  const right = operandOf(ir.right, layout, link);
  const symbol = ir.operator.text;
  if (isComparison(symbol)) return linkComparison(symbol, left, right);
  return isArithmetic(symbol) ? linkArithmetic(ir, symbol, left, right) : linkMember(ir, left, right);
}

/** An operator that the library declares. */
function linkMember(ir: Operation, left: Operand, right: Operand): Code {
  const memberFor = operatorAt(ir);
  return (run, frame) => {
    const a = operandValue(left, run, frame);
    const member = memberFor(a);
    return invokeAt(run, member, a, [operandValue(right, run, frame)], ir.argsSpan);
  };
}

/** The operator of the left operand's kind, which at one site rarely changes. */
function operatorAt(ir: Operation): (left: Value) => Member {
  let kind: Kind | undefined;
  let member: Member | undefined;
  return (left) => {
    const present = kindOf(left);
    if (present !== kind || member === undefined) {
      member = operatorOf(present, ir.operator.text);
      if (member === undefined) throw unknownOperator(ir, left);
      kind = present;
    }
    return member;
  };
}

function linkUnary(ir: Operation, operand: Code): Code {
  const memberFor = operatorAt(ir);
  const isNot = ir.operator.text === "!";
  return (run, frame) => {
    const value = operand(run, frame);
    if (isNot && typeof value === "boolean") {
      run.countUnits(1);
      return !value;
    }
    const member = memberFor(value);
    if (!member.takes.some((each) => each.length === 0)) throw unknownOperator(ir, value);
    return invokeAt(run, member, value, [], ir.argsSpan);
  };
}

function unknownOperator(ir: Operation, left: Value) {
  const failure = unknownFunction(ir.operator.text, typeName(left)).at(ir.operator.span);
  return left instanceof Null ? failure.withHint(nullCreatedHere(left.origin)) : failure;
}

type Arithmetic = "+" | "-" | "*" | "/" | "%";

function isArithmetic(symbol: string): symbol is Arithmetic {
  return symbol === "+" || symbol === "-" || symbol === "*" || symbol === "/" || symbol === "%";
}

/** What most operands are is computed here; the library's operator, which does the same and all else, is the long way. */
function linkArithmetic(ir: Operation, symbol: Arithmetic, left: Operand, right: Operand): Code {
  const memberFor = operatorAt(ir);
  return (run, frame) => {
    const a = operandValue(left, run, frame);
    let b: Value;
    if (typeof a === "number") {
      b = operandValue(right, run, frame);
      if (typeof b === "number") {
        const result = compute(symbol, a, b) + 0;
        // Results beyond 32 bits, and of a division by zero, take the long way.
        if (result === (result | 0)) {
          run.countUnits(1);
          return result;
        }
      } else if (b instanceof Double) {
        run.countUnits(1);
        return new Double(computeDouble(symbol, a, b.value));
      }
      return invokeAt(run, memberFor(a), a, [b], ir.argsSpan);
    }
    if (a instanceof Double) {
      b = operandValue(right, run, frame);
      if (b instanceof Double || typeof b === "number") {
        run.countUnits(1);
        return new Double(computeDouble(symbol, a.value, typeof b === "number" ? b : b.value));
      }
      return invokeAt(run, memberFor(a), a, [b], ir.argsSpan);
    }
    if (typeof a === "string" && symbol === "+") {
      b = operandValue(right, run, frame);
      if (typeof b === "string" && a.length + b.length <= run.limits.stringLength) {
        run.countUnits(1);
        const text = a + b;
        run.memory.countText(text);
        return text;
      }
      return invokeAt(run, memberFor(a), a, [b], ir.argsSpan);
    }
    const member = memberFor(a);
    return invokeAt(run, member, a, [operandValue(right, run, frame)], ir.argsSpan);
  };
}

/**
 * Of Ints: exact in JS numbers, and an Int again where it fits 32 bits. Apart from `computeDouble`, so that the host
 * sees only whole numbers here. spec/04 §2.2
 */
function compute(symbol: Arithmetic, a: number, b: number): number {
  switch (symbol) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return Math.trunc(a / b);
    case "%":
      // A remainder of whole numbers is one instruction, of others a call.
      return a >= 0 && b > 0 ? (a | 0) % (b | 0) : a % b;
  }
}

function computeDouble(symbol: Arithmetic, a: number, b: number): number {
  switch (symbol) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
  }
}

type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=";

function isComparison(symbol: string): symbol is Comparison {
  return ["==", "!=", "<", "<=", ">", ">="].includes(symbol);
}

/** Comparisons exist on every type and never fail. spec/04 §3, §4.1 */
function linkComparison(symbol: Comparison, left: Operand, right: Operand): Code {
  return (run, frame) => {
    const a = operandValue(left, run, frame);
    const b = operandValue(right, run, frame);
    run.countUnits(1);
    if (typeof a === "number" && typeof b === "number") return compare(symbol, a, b);
    if (typeof a === "string" && typeof b === "string") return compare(symbol, a, b);
    switch (symbol) {
      case "==":
        return isEqual(run, a, b);
      case "!=":
        return !isEqual(run, a, b);
      default: {
        // Operands of unrelated kinds are in no order: all four comparisons are false.
        const order = compareOperands(a, b);
        return order !== undefined && compare(symbol, order, 0);
      }
    }
  };
}

function compare<T extends number | string>(symbol: Comparison, a: T, b: T): boolean {
  switch (symbol) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function isEqual(run: Run, a: Value, b: Value): boolean {
  return a === b || equals(a, b, (document) => existsForEquality(run, document));
}

/** `a ?? b` */
export function linkCoalesce(ir: Extract<Ir, { kind: "coalesce" }>, layout: Layout, link: Link): Code {
  const left = link(ir.left, layout);
  const right = link(ir.right, layout);
  const { span } = ir;
  return (run, frame) => {
    const value = left(run, frame);
    return isNull(run, value, "`??`", span) ? right(run, frame) : value;
  };
}

/** `a && b`, `a || b`: only Booleans, and the right side only if needed. */
export function linkLogical(ir: Extract<Ir, { kind: "and" | "or" }>, layout: Layout, link: Link): Code {
  const left = link(ir.left, layout);
  const right = link(ir.right, layout);
  const decided = ir.kind === "or";
  const leftSpan = ir.left.span;
  const rightSpan = ir.right.span;
  return (run, frame) => {
    if (asBoolean(left(run, frame), leftSpan) === decided) return decided;
    return asBoolean(right(run, frame), rightSpan);
  };
}

function asBoolean(value: Value, span: Span): boolean {
  if (typeof value === "boolean") return value;
  throw typeMismatch("Boolean", typeName(value)).at(span);
}

/** `a isa M` */
export function linkIsa(ir: Extract<Ir, { kind: "isa" }>, layout: Layout, link: Link): Code {
  const value = link(ir.value, layout);
  const module = link(ir.module, layout);
  const moduleSpan = ir.module.span;
  return (run, frame) => {
    const subject = value(run, frame);
    const type = module(run, frame);
    if (!(type instanceof ModuleValue)) {
      throw invalidArgument("type_object", "expected a module object").at(moduleSpan);
    }
    return isInstance(subject, type);
  };
}
