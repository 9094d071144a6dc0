import type { SetOperatorKind } from "../plan/operator.js";
import type { Plan, PushedFilter } from "./plan.js";

/** A filter over an operator of a kind, as one that filters first; also over other filters that do so. */
export function pushedBelow(plan: Plan, below: SetOperatorKind): PushedFilter | undefined {
  if (plan.kind !== "operator" || plan.operator.kind !== "filter") return undefined;
  const [input] = plan.inputs;
  if (input === undefined || kindBelow(input) !== below) return undefined;
  return below === "flatMap" || holdsDocuments(input) ? { kind: "pushedFilter", below } : undefined;
}

/** The kind of the operator at the top of a plan, pushed filters aside, also where it was joined with others. */
function kindBelow(plan: Plan): SetOperatorKind | undefined {
  switch (plan.kind) {
    case "operator":
    case "rewritten":
      return plan.operator.kind;
    case "pushedFilter":
      return plan.below;
    case "coveredProject":
    case "composedProject":
      return "project";
    case "indexedSort":
      return "sort";
    default:
      return undefined;
  }
}

/** False of sets of which it is known that their elements were not made of documents that the set lists itself. */
export function holdsDocuments(plan: Plan): boolean {
  if (plan.kind === "pushedFilter") return plan.below !== "flatMap";
  if (plan.kind !== "operator") return true;
  const { operator, inputs } = plan;
  if (operator.kind === "documents" || operator.kind === "indexScan") return true;
  return operator.kind !== "flatMap" && inputs.some(holdsDocuments);
}
