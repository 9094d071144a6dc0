import { holdsDocuments } from "../pushedBelow.js";
import { rule } from "../rule.js";

/**
 * A `map` or projection of what another one made of documents makes it of the documents themselves. Fields that nobody
 * reads are not read of the documents either, so an index may hold enough.
 *
 *     Project .status                              Project .status
 *     └ Project { status, createdAt, … }     ⇒     └ IndexScan Order.byCustomer(c)
 *       └ IndexScan Order.byCustomer(c)
 *
 * Legal: the lower one cannot fail and shows nothing, and what the upper one reads of its result it reads of the
 * document that it would have come from. Positions are the documents' in both.
 */
export const projectOverProject = rule("project-over-project", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "project") return undefined;
  const [input] = plan.inputs;
  switch (input?.kind) {
    case "operator":
      return input.operator.kind === "project" && holdsDocuments(input)
        ? { kind: "composedProject" }
        : undefined;
    case "pushedFilter":
      return input.below === "project" ? { kind: "composedProject" } : undefined;
    case "coveredProject":
    case "composedProject":
      return { kind: "composedProject" };
    default:
      return undefined;
  }
});
