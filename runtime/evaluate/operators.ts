import type { Ir } from "../../compiler/index.js";
import type { Span } from "../../grammar/index.js";
import { type Run, typeName } from "../call/index.js";
import { invalidArgument, typeMismatch, unknownFunction } from "../problems/calls.js";
import { nullCreatedHere } from "../problems/nulls.js";
import { isInstance } from "../stdlib/isInstance.js";
import { operatorOf } from "../stdlib/library.js";
import { compareOperands, equals, kindOf, ModuleValue, Null, type Value } from "../values/index.js";
import type { Code, Layout, Link } from "./layout.js";
import { invokeAt } from "./members.js";
import { existsForEquality, isNull } from "./nulls.js";

type Operation = Extract<Ir, { kind: "operation" }>;

/** `a + b`, `-a`: found on the left operand before the right one is evaluated. spec/05 §2.4 */
export function linkOperation(ir: Operation, layout: Layout, link: Link): Code {
  const left = link(ir.left, layout);
  if (ir.right === undefined) return linkUnary(ir, left);
  const right = link(ir.right, layout);
  const comparison = comparisonOf(ir.operator.text);
  if (comparison !== undefined) {
    return (run, frame) => {
      const a = left(run, frame);
      const b = right(run, frame);
      run.countUnits(1);
      return comparison(run, a, b);
    };
  }
  const operator = ir.operator.text;
  const fast = fastArithmetic(operator);
  return (run, frame) => {
    const a = left(run, frame);
    if (fast !== undefined && typeof a === "number") {
      const b = right(run, frame);
      if (typeof b === "number") {
        const result = fast(a, b);
        // Results beyond 32 bits, and of a division by zero, take the long way.
        if (result === (result | 0)) {
          run.countUnits(1);
          return result;
        }
      }
      return invokeAt(run, operatorOf("Int", operator)!, a, [b], ir.argsSpan);
    }
    const member = operatorOf(kindOf(a), operator);
    if (member === undefined) throw unknownOperator(ir, a);
    const b = right(run, frame);
    return invokeAt(run, member, a, [b], ir.argsSpan);
  };
}

function linkUnary(ir: Operation, operand: Code): Code {
  return (run, frame) => {
    const value = operand(run, frame);
    const member = operatorOf(kindOf(value), ir.operator.text);
    if (member === undefined || !member.takes.some((each) => each.length === 0))
      throw unknownOperator(ir, value);
    return invokeAt(run, member, value, [], ir.argsSpan);
  };
}

function unknownOperator(ir: Operation, left: Value) {
  const failure = unknownFunction(ir.operator.text, typeName(left)).at(ir.operator.span);
  return left instanceof Null ? failure.withHint(nullCreatedHere(left.origin)) : failure;
}

/** Of Ints: exact in JS numbers, and an Int again where it fits. */
function fastArithmetic(operator: string): ((a: number, b: number) => number) | undefined {
  switch (operator) {
    case "+":
      return (a, b) => a + b;
    case "-":
      return (a, b) => a - b;
    case "*":
      return (a, b) => a * b + 0;
    case "/":
      return (a, b) => Math.trunc(a / b) + 0;
    case "%":
      return (a, b) => (a % b) + 0;
    default:
      return undefined;
  }
}

type Comparison = (run: Run, a: Value, b: Value) => boolean;

/** Comparisons exist on every type and never fail. spec/04 §3, §4.1 */
function comparisonOf(operator: string): Comparison | undefined {
  switch (operator) {
    case "==":
      return isEqual;
    case "!=":
      return (run, a, b) => !isEqual(run, a, b);
    case "<":
      return (_run, a, b) =>
        typeof a === "number" && typeof b === "number" ? a < b : ordered(a, b, (order) => order < 0);
    case "<=":
      return (_run, a, b) =>
        typeof a === "number" && typeof b === "number" ? a <= b : ordered(a, b, (order) => order <= 0);
    case ">":
      return (_run, a, b) =>
        typeof a === "number" && typeof b === "number" ? a > b : ordered(a, b, (order) => order > 0);
    case ">=":
      return (_run, a, b) =>
        typeof a === "number" && typeof b === "number" ? a >= b : ordered(a, b, (order) => order >= 0);
    default:
      return undefined;
  }
}

function isEqual(run: Run, a: Value, b: Value): boolean {
  return a === b || equals(a, b, (document) => existsForEquality(run, document));
}

/** Operands of unrelated kinds are in no order: all four comparisons are false. */
function ordered(a: Value, b: Value, holds: (order: number) => boolean): boolean {
  const order = compareOperands(a, b);
  return order !== undefined && holds(order);
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
