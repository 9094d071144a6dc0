import type { Span } from "../../grammar/index.js";
import { noOverload, unexpectedArgument, wrongArgumentCount, wrongCallbackArity } from "../problems/calls.js";
import { permissionDenied } from "../problems/documents.js";
import {
  type Arity,
  accepts,
  defineKind,
  type FunctionIdentity,
  FunctionValue,
  type Value,
} from "../values/index.js";
import { FULL_ACCESS } from "./access.js";
import { arityText } from "./arityText.js";
import { type FunctionCode, Lambda, UserFunction } from "./lambda.js";
import type { Member } from "./member.js";
import { type ParameterKind, REFUSED } from "./parameters.js";
import type { Run } from "./run.js";
import { typeName } from "./typeName.js";

/** A library function as a value, with the receiver it was taken from: `"abc".includes`, `Math.abs`. spec/05 §2 */
export class BoundMethod extends FunctionValue {
  constructor(
    readonly member: Member,
    readonly self: Value,
  ) {
    super();
  }
  get arity(): Arity {
    return memberArity(this.member);
  }
  get displayName(): string {
    return this.member.name;
  }
  get identity(): FunctionIdentity {
    return { kind: "builtIn", name: this.member.name, receiver: this.self };
  }
}
defineKind(BoundMethod, "Function");

/**
 * Applies any function value. The caller has opened the frame of the call (the parentheses) and evaluated the
 * arguments; checks the count, then runs. spec/05 §2 "Apply"
 */
export function callFunction(run: Run, target: FunctionValue, args: readonly Value[]): Value {
  if (target instanceof Lambda) return callLambda(run, target, args);
  if (target instanceof UserFunction) {
    const isPlain = target.access === undefined && run.access === FULL_ACCESS;
    return isPlain ? callLambda(run, target.lambda, args) : callUserFunction(run, target, args);
  }
  run.countUnits(1);
  const { member, self } = target as BoundMethod;
  return invoke(run, member, self, args);
}

/** Applies a function to one argument: the common case of callbacks. */
export function callFunction1(run: Run, target: FunctionValue, argument: Value): Value {
  if (!isPlainLambda(target, 1)) return callFunction(run, target, [argument]);
  run.countApplication();
  const frame = newFrame(target.code, target.captured, 1);
  frame[0] = argument;
  return target.code.body(run, frame);
}

/**
 * A JS function that applies `target` to one argument again and again. One frame serves all its calls: nothing keeps a
 * frame beyond its call, and a loop makes the next call when the one before is over.
 */
export function applier1(run: Run, target: FunctionValue): (argument: Value) => Value {
  if (!isPlainLambda(target, 1)) return (argument) => callFunction(run, target, [argument]);
  const { code } = target;
  const frame = newFrame(target.code, target.captured, 1);
  return (argument) => {
    run.countApplication();
    frame[0] = argument;
    const before = run.memory.used;
    const result = code.body(run, frame);
    run.memory.settle(before, result);
    return result;
  };
}

/** Like `applier1`, of two arguments. What the calls leave behind is up to the loop, which mostly keeps just the last result. */
export function applier2(run: Run, target: FunctionValue): (first: Value, second: Value) => Value {
  if (!isPlainLambda(target, 2)) return (first, second) => callFunction(run, target, [first, second]);
  const { code } = target;
  const frame = newFrame(target.code, target.captured, 2);
  return (first, second) => {
    run.countApplication();
    frame[0] = first;
    frame[1] = second;
    return code.body(run, frame);
  };
}

function isPlainLambda(target: FunctionValue, parameterCount: number): target is Lambda {
  return target instanceof Lambda && !target.code.variadic && target.code.parameterCount === parameterCount;
}

/** Whether the caller may is asked with the rights of the place of the call; the body may have others. spec/07b §6.4 */
function callUserFunction(run: Run, target: UserFunction, args: readonly Value[]): Value {
  const { lambda, access } = target;
  demandCount(lambda.code, args);
  if (run.access !== FULL_ACCESS && !run.access.mayCall(target.id, args)) throw permissionDenied();
  if (access === undefined) return callLambda(run, lambda, args);
  return run.accessing(access(run), () => callLambda(run, lambda, args));
}

export function callLambda(run: Run, { code, captured }: Lambda, args: readonly Value[]): Value {
  const before = run.memory.used;
  const result = callCode(run, code, captured, args);
  run.memory.settle(before, result);
  return result;
}

export function callCode<Result>(
  run: Run,
  code: FunctionCode<Result>,
  captured: readonly Value[],
  args: readonly Value[],
): Result {
  demandCount(code, args);
  run.countApplication();
  const count = code.parameterCount;
  const frame = newFrame(code, captured, code.variadic ? count + 1 : count);
  for (let i = 0; i < count; i++) frame[i] = args[i]!;
  if (code.variadic) frame[count] = args.slice(count);
  return code.body(run, frame);
}

/** `place` is where to point when no frame is open. */
export function demandCount(code: FunctionCode<unknown>, args: readonly Value[], place?: Span): void {
  const { parameterCount, variadic } = code;
  if (variadic ? args.length >= parameterCount : args.length === parameterCount) return;
  throw wrongArgumentCount(arityText(code.arity, "argument"), args.length).at(place);
}

/** A frame holds the parameters, then what the lambda captured, then its locals. */
function newFrame(code: FunctionCode<unknown>, captured: readonly Value[], firstCaptured: number): Value[] {
  const frame = emptyFrame(code.frameSize);
  for (let i = 0; i < captured.length; i++) frame[firstCaptured + i] = captured[i]!;
  return frame;
}

/** Arrays of a length that is written in the code are allocated without a call. */
function emptyFrame(size: number): Value[] {
  switch (size) {
    case 1:
      return new Array<Value>(1);
    case 2:
      return new Array<Value>(2);
    case 3:
      return new Array<Value>(3);
    case 4:
      return new Array<Value>(4);
    default:
      return new Array<Value>(size);
  }
}

/** How many arguments a library function takes. */
export function memberArity(member: Member): Arity {
  const last = member.takes[member.takes.length - 1];
  if (last?.some((parameter) => parameter.variadic)) return { atLeast: last.length - 1 };
  return { counts: [...new Set(member.takes.map((overload) => overload.length))].sort((a, b) => a - b) };
}

/**
 * Runs a library function: count, casts left to right, effect, then the implementation. The caller has opened the frame
 * and counted the unit. spec/05 §1.4
 */
export function invoke(run: Run, member: Member, self: Value, args: readonly Value[]): Value {
  const converted = convert(run, member, args);
  // The text of a refusal is only made where one is possible.
  if (member.effect !== "pure" && run.effectLimit !== "write") {
    run.demand(member.effect, `\`${member.name}\``);
  }
  const result = member.perform(run, self, converted);
  if (result !== self) run.memory.countBuilt(result);
  return result;
}

/** The arguments as the first overload that takes them has them. */
function convert(run: Run, member: Member, args: readonly Value[]): readonly unknown[] {
  const { takes } = member;
  let counted: readonly ParameterKind[] | undefined;
  for (let i = 0; i < takes.length; i++) {
    const overload = takes[i]!;
    if (!takesCount(overload, args.length)) continue;
    const converted = castAll(run, overload, args);
    if (converted !== undefined) return converted;
    counted = overload;
  }
  if (counted !== undefined) throw refusal(member, counted, args);
  throw wrongArgumentCount(arityText(memberArity(member), "argument"), args.length);
}

function takesCount(overload: readonly ParameterKind[], count: number): boolean {
  return isVariadic(overload) ? overload.length <= count + 1 : overload.length === count;
}

function isVariadic(overload: readonly ParameterKind[]): boolean {
  return overload.length > 0 && overload[overload.length - 1]!.variadic === true;
}

const NO_ARGUMENTS: readonly unknown[] = [];

/** Undefined where a cast does not fit. Callbacks are looked at last: their count of parameters chooses no overload. */
function castAll(
  run: Run,
  overload: readonly ParameterKind[],
  args: readonly Value[],
): readonly unknown[] | undefined {
  if (overload.length === 0) return NO_ARGUMENTS;
  const fixed = isVariadic(overload) ? overload.length - 1 : overload.length;
  const converted = new Array<unknown>(overload.length);
  let takesCallbacks = false;
  for (let i = 0; i < fixed; i++) {
    const parameter = overload[i]!;
    converted[i] = parameter.cast(args[i]!);
    if (converted[i] === REFUSED) return undefined;
    takesCallbacks ||= parameter.callbackArity !== undefined;
  }
  if (fixed < overload.length) {
    const further = args.slice(fixed).map(overload[fixed]!.cast);
    if (further.includes(REFUSED)) return undefined;
    converted[fixed] = further;
  }
  if (!takesCallbacks) return converted;
  for (let i = 0; i < fixed; i++) {
    if (overload[i]!.callbackArity !== undefined) {
      converted[i] = callbackArgument(run, overload[i]!, args[i] as FunctionValue);
    }
  }
  return converted;
}

function refusal(member: Member, overload: readonly ParameterKind[], args: readonly Value[]) {
  if (member.takes.length === 1) {
    const last = overload.length - 1;
    const index = args.findIndex((value, i) => overload[Math.min(i, last)]!.cast(value) === REFUSED);
    const parameter = overload[Math.min(index, last)]!;
    return unexpectedArgument(parameter.name, parameter.type, typeName(args[index]!));
  }
  const signatures = member.takes
    .filter((each) => takesCount(each, args.length))
    .map((each) => `(${each.map((parameter) => parameter.type).join(", ")})`);
  return noOverload(member.name, signatures.join(" | "), `(${args.map(typeName).join(", ")})`);
}

/** A function argument as the implementation wants it: something to call, or the value once its arity is known to fit. */
function callbackArgument(run: Run, parameter: ParameterKind, target: FunctionValue): unknown {
  const call = callbackOf(run, parameter, target);
  return parameter.keepsFunction ? target : call;
}

/** A JS function that applies `target`, whose arity is checked now, even if it is never called. spec/05 §7 */
export function callbackOf(
  run: Run,
  parameter: ParameterKind,
  target: FunctionValue,
): (...args: readonly Value[]) => Value {
  const arity = parameter.callbackArity!;
  if (!accepts(target.arity, arity)) {
    throw wrongCallbackArity(parameter.name, arity, arityText(target.arity, "parameter"));
  }
  switch (arity) {
    case 1:
      return applier1(run, target) as (...args: readonly Value[]) => Value;
    case 2:
      return applier2(run, target) as (...args: readonly Value[]) => Value;
    default:
      return (...args) => callFunction(run, target, args);
  }
}
