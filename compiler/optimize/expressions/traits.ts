import type { Ir } from "../../ir/ir.js";
import { codeOf } from "../../ir/parts.js";
import type { Declaration, Library } from "../../library.js";
import type { ReuseScope } from "./reuse.js";

/** What is known of a node with all that is below it: some of these, added up. */
export type Traits = number;
/** Made of literals and members of the library; holds no code. */
export const CLOSED = 1;
/** Depends on no parameter and no `let` of its function. */
export const FIXED = 2;
/** Calls something, which takes longer than looking a value up. */
export const CALLS = 4;
/** Surely gives a set, if it succeeds: which is nothing yet, but what reads it. */
export const SET = 8;

/** What the members of this module give is of the caller, not of the code. */
const CALLER = "Query";

/** @param parts the traits of its parts, in order */
export function traitsOf(ir: Ir, parts: readonly Traits[], scope: ReuseScope): Traits {
  let all = CLOSED | FIXED;
  let some = 0;
  for (const part of parts) {
    all &= part;
    some |= part & CALLS;
  }
  switch (ir.kind) {
    case "variable":
      return ir.place.part === "captured" ? FIXED : 0;
    case "global":
      return isOfLibrary(ir.name, scope.library) && ir.name !== CALLER ? CLOSED | FIXED : FIXED;
    case "lambda":
      return capturesFixed(ir) ? FIXED : 0;
    case "project":
      return (capturesFixed(ir) ? all & FIXED : 0) | some | (parts[0]! & SET);
    case "optional":
    case "sequence":
    case "at":
    case "callee":
    case "unsupported":
      return (all & FIXED) | some;
    case "select":
      return all | some | (scope.isComputed(ir.field.text) ? CALLS : 0);
    case "apply":
      return all | CALLS;
    case "methodCall":
      return all | CALLS | (givesSet(ir, parts[0]!, scope.library) ? SET : 0);
    default:
      return all | some;
  }
}

function capturesFixed(ir: Ir): boolean {
  return codeOf(ir)!.captured.every(({ place }) => place.part === "captured");
}

/** `Order.all()`, `Order.byStatus("cart").take(3)` */
function givesSet(ir: Extract<Ir, { kind: "methodCall" }>, receiver: Traits, library: Library): boolean {
  const name = ir.method.text;
  if (ir.receiver.kind !== "global") return (receiver & SET) !== 0 && tablesOf(library).lazy.has(name);
  const module = library.modules.get(ir.receiver.name);
  const member = (module?.members ?? library.collectionMembers).get(name);
  // All else that a collection has are indexes.
  return member === undefined ? module === undefined : isLazy(member);
}

function isOfLibrary(name: string, { modules, functions }: Library): boolean {
  return modules.has(name) || functions.has(name);
}

function isLazy({ signature }: Declaration): boolean {
  return / => Set<[^=]*$/.test(signature);
}

/** True of expressions that may read a set, go through an array, or run code of the schema. */
export function isCostly(ir: Ir, { library, isComputed }: ReuseScope): boolean {
  switch (ir.kind) {
    case "select":
      return isComputed(ir.field.text);
    case "apply":
      return ir.callee.kind !== "global" || !isOfLibrary(ir.callee.name, library);
    case "methodCall":
      return tablesOf(library).costly.has(ir.method.text);
    default:
      return false;
  }
}

/** Methods of sets by name: those that give a set again, and those that surely take long, on sets or on arrays. */
interface Tables {
  readonly lazy: ReadonlySet<string>;
  readonly costly: ReadonlySet<string>;
}

const tables = new WeakMap<Library, Tables>();

function tablesOf(library: Library): Tables {
  let known = tables.get(library);
  if (known === undefined) {
    const members = [...library.types.get("Set")!.members.values()].filter(({ kind }) => kind === "method");
    const ofArrays = library.types.get("Array")!.members;
    const [lazy, eager] = [members.filter(isLazy), members.filter((each) => !isLazy(each))];
    known = {
      lazy: new Set(lazy.map(({ name }) => name)),
      costly: new Set(
        eager.filter((each) => each.takesFunctions || !ofArrays.has(each.name)).map(({ name }) => name),
      ),
    };
    tables.set(library, known);
  }
  return known;
}
