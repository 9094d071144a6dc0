import type { Ir } from "../../ir/ir.js";
import { freeVariables } from "../../ir/variables.js";
import type { Remembered } from "./reuse.js";
import { CALLS, FIXED, SET, type Traits } from "./traits.js";

/**
 * An expression that depends on no parameter of its function: what calls the function for each element of an array or a
 * set would evaluate it again and again.
 *
 *     products.map(p => { name: p.name, orders: Order.all().count() })
 *                                               ╰─ once for all ──╯
 *     Order.where(o => o.createdAt > Time.now().subtract(days, "days"))
 *                                    ╰────────── once for all ───────╯
 *
 * Legal: whoever keeps the value sees to it that nothing has changed on which it may depend. `Remembered`
 */
export function invariant(ir: Ir): Remembered {
  return { kind: "remembered", variables: freeVariables(ir), isShared: false };
}

/** Whether it depends on no parameter and takes work; a set is none yet, but what reads it. */
export function isInvariant(traits: Traits): boolean {
  return (traits & (FIXED | CALLS | SET)) === (FIXED | CALLS);
}
