import type { SetOperatorKind } from "../plan/operator.js";
import type { Plan, PushedFilter } from "./plan.js";

/** A filter over an operator of a kind, as one that filters first; also over other filters that do so. */
export function pushedBelow(plan: Plan, below: SetOperatorKind): PushedFilter | undefined {
  if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
  const [input] = plan.inputs;
  const found = input?.kind === "pushedFilter" ? input.below : input && operatorKindOf(input);
  return found === below ? { kind: "pushedFilter", below } : undefined;
}

/** The kind of the operator at the top of a plan, also where it was joined with others. */
function operatorKindOf(plan: Plan): SetOperatorKind | undefined {
  switch (plan.kind) {
    case "operator":
    case "rewritten":
      return plan.operator.kind;
    case "coveredProject":
    case "composedProject":
      return "project";
    case "indexedSort":
      return "sort";
    default:
      return undefined;
  }
}
