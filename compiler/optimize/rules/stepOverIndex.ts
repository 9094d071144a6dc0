import { rule } from "../rule.js";

/**
 * A further filter, a page size or `reverse` above an indexed filter becomes a step of it: so all conditions choose the
 * index together, `reverse` reads backwards, and nothing is read twice.
 *
 *     Filter .b == 2
 *     └ IndexedFilter .a == 1       IndexedFilter .a == 1, .b == 2
 *       └ IndexScan C.byA(1)   ⇒    └ IndexScan C.byAB(1, 2)
 *
 * Legal: each step works on elements one by one, or only turns the direction, and keeps positions as they are.
 */
export const stepOverIndex = rule("step-over-index", (plan) => {
  if (plan.kind !== "operator") return undefined;
  const { kind } = plan.operator;
  if (kind !== "filter" && kind !== "pageSize" && kind !== "reverse") return undefined;
  const [input] = plan.inputs;
  if (input?.kind !== "indexedFilter" && input?.kind !== "indexFilter") return undefined;
  return { ...input, steps: [kind, ...input.steps] };
});
