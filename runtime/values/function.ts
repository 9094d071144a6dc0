import { Boxed } from "./value.js";

/** How many arguments a function takes: each count in `counts`, or at least `atLeast`. spec/05 §1.4 */
export type Arity = { readonly counts: readonly number[] } | { readonly atLeast: number };

export function accepts(arity: Arity, count: number): boolean {
  return "counts" in arity ? arity.counts.includes(count) : count >= arity.atLeast;
}

/**
 * Anything that can be called. The subclasses — lambdas, user functions (`evaluate/`), library functions and methods
 * bound to their receiver (`stdlib/`) — know how; `evaluate/call.ts` is the one place that does.
 */
export abstract class FunctionValue extends Boxed {
  abstract readonly arity: Arity;
  /** What the text form shows: `<lambda>`, `abs`. */
  abstract readonly displayName: string;
}
