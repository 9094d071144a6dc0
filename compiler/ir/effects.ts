import { type Effect, strongerEffect } from "../effect.js";
import type { Declaration, Library } from "../library.js";
import type { Ir } from "./ir.js";
import { partsOf } from "./parts.js";

/** What is known of the names and values of code. */
export interface EffectScope {
  readonly library: Library;
  readonly values: Values;
}

/** What is known of the values of nodes: by their form, or by the types that a check found (`valuesByType`). */
export interface Values {
  /** True of values that no document and no set is part of. */
  isPlain(node: Ir): boolean;
  /** `f`, `{ desc: f }`, and what may be one. */
  mayHoldFunction(node: Ir): boolean;
  /** Of a global that the library does not have: a collection, and not a function. */
  isCollection(node: Ir): boolean;
  /** What a method call may call; undefined where that may be any code. */
  methodsOf(receiver: Ir, name: string): readonly Called[] | undefined;
}

/** What matters of a declaration. */
export type Called = Pick<Declaration, "effect" | "takesFunctions">;

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
    case "coalesce":
    case "project":
    case "optional":
    case "access":
    case "select":
    case "callee":
      return looksAt(partsOf(ir).slice(0, 1), scope);
    case "methodCall": {
      const called = methodsOf(ir.receiver, ir.method.text, scope);
      return called === undefined
        ? "write"
        : strongest(called.map((each) => callOf(each, [ir.receiver], ir.args, scope)));
    }
    case "apply":
      return applyOf(ir, scope);
  }
}

/** Plain values are just there; of documents, and of sets that are still to be evaluated, looking at them may read. */
function looksAt(values: readonly Ir[], scope: EffectScope): Effect {
  return values.every((value) => value.kind === "global" || scope.values.isPlain(value)) ? "pure" : "read";
}

/** An index: all else that a collection has is declared. */
const INDEX: Called = { effect: "read", takesFunctions: false };

/** What a method call may call; undefined where that may be any code. */
function methodsOf(receiver: Ir, name: string, scope: EffectScope): readonly Called[] | undefined {
  if (receiver.kind !== "global") return scope.values.methodsOf(receiver, name);
  const { modules, collectionMembers } = scope.library;
  const module = modules.get(receiver.name);
  if (module === undefined) return [collectionMembers.get(name) ?? INDEX];
  return module.modules.has(name) ? undefined : declared(module.members.get(name));
}

/** Where there is no such member, the call fails and does nothing. */
export function declared(declaration: Called | undefined): readonly Called[] {
  return declaration === undefined ? [] : [declaration];
}

/** A function of the library, called: what it is declared to do, what looking at its values takes, and its callbacks. */
function callOf(called: Called, self: readonly Ir[], args: readonly Ir[], scope: EffectScope): Effect {
  const values = args.filter((each) => each.kind !== "lambda");
  return strongest([
    called.effect,
    looksAt([...self, ...values], scope),
    ...args.map((each) => callbackOf(each, called, scope)),
  ]);
}

/** What calling an argument does, if it is called. */
function callbackOf(arg: Ir, called: Called, scope: EffectScope): Effect {
  if (arg.kind === "lambda") return effectOf(arg.code.body, scope);
  // `asc(f)`: what it was given has been counted there.
  if (arg.kind === "apply" && arg.callee.kind === "global" && scope.library.functions.has(arg.callee.name)) {
    return "pure";
  }
  return called.takesFunctions && scope.values.mayHoldFunction(arg) ? "write" : "pure";
}

function applyOf({ callee, args }: Extract<Ir, { kind: "apply" }>, scope: EffectScope): Effect {
  if (callee.kind === "lambda") return effectOf(callee.code.body, scope);
  if (callee.kind !== "global") return "write";
  const { modules, functions } = scope.library;
  const called = functions.get(callee.name) ?? modules.get(callee.name)?.construct;
  if (called !== undefined) return callOf(called, [], args, scope);
  // A collection makes references; a user function does what it likes.
  return scope.values.isCollection(callee) ? "pure" : "write";
}

/** What the form of a node says of its value. */
export function valuesByForm(library: Library): Values {
  const typeOf = (node: Ir) => formOf(node, library);
  const isPlain = (node: Ir): boolean => {
    if (node.kind === "array") return node.elements.every(isPlain);
    // Whatever operators look at, they give numbers, texts and Booleans.
    return node.kind === "operation" || typeOf(node) !== undefined;
  };
  return {
    isPlain,
    mayHoldFunction: (node) => typeOf(node) === undefined,
    isCollection: () => false,
    methodsOf(node, name) {
      const type = typeOf(node);
      return type === undefined ? undefined : declared(library.types.get(type)?.members.get(name));
    },
  };
}

/** The type that a node's value surely has. */
function formOf(node: Ir, library: Library): string | undefined {
  switch (node.kind) {
    case "constant":
      return LITERALS[node.value.kind];
    case "template":
      return "String";
    case "isa":
    case "and":
    case "or":
      return "Boolean";
    case "array":
      return "Array";
    case "apply": {
      const { callee } = node;
      return callee.kind === "global" ? plainResult(library.modules.get(callee.name)?.construct) : undefined;
    }
    case "methodCall": {
      const { receiver, method } = node;
      const owner =
        receiver.kind === "global"
          ? library.modules.get(receiver.name)
          : library.types.get(formOf(receiver, library) ?? "");
      return plainResult(owner?.members.get(method.text));
    }
    default:
      return undefined;
  }
}

/** What a function of the library gives, where that is of one plain type whatever it is given. */
function plainResult(declaration: Declaration | undefined): string | undefined {
  const [result, ...others] =
    declaration?.signature.split(" & ").map((each) => / => (\w+)\)?$/.exec(each)?.[1]) ?? [];
  return result !== undefined && PLAIN.has(result) && others.every((other) => other === result)
    ? result
    : undefined;
}

/** Types whose values are just there. */
export const PLAIN: ReadonlySet<string> = new Set([
  "Null",
  "Boolean",
  "Number",
  "String",
  "Bytes",
  "Time",
  "Date",
  "UUID",
  "ID",
  "TransactionTime",
]);

/** The types of literals. */
export const LITERALS = {
  null: "Null",
  boolean: "Boolean",
  integer: "Number",
  float: "Number",
  string: "String",
} as const;
