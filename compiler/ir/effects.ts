import { parseType, type TypeExpression } from "../../grammar/index.js";
import { type Effect, strongerEffect } from "../effect.js";
import type { Declaration, Library } from "../library.js";
import type { InferredType } from "../types/inferred.js";
import type { Ir } from "./ir.js";
import { partsOf } from "./parts.js";

/** What is known of the names and values of code. */
export interface EffectScope {
  readonly library: Library;
  /**
   * The types that a check found; without them nothing is known of variables. A bound that rests on them is as good as
   * they are: arguments and signatures are believed (spec/03 §9), so it may choose a way, and not what a query means.
   */
  readonly typeOf?: (node: Ir) => InferredType | undefined;
}

/**
 * What evaluating a node may do at most, its parts and the lambdas that it hands on included. Code that is only known
 * as it runs — functions in variables, in fields of objects, of the schema — may write. spec/05 §4
 */
export function effectOf(ir: Ir, scope: EffectScope): Effect {
  const parts = ir.kind === "project" ? [ir.base, ir.code.body] : partsOf(ir);
  return strongest([ownEffect(ir, scope), ...parts.map((part) => effectOf(part, scope))]);
}

function strongest(effects: readonly Effect[]): Effect {
  return effects.reduce(strongerEffect, "pure");
}

/** What a node does once its parts are evaluated. */
function ownEffect(ir: Ir, scope: EffectScope): Effect {
  switch (ir.kind) {
    case "constant":
    case "variable":
    case "global":
    case "lambda":
    case "conditional":
    case "at":
    case "and":
    case "or":
    case "object":
    case "array":
    case "sequence":
    case "unsupported":
      return "pure";
    case "template":
    case "isa":
    case "operation":
      return looksAt(partsOf(ir), scope);
    case "nonNull":
      return looksAt([ir.operand], scope);
    case "coalesce":
      return looksAt([ir.left], scope);
    case "project":
      return looksAt([ir.base], scope);
    case "optional":
    case "access":
    case "select":
    case "callee":
      return looksAt([ir.receiver], scope);
    case "methodCall": {
      const called = methodsOf(ir.receiver, ir.method.text, scope);
      return called === undefined ? "write" : strongest(called.map((each) => callOf(each, ir, scope)));
    }
    case "apply":
      return applyOf(ir, scope);
  }
}

/** Plain values are just there; of documents, and of sets that are still to be evaluated, looking at them may read. */
function looksAt(values: readonly Ir[], scope: EffectScope): Effect {
  return values.every((value) => value.kind === "global" || isPlain(typeOf(value, scope))) ? "pure" : "read";
}

/** What matters of a declaration. */
type Called = Pick<Declaration, "effect" | "signature">;

/** An index: all else that a collection has is declared. */
const INDEX: Called = { effect: "read", signature: "Any" };

/** What a method call may call; undefined where that may be any code. */
function methodsOf(receiver: Ir, name: string, scope: EffectScope): readonly Called[] | undefined {
  if (receiver.kind !== "global") return membersOf(typeOf(receiver, scope), name, scope.library);
  const { modules, functions, types, collectionMembers } = scope.library;
  if (functions.has(receiver.name)) return known(types.get("Function")?.members.get(name));
  const module = modules.get(receiver.name);
  if (module === undefined) return [collectionMembers.get(name) ?? INDEX];
  return module.modules.has(name) ? undefined : known(module.members.get(name));
}

/** Where there is no such member, the call fails and does nothing. */
function known(declaration: Called | undefined): readonly Called[] {
  return declaration === undefined ? [] : [declaration];
}

function membersOf(type: InferredType, name: string, library: Library): readonly Called[] | undefined {
  const ofType = (type: string) => known(library.types.get(type)?.members.get(name));
  switch (type.kind) {
    case "literal":
      return ofType(typeOfLiteral(type.value.kind));
    case "tuple":
      return ofType("Array");
    case "named": {
      if (NUMBERS.has(type.name)) return ofType("Number");
      if (library.types.has(type.name)) return ofType(type.name);
      const member = library.documentMembers.get(name) ?? library.collectionMembers.get(name);
      return member && [member];
    }
    case "union": {
      const members = type.members.map((each) => membersOf(each, name, library));
      return members.every((each) => each !== undefined) ? members.flat() : undefined;
    }
    // Of variables in functions that are generalized: nothing is known of what they will be.
    case "never":
    case "any":
    case "hole":
    case "variable":
    case "object":
    case "interface":
    case "function":
    case "projection":
    case "intersection":
    case "difference":
    case "recursive":
      return undefined;
  }
}

/** A function of the library, called: what it is declared to do, what looking at its values takes, and its callbacks. */
function callOf(called: Called, { receiver, args }: Call, scope: EffectScope): Effect {
  const values = args.filter((each) => each.kind !== "lambda");
  return strongest([
    called.effect,
    looksAt(receiver === undefined ? values : [receiver, ...values], scope),
    ...args.map((each) => callbackOf(each, called, scope)),
  ]);
}

interface Call {
  readonly receiver?: Ir;
  readonly args: readonly Ir[];
}

/** What calling an argument does, if it is called. */
function callbackOf(arg: Ir, called: Called, scope: EffectScope): Effect {
  if (arg.kind === "lambda") return effectOf(arg.code.body, scope);
  // `asc(f)`: what it was given has been counted there.
  if (arg.kind === "apply" && arg.callee.kind === "global" && scope.library.functions.has(arg.callee.name)) {
    return "pure";
  }
  return mayHoldFunction(typeOf(arg, scope)) && takesFunctions(called) ? "write" : "pure";
}

function applyOf({ callee, args }: Extract<Ir, { kind: "apply" }>, scope: EffectScope): Effect {
  if (callee.kind === "lambda") return effectOf(callee.code.body, scope);
  if (callee.kind !== "global") return "write";
  const { modules, functions } = scope.library;
  const called = functions.get(callee.name) ?? modules.get(callee.name)?.construct;
  if (called !== undefined) return callOf(called, { args }, scope);
  // A collection makes references; a user function does what it likes.
  const type = typeOf(callee, scope);
  return type.kind === "named" && type.name !== "UserFunction" ? "pure" : "write";
}

const NUMBERS: ReadonlySet<string> = new Set(["Int", "Long", "Double", "Float"]);

/** Types whose values are just there. */
const PLAIN: ReadonlySet<string> = new Set([
  "Null",
  "Boolean",
  "Number",
  ...NUMBERS,
  "String",
  "Bytes",
  "Time",
  "Date",
  "UUID",
  "ID",
  "TransactionTime",
]);

/** True of types that no document and no set is part of. */
function isPlain(type: InferredType): boolean {
  switch (type.kind) {
    case "literal":
      return true;
    case "named":
      return PLAIN.has(type.name) || (type.name === "Array" && type.args.every(isPlain));
    case "tuple":
      return type.elements.every(isPlain);
    case "union":
      return type.members.every(isPlain);
    case "object":
      return [...type.fields.values(), ...(type.wildcard === undefined ? [] : [type.wildcard])].every(
        isPlain,
      );
    default:
      return false;
  }
}

/** `f`, `{ desc: f }`, and what may be one. */
function mayHoldFunction(type: InferredType): boolean {
  switch (type.kind) {
    case "literal":
    case "tuple":
      return false;
    case "named":
      return type.name === "Function" || type.name === "UserFunction";
    case "union":
      return type.members.some(mayHoldFunction);
    default:
      return !isPlain(type);
  }
}

const takingFunctions = new WeakMap<Called, boolean>();

/** True of functions that call what they are given. */
function takesFunctions(called: Called): boolean {
  let takes = takingFunctions.get(called);
  if (takes === undefined) {
    const parsed = parseType(called.signature);
    takes = !parsed.ok || hasFunctionParameter(parsed.value);
    takingFunctions.set(called, takes);
  }
  return takes;
}

function hasFunctionParameter(type: TypeExpression): boolean {
  switch (type.kind) {
    case "intersection":
      return type.members.some(hasFunctionParameter);
    case "function":
      return [...type.parameters, ...(type.variadic === undefined ? [] : [type.variadic])].some((each) =>
        mentionsFunction(each.type),
      );
    default:
      return false;
  }
}

function mentionsFunction(type: TypeExpression): boolean {
  switch (type.kind) {
    case "function":
      return true;
    case "union":
    case "intersection":
      return type.members.some(mentionsFunction);
    case "object":
      return type.fields.some(({ type: field }) => mentionsFunction(field));
    default:
      return false;
  }
}

/** What a check found; else what the form of the node says. */
function typeOf(ir: Ir, scope: EffectScope): InferredType {
  const found = scope.typeOf?.(ir);
  if (found !== undefined) return found;
  switch (ir.kind) {
    case "constant":
      return named(typeOfLiteral(ir.value.kind));
    case "template":
      return named("String");
    case "isa":
    case "and":
    case "or":
      return named("Boolean");
    case "array":
      return { kind: "tuple", elements: ir.elements.map((each) => typeOf(each, scope)) };
    default:
      return { kind: "any" };
  }
}

function typeOfLiteral(kind: "null" | "boolean" | "integer" | "float" | "string"): string {
  switch (kind) {
    case "null":
      return "Null";
    case "boolean":
      return "Boolean";
    case "integer":
    case "float":
      return "Number";
    case "string":
      return "String";
  }
}

function named(name: string): InferredType {
  return { kind: "named", name, args: [] };
}
