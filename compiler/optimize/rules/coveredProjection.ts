import { rule } from "../rule.js";

/**
 * A projection of the documents that an index lists takes the fields that the index holds from its entries.
 *
 *     Project { name }                            CoveredProject { name }
 *     └ IndexScan Customer.byEmail(e)        ⇒    └ IndexScan Customer.byEmail(e)
 *
 * Legal: the projection looks at its document through these fields only and keeps no hold of it; the values of an entry
 * are those of its document in the same snapshot. A null of an entry is never trusted (spec/06b §5), nor is an object or
 * array, whose keys lie sorted: then the document is read.
 */
export const coveredProjection = rule("covered-projection", (plan) => {
  if (plan.kind !== "operator" || plan.operator.kind !== "project") return undefined;
  const [input] = plan.inputs;
  if (input?.kind === "indexFilter") return { kind: "coveredProject", scan: input.scan };
  if (input?.kind !== "operator" || input.operator.kind !== "indexScan") return undefined;
  return { kind: "coveredProject", scan: input.operator };
});
