import { effectOf } from "../../ir/effects.js";
import type { Ir } from "../../ir/ir.js";
import type { Constant, ReuseScope } from "./reuse.js";
import { CLOSED, type Traits } from "./traits.js";

/**
 * An expression made of literals and of pure functions of the library: evaluated when it is first reached, then kept
 * with the code.
 *
 *     order => order.createdAt > Time("2024-01-01T00:00:00Z").subtract(1, "day")
 *                                ╰────────────────── constant ─────────────────╯
 *     x => x.total * (1 + 0.2)      x => [1, 2].includes(x)      60 * 60 * 24
 *                     ╰─────╯            ╰────╯
 *
 * Legal: its value is the same each time, and nothing can be seen of making it but units of compute, which are counted
 * as if it were made. It is not made before it is reached, and what fails or logs is not kept: `1 / 0`, overflows,
 * texts beyond the limit fail where and whenever they did. No lambda is in it, so the depth of the stack does not
 * matter.
 *
 * `if (true) a else b` and `true && a` are left: nobody writes them, and a test of a literal takes 5 ns.
 */
export function constant(ir: Ir, scope: ReuseScope): Constant | undefined {
  return effectOf(ir, scope) === "pure" ? { kind: "constant" } : undefined;
}

/** Whether it is made of literals and the library, and is none already: what is left is to see that it is pure. */
export function mayBeConstant(ir: Ir, traits: Traits): boolean {
  return (traits & CLOSED) !== 0 && ir.kind !== "constant" && ir.kind !== "global";
}
