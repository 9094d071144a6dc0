import type { SetOperator, SetOperatorKind } from "../../plan/operator.js";
import type { Plan } from "../plan.js";
import { rule } from "../rule.js";

const COUNTABLE: ReadonlySet<SetOperatorKind> = new Set([
  "project",
  "sort",
  "reverse",
  "pageSize",
  "take",
  "drop",
  "concat",
]);

/**
 * Operators that make no element and lose none that cannot be told from their arguments are not run to be counted.
 *
 *     Count
 *     └ Project .name
 *       └ Documents Order      ⇒    RowCount Order
 *
 * Legal: lambdas are left out only where they cannot fail and show nothing; where `order` or `reverse` would refuse so
 * many elements, pages are read, and refuse them.
 */
export const countBelow = rule("count-below", (plan) => {
  if (plan.kind !== "count") return undefined;
  const operator = uppermost(plan.input);
  if (operator === undefined || !COUNTABLE.has(operator.kind)) return undefined;
  return { kind: "countOfInputs", operator };
});

/** The operator at the top of a plan, whatever it was joined with; undefined where other rules count it. */
function uppermost(plan: Plan): SetOperator | undefined {
  switch (plan.kind) {
    case "operator":
    case "rewritten":
      return plan.operator;
    case "coveredProject":
    case "composedProject":
      return { kind: "project" };
    case "indexedSort":
      return plan.sort;
    case "topN":
      return { kind: "take" };
    default:
      return undefined;
  }
}
