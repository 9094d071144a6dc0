import type { Ir } from "../../ir/ir.js";
import { freeVariables } from "../../ir/variables.js";
import type { Remembered } from "./reuse.js";

/**
 * Expressions of a function that are the same, and costly: the second one takes the value of the first.
 *
 *     if (order.total > 100) order.total else 0
 *         ╰──── a ────╯      ╰─── a ───╯
 *     [Order.byCustomer(c).count(), Order.byCustomer(c).count() > 3]
 *      ╰────────── a ───────────╯   ╰────────── a ───────────╯
 *
 * Legal: the same code with the same variables gives the same, if nothing was written in between, and whoever keeps the
 * value sees to that (`Remembered`). Values that tell where they were made — functions, sets, nulls — are not shared.
 *
 * Cheap ones are left: to look up `.customer!.address.city` takes as long as to keep it and find it again.
 */
export function* commonExpressions(costly: readonly Ir[]): Generator<readonly [Ir, Remembered]> {
  // Most functions have no two that are alike at a glance.
  for (const alike of groups(costly, nameOf)) {
    for (const same of groups(alike, textOf)) {
      const reuse: Remembered = { kind: "remembered", variables: freeVariables(same[0]!), isShared: true };
      for (const ir of same) yield [ir, reuse];
    }
  }
}

/** Those that have something in common with another one. */
function groups(all: readonly Ir[], what: (ir: Ir) => string): readonly (readonly Ir[])[] {
  if (all.length < 2) return [];
  const groups = new Map<string, Ir[]>();
  for (const ir of all) {
    const key = what(ir);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [ir]);
    else group.push(ir);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function nameOf(ir: Ir): string {
  if (ir.kind === "methodCall") return ir.method.text;
  return ir.kind === "select" ? ir.field.text : "";
}

/** What a node does, without the places in the text where it stands. */
function textOf(ir: Ir): string {
  return JSON.stringify(ir, (key, value) => {
    if (key === "source" || key === "span" || key.endsWith("Span")) return undefined;
    return typeof value === "bigint" ? String(value) : value;
  });
}
