import type { Span } from "../../grammar/index.js";
import { Boxed, type Value } from "./value.js";

/** How many arguments a function takes: each count in `counts`, or at least `atLeast`. spec/05 §1.4 */
export type Arity = { readonly counts: readonly number[] } | { readonly atLeast: number };

export function accepts(arity: Arity, count: number): boolean {
  return "counts" in arity ? arity.counts.includes(count) : count >= arity.atLeast;
}

/** What equality and order see of a function. spec/04 §3, §4.1; spec/05 §6 */
export type FunctionIdentity =
  | {
      readonly kind: "lambda";
      /** Undefined for `_`. */
      readonly parameters: readonly (string | undefined)[];
      /** Where it was written. */
      readonly place: Span;
      readonly captured: readonly Value[];
    }
  | { readonly kind: "builtIn"; readonly name: string; readonly receiver: Value }
  | { readonly kind: "user"; readonly name: string };

/**
 * Anything that can be called. The subclasses — lambdas, user functions, library functions and methods bound to their
 * receiver — stand in `call/`, which alone knows how to apply them.
 */
export abstract class FunctionValue extends Boxed {
  abstract readonly arity: Arity;
  /** What the text form shows: `<lambda>`, `abs`. */
  abstract readonly displayName: string;
  abstract readonly identity: FunctionIdentity;
}
